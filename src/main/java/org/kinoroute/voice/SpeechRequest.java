package org.kinoroute.voice;

/**
 * One line for the embedded synthesiser; all of the text is plain data.
 *
 * @param text what is spoken
 * @param language BCP 47 tag, e.g. {@code pt-br}; one that espeak does not know is spoken in the default language
 * @param variant of espeak, e.g. {@code f2}; null: the language's own voice
 * @param speed factor of the normal speed, 1 is normal
 * @param pitch factor of the variant's own pitch, 1 is its own
 */
public record SpeechRequest(String text, String language, String variant, double speed, double pitch) {

    public SpeechRequest(String text, String language) {
        this(text, language, null, 1, 1);
    }
}
