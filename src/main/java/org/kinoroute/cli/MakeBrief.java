package org.kinoroute.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Problem;

/** What the maker wants told, where there is no script yet. */
final class MakeBrief {

    private static final long MOST_TEXT = 1_000_000;

    private MakeBrief() {}

    /** Whether the options ask for a script to be written. */
    static boolean isAsked(MakeCommand options) {
        boolean named = options.format != null && !options.format.equals("chat") && options.script == null;
        return named
                || Stream.of(
                                options.prompt,
                                options.sourceText,
                                options.images,
                                options.description,
                                options.price,
                                options.category,
                                options.tone,
                                options.messages,
                                options.duration)
                        .anyMatch(option -> option != null);
    }

    /**
     * @param formats that there are
     * @param voices by participant
     */
    static Brief of(MakeCommand options, List<String> formats, Map<String, String> voices, AssetCheckIn checkIn) {
        if (options.script != null) {
            throw new Problem("--script: a script is there already; leave out --prompt, --source-text, --images,"
                    + " --description, --price, --category, --tone, --messages and --duration, or leave out --script");
        }
        String format = format(options, formats);
        List<Asset> files = options.images == null
                ? List.of()
                : options.images.stream().map(checkIn::shot).map(Asset::new).toList();
        return new Brief(
                format,
                options.prompt,
                text(options.sourceText),
                options.title,
                options.description,
                options.price,
                options.category,
                options.language,
                options.participants,
                options.me,
                voices,
                options.tone,
                options.messages == null ? 0 : (int) MakeSettings.within("--messages", options.messages, 2, 200),
                options.duration == null ? 0 : MakeSettings.within("--duration", options.duration, 5, 600),
                options.theme,
                options.style,
                options.keywords,
                options.negativeKeywords,
                files,
                options.look);
    }

    private static String format(MakeCommand options, List<String> formats) {
        if (options.format != null) {
            if (!formats.contains(options.format)) {
                throw new Problem("--format: there is no format \"" + options.format + "\"; there are "
                        + String.join(", ", formats) + "; a file in config/routes with a route from direct:script-"
                        + options.format + " adds it");
            }
            return options.format;
        }
        if (options.sourceText != null) {
            return "explainer";
        }
        boolean product = Stream.of(options.description, options.price, options.category, options.images)
                .anyMatch(option -> option != null);
        return product || options.prompt == null ? "product" : "chat";
    }

    private static String text(Path file) {
        if (file == null) {
            return null;
        }
        String ending = file.toString().toLowerCase(Locale.ROOT);
        if (!ending.endsWith(".txt") && !ending.endsWith(".md")) {
            throw new Problem("--source-text: " + file + " is neither .txt nor .md");
        }
        try {
            if (!Files.isRegularFile(file)) {
                throw new Problem("--source-text: " + file + ": there is no such file");
            } else if (Files.size(file) > MOST_TEXT) {
                throw new Problem("--source-text: " + file + " has more than a million bytes; take a part of it");
            }
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new Problem("--source-text: " + file + " is empty");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new Problem("--source-text: " + file + " is no text in UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new Problem("--source-text: " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
