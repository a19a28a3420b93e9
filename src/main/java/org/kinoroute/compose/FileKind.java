package org.kinoroute.compose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What a file is, by its first bytes; its name says nothing. */
enum FileKind {
    PNG("a PNG picture", "png_pipe"),
    JPEG("a JPEG picture", "jpeg_pipe"),
    WEBP("a WebP picture", "webp_pipe"),
    MP4("an MP4 video", "mov"),
    MOV("a MOV video", "mov"),
    WEBM("a WebM video", "matroska"),
    WAV("a WAV sound", "wav"),
    MP3("an MP3 sound", "mp3"),
    OGG("an OGG sound", "ogg"),
    GIF("a GIF picture"),
    BMP("a BMP picture"),
    TIFF("a TIFF picture"),
    HEIC("a HEIC picture"),
    AVIF("an AVIF picture"),
    SVG("an SVG drawing"),
    HTML("a web page"),
    PDF("a PDF document"),
    ZIP("a ZIP archive"),
    GZIP("a compressed file"),
    M4A("an M4A sound"),
    FLAC("a FLAC sound"),
    AVI("an AVI video"),
    MKV("a Matroska video"),
    EMPTY("empty"),
    UNKNOWN("of a kind that is not known");

    private static final Set<String> QUICKTIME = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");

    private final String words;
    private final String format;

    FileKind(String words) {
        this(words, null);
    }

    FileKind(String words, String format) {
        this.words = words;
        this.format = format;
    }

    /** For people: {@code a GIF picture}. */
    String words() {
        return words;
    }

    /** FFmpeg's name of the only demuxer that may read it; null: nobody reads it. */
    String format() {
        return format;
    }

    static FileKind of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(1024);
        }
        return head.length == 0 ? EMPTY : of(new String(head, StandardCharsets.ISO_8859_1));
    }

    private static FileKind of(String head) {
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        } else if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (head.startsWith("RIFF") && head.length() >= 12) {
            return switch (head.substring(8, 12)) {
                case "WEBP" -> WEBP;
                case "WAVE" -> WAV;
                case "AVI " -> AVI;
                default -> UNKNOWN;
            };
        } else if (head.length() >= 12 && head.startsWith("ftyp", 4)) {
            return brand(head.substring(8, 12));
        } else if (head.length() >= 8 && QUICKTIME.contains(head.substring(4, 8))) {
            return MOV;
        } else if (head.startsWith("\u001aE\u00df\u00a3")) {
            return head.substring(0, Math.min(64, head.length())).contains("webm") ? WEBM : MKV;
        } else if (head.startsWith("OggS")) {
            return OGG;
        } else if (head.startsWith("ID3") || isMpegAudio(head)) {
            return MP3;
        }
        return other(head);
    }

    private static FileKind brand(String brand) {
        return switch (brand) {
            case "qt  " -> MOV;
            case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" -> HEIC;
            case "avif", "avis" -> AVIF;
            case "M4A ", "M4B ", "M4P " -> M4A;
            default -> MP4;
        };
    }

    /** A frame of MPEG audio, layer III: eleven bits set, then version, layer, bit rate and sample rate that exist. */
    private static boolean isMpegAudio(String head) {
        if (head.length() < 4 || head.charAt(0) != 0xff || (head.charAt(1) & 0xe6) != 0xe2) {
            return false;
        }
        int rates = head.charAt(2);
        return (head.charAt(1) & 0x18) != 0x08 && (rates & 0xf0) != 0xf0 && (rates & 0x0c) != 0x0c;
    }

    private static FileKind other(String head) {
        if (head.startsWith("GIF8")) {
            return GIF;
        } else if (head.startsWith("BM")) {
            return BMP;
        } else if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
            return TIFF;
        } else if (head.startsWith("%PDF")) {
            return PDF;
        } else if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            return ZIP;
        } else if (head.startsWith("\u001f\u008b")) {
            return GZIP;
        } else if (head.startsWith("fLaC")) {
            return FLAC;
        }
        String text = head.toLowerCase(Locale.ROOT);
        return text.contains("<svg")
                ? SVG
                : text.contains("<html") || text.contains("<!doctype html") || text.contains("<script")
                        ? HTML
                        : UNKNOWN;
    }
}
