package org.kinoroute.script;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells the language of messages by their letters and their small words; the same messages, the same guess. */
final class LanguageGuess {

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}']+");
    private static final int CHARACTERS_LOOKED_AT = 20_000;

    private static final Map<UnicodeScript, String> SCRIPTS = Map.of(
            UnicodeScript.ARABIC, "ar",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.CYRILLIC, "ru",
            UnicodeScript.GREEK, "el",
            UnicodeScript.DEVANAGARI, "hi",
            UnicodeScript.HIRAGANA, "ja",
            UnicodeScript.KATAKANA, "ja",
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.HAN, "zh",
            UnicodeScript.THAI, "th");

    private static final Map<String, Set<String>> WORDS = Map.of(
            "en", words("the and you is it to of that was for are with have this what i'm don't we not just my be so"),
            "pt-br",
                    words("que não é você eu um uma pra tá com mas muito meu minha foi isso já vou oi também em no na"),
            "es", words("que no es y el la los yo un una con pero muy mi está por qué ya voy hola también en lo más"),
            "fr", words("que pas est et le la les je un une avec mais très mon ma c'est j'ai tu oui salut aussi dans"),
            "de", words("und ich du ist nicht das der die ein eine mit aber sehr mein auch hallo wir was zu ja noch"),
            "it", words("che non è e il la gli io un una con ma molto mio mia sono ciao anche di perché ho sei"));

    private LanguageGuess() {}

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    static String of(List<String> texts, String otherwise) {
        StringBuilder sample = new StringBuilder();
        for (String text : texts) {
            sample.append(text, 0, Math.min(text.length(), CHARACTERS_LOOKED_AT))
                    .append('\n');
            if (sample.length() > CHARACTERS_LOOKED_AT) {
                break;
            }
        }
        Map<UnicodeScript, Long> scripts = sample.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long letters = scripts.values().stream().mapToLong(Long::longValue).sum();
        // Japanese is written with Han letters too, so a few kana decide.
        long kana = scripts.getOrDefault(UnicodeScript.HIRAGANA, 0L) + scripts.getOrDefault(UnicodeScript.KATAKANA, 0L);
        if (kana * 10 > letters) {
            return prefer("ja", otherwise);
        }
        for (Map.Entry<UnicodeScript, Long> e : scripts.entrySet()) {
            if (e.getValue() * 2 > letters && SCRIPTS.containsKey(e.getKey())) {
                return prefer(SCRIPTS.get(e.getKey()), otherwise);
            }
        }
        return byWords(sample.toString(), otherwise);
    }

    private static String byWords(String sample, String otherwise) {
        Map<String, Long> counts = new HashMap<>();
        Arrays.stream(NO_LETTERS.split(sample.toLowerCase(Locale.ROOT).replace('’', '\'')))
                .forEach(word -> WORDS.forEach((language, words) -> {
                    if (words.contains(word)) {
                        counts.merge(language, 1L, Long::sum);
                    }
                }));
        List<Map.Entry<String, Long>> best = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(2)
                .toList();
        boolean clear = !best.isEmpty()
                && best.get(0).getValue() >= 2
                && (best.size() == 1 || best.get(0).getValue() > best.get(1).getValue());
        return clear ? prefer(best.get(0).getKey(), otherwise) : otherwise;
    }

    /** Where the default is of the same language, its region is the better guess. */
    private static String prefer(String guess, String otherwise) {
        return primary(guess).equals(primary(otherwise)) ? otherwise : guess;
    }

    private static String primary(String tag) {
        return tag.split("-")[0];
    }
}
