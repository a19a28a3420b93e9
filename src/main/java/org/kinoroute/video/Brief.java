package org.kinoroute.video;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a maker wants told, where there is no script yet: what a script writer works from. Lies in the store as
 * {@code brief.json}, with the settings of the video beside it. What is not said is null or empty.
 *
 * @param format names the route that writes the script, {@code direct:script-<format>}
 * @param prompt what the video is to tell, in the maker's words
 * @param sourceText the text that an explainer explains
 * @param title of the video, and the name of a product
 * @param description of a product
 * @param price of a product, as it is shown
 * @param category of a product
 * @param language BCP 47 tag
 * @param participants of a chat
 * @param me of a chat
 * @param voices by participant, or one without a name for the narrator: {@code [engine:]voice}
 * @param tone such as {@code funny} or {@code serious}
 * @param messages how many a chat is to have; 0: the writer decides
 * @param seconds how long the video is to be; 0: the writer decides
 * @param theme name of the look of slides and cards
 * @param style name of the style of generated images
 * @param keywords that images are to show
 * @param negativeKeywords that images are not to show
 * @param files photos and clips of a product, pictures of a story, in order: keys of the store
 * @param look of a chat's phone, {@code android} or {@code ios}
 */
public record Brief(
        String format,
        String prompt,
        String sourceText,
        String title,
        String description,
        String price,
        String category,
        String language,
        List<String> participants,
        String me,
        Map<String, String> voices,
        String tone,
        int messages,
        double seconds,
        String theme,
        String style,
        List<String> keywords,
        List<String> negativeKeywords,
        List<Asset> files,
        String look) {

    public Brief {
        participants = participants == null ? List.of() : List.copyOf(participants);
        voices = voices == null ? Map.of() : Map.copyOf(voices);
        keywords = keywords == null ? List.of() : List.copyOf(keywords);
        negativeKeywords = negativeKeywords == null ? List.of() : List.copyOf(negativeKeywords);
        files = files == null ? List.of() : List.copyOf(files);
    }

    /** The format, if it is one of the built-in ones; null: somebody added it. */
    public Format form() {
        return Stream.of(Format.values())
                .filter(known -> known.name().equalsIgnoreCase(format))
                .findFirst()
                .orElse(null);
    }
}
