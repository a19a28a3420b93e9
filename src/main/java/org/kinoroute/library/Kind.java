package org.kinoroute.library;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** What there is a library of. */
public enum Kind {
    BACKGROUND(
            "backgrounds",
            "background",
            Map.of(
                    "mp4", "video/mp4",
                    "webm", "video/webm",
                    "m4v", "video/mp4",
                    "mov", "video/quicktime",
                    "mkv", "video/x-matroska",
                    "png", "image/png",
                    "jpg", "image/jpeg",
                    "jpeg", "image/jpeg",
                    "webp", "image/webp")),
    MUSIC(
            "music",
            "music",
            Map.of(
                    "m4a", "audio/mp4",
                    "mp3", "audio/mpeg",
                    "ogg", "audio/ogg",
                    "oga", "audio/ogg",
                    "opus", "audio/ogg",
                    "flac", "audio/flac",
                    "wav", "audio/wav",
                    "aac", "audio/aac"));

    private final String folder;
    private final String word;
    private final Map<String, String> types;

    Kind(String folder, String word, Map<String, String> types) {
        this.folder = folder;
        this.word = word;
        this.types = types;
    }

    /** {@code backgrounds} or {@code music}: in paths of the API, and below the folder of the configuration. */
    public String folder() {
        return folder;
    }

    /** As tables and people call it. */
    public String word() {
        return word;
    }

    /** The type of a file of a library in the configuration; null: it is none of it. */
    String type(String fileName) {
        return fileName.startsWith(".")
                ? null
                : types.get(fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** One by its word. */
    public static Kind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word) || kind.folder.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }
}
