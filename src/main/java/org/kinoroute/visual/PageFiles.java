package org.kinoroute.visual;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All that a page may load, by path below its origin. What is not here does not exist for the page. */
interface PageFiles {

    Optional<byte[]> read(String path);

    /** This, and what another one has. */
    default PageFiles and(PageFiles other) {
        return path -> read(path).or(() -> other.read(path));
    }

    /** Resources of a folder of the class path, and of the folders below it. */
    static PageFiles resources(String folder) {
        return path -> {
            if (!path.matches("([A-Za-z0-9_-]+(\\.[a-z0-9]+)*/)*[A-Za-z0-9_-]+(\\.[a-z0-9]+)+")) {
                return Optional.empty();
            }
            try (var in = PageFiles.class.getResourceAsStream("/" + folder + "/" + path)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** All files of these names in one, for a key that changes with them. */
    default byte[] all(List<String> names) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        names.forEach(name -> all.writeBytes(
                read(name).orElseThrow(() -> new IllegalStateException("there is no " + name + " among the pages"))));
        return all.toByteArray();
    }

    /** The media type that a path's ending stands for. */
    static String typeOf(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js", "mjs" -> "text/javascript; charset=utf-8";
            case "woff2" -> "font/woff2";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "jpg", "jpeg" -> "image/jpeg";
            case "webp" -> "image/webp";
            case "gif" -> "image/gif";
            default -> "application/octet-stream";
        };
    }
}
