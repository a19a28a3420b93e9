package org.kinoroute.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What a file is, by its first bytes. */
public enum FileKind {
    PNG("a PNG picture", ".png", "image/png", "png_pipe"),
    JPEG("a JPEG picture", ".jpg", "image/jpeg", "jpeg_pipe"),
    WEBP("a WebP picture", ".webp", "image/webp", "webp_pipe"),
    MP4("an MP4 video", ".mp4", "video/mp4", "mov"),
    MOV("a MOV video", ".mov", "video/quicktime", "mov"),
    WEBM("a WebM video", ".webm", "video/webm", "matroska"),
    WAV("a WAV sound", ".wav", "audio/wav", "wav"),
    MP3("an MP3 sound", ".mp3", "audio/mpeg", "mp3"),
    OGG("an OGG sound", ".ogg", "audio/ogg", "ogg"),
    GIF("a GIF picture", ".gif", "image/gif"),
    BMP("a BMP picture", ".bmp", "image/bmp"),
    TIFF("a TIFF picture", ".tiff", "image/tiff"),
    HEIC("a HEIC picture", ".heic", "image/heic"),
    AVIF("an AVIF picture", ".avif", "image/avif"),
    SVG("an SVG drawing", ".svg", "image/svg+xml"),
    HTML("a web page", ".html", "text/html"),
    PDF("a PDF document", ".pdf", "application/pdf"),
    ZIP("a ZIP archive", ".zip", "application/zip"),
    GZIP("a compressed file", ".gz", "application/gzip"),
    M4A("an M4A sound", ".m4a", "audio/mp4"),
    FLAC("a FLAC sound", ".flac", "audio/flac"),
    AVI("an AVI video", ".avi", "video/x-msvideo"),
    MKV("a Matroska video", ".mkv", "video/x-matroska"),
    EMPTY("empty", "", "application/octet-stream"),
    UNKNOWN("of a kind that is not known", "", "application/octet-stream");

    private static final Set<String> QUICKTIME = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");

    private final String words;
    private final String ending;
    private final String contentType;
    private final String format;

    FileKind(String words, String ending, String contentType) {
        this(words, ending, contentType, null);
    }

    FileKind(String words, String ending, String contentType, String format) {
        this.words = words;
        this.ending = ending;
        this.contentType = contentType;
        this.format = format;
    }

    /** Of a file's name, with the dot; empty where it is not known. */
    public String ending() {
        return ending;
    }

    /** MIME type. */
    public String contentType() {
        return contentType;
    }

    public boolean isVideo() {
        return contentType.startsWith("video/");
    }

    /** For people: {@code a GIF picture}. */
    String words() {
        return words;
    }

    /** FFmpeg's name of the only demuxer that may read it; null: nobody reads it. */
    String format() {
        return format;
    }

    public static FileKind of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(1024);
            FileKind kind = head.length == 0 ? EMPTY : of(new String(head, StandardCharsets.ISO_8859_1));
            // Sound in the container of a film: not every program says so in its first bytes.
            return kind == MP4 && file.toString().endsWith(".m4a") ? M4A : kind;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
