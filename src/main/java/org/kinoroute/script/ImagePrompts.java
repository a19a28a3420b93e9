package org.kinoroute.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kinoroute.video.Scene;

/**
 * Completes the prompts of images that are to be generated: the words of the style and the keywords join them, so that
 * a visual's properties say all that decides how it looks.
 *
 * @param style its name, or null
 * @param words that join every prompt
 * @param negative what no image is to show
 */
record ImagePrompts(String style, List<String> words, List<String> negative) {

    static ImagePrompts of(Draft draft, ScriptRequest request, Styles styles) {
        Draft.Images written = draft.images();
        Style style = null;
        if (request.style() != null) {
            style = styles.get(request.style(), Where.file("style"));
        } else if (written.style() != null) {
            style = styles.get(written.style(), draft.where().of("style"));
        }
        List<String> words = new ArrayList<>(merged(written.keywords(), request.keywords()));
        List<String> negative = new ArrayList<>(merged(written.negativeKeywords(), request.negativeKeywords()));
        if (style != null && !style.prompt().isEmpty()) {
            words.add(style.prompt());
        }
        if (style != null && !style.negative().isEmpty()) {
            negative.add(style.negative());
        }
        return new ImagePrompts(style == null ? null : style.id(), words, negative);
    }

    private static Set<String> merged(List<String> written, List<String> requested) {
        return Stream.concat(written.stream(), requested.stream().map(Text::name))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param visual may be null, or of any kind */
    Scene.Visual complete(Scene.Visual visual) {
        if (visual == null || !visual.kind().equals("image")) {
            return visual;
        }
        Map<String, Object> properties = new LinkedHashMap<>(visual.properties());
        properties.put("prompt", joined(properties.get("prompt"), words));
        String unwanted = joined(properties.get("negative"), negative);
        if (!unwanted.isEmpty()) {
            properties.put("negative", unwanted);
        }
        return new Scene.Visual(visual.kind(), visual.file(), properties);
    }

    /** What is said already is not said again: a prompt that was completed once stays as it is. */
    private static String joined(Object text, List<String> more) {
        StringBuilder joined = new StringBuilder(text instanceof String written ? written : "");
        for (String words : more) {
            Pattern said = Pattern.compile(
                    "(?<![\\p{L}\\p{N}])" + Pattern.quote(words) + "(?![\\p{L}\\p{N}])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            if (!said.matcher(joined).find()) {
                joined.append(joined.isEmpty() ? "" : joined.toString().matches("(?s).*\\p{P}") ? " " : ", ")
                        .append(words);
            }
        }
        return joined.toString();
    }
}
