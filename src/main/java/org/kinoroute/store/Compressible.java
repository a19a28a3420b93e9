package org.kinoroute.store;

import java.util.Locale;
import java.util.Set;

/** Which content becomes smaller when it is compressed: text and raw sound; pictures and videos are packed already. */
final class Compressible {

    private static final Set<String> TYPES = Set.of(
            "application/json",
            "application/x-subrip",
            "application/xml",
            "application/yaml",
            "application/javascript",
            "audio/wav",
            "audio/x-wav",
            "audio/wave",
            "audio/vnd.wave",
            "image/svg+xml",
            "image/bmp");

    private Compressible() {}

    static boolean is(String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return TYPES.contains(type) || type.startsWith("text/") || type.endsWith("+json") || type.endsWith("+xml");
    }
}
