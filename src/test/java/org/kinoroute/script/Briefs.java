package org.kinoroute.script;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Format;

/** Briefs for tests. */
public final class Briefs {

    private Briefs() {}

    public static Brief chat(String prompt, String... participants) {
        return brief(Format.CHAT, prompt, null, null, null, null, List.of(participants), null);
    }

    public static Brief explainer(String sourceText) {
        return brief(Format.EXPLAINER, null, sourceText, null, null, null, List.of(), null);
    }

    public static Brief product(String title, String description, String price, String... files) {
        return brief(Format.PRODUCT, null, null, title, description, price, List.of(), null, files);
    }

    public static Brief story(String sourceText, String style, String... files) {
        return brief(Format.STORY, null, sourceText, null, null, null, List.of(), style, files);
    }

    public static Brief prompted(Format format, String prompt) {
        return brief(format, prompt, null, null, null, null, List.of(), null);
    }

    private static Brief brief(
            Format format,
            String prompt,
            String sourceText,
            String title,
            String description,
            String price,
            List<String> participants,
            String style,
            String... files) {
        return new Brief(
                Formats.name(format),
                prompt,
                sourceText,
                title,
                description,
                price,
                null,
                "en",
                participants,
                null,
                Map.of(),
                null,
                0,
                0,
                null,
                style,
                List.of(),
                List.of(),
                Stream.of(files).map(Asset::new).toList(),
                null);
    }
}
