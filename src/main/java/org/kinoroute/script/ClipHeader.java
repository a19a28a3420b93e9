package org.kinoroute.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Looks at a clip's first bytes: whether it is a piece of video of a kind that can be shown. */
final class ClipHeader {

    /** What a QuickTime or MP4 file begins with, after the length of the box. */
    private static final Set<String> BOXES = Set.of("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot");
    /** Pictures and sound that come in boxes too. */
    private static final Set<String> NO_VIDEO =
            Set.of("heic", "heix", "heim", "heis", "mif1", "avif", "M4A ", "M4B ", "M4P ");

    private ClipHeader() {}

    static void check(Path path, String location, Where where) throws IOException {
        if (!isClip(path)) {
            throw where.problem(Text.quote(location) + " is no MP4, WebM or MOV clip; save it as one");
        }
    }

    static boolean isClip(Path path) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(64);
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return text.contains("webm");
        }
        return text.length() >= 12
                && BOXES.contains(text.substring(4, 8))
                && !(text.startsWith("ftyp", 4) && NO_VIDEO.contains(text.substring(8, 12)));
    }
}
