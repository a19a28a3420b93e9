package org.kinoroute.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file is by its first bytes, whatever its name says. */
enum FileKind {
    PNG(".png", "image/png"),
    JPEG(".jpg", "image/jpeg"),
    WEBP(".webp", "image/webp"),
    GIF(".gif", "image/gif"),
    MP4(".mp4", "video/mp4"),
    MOV(".mov", "video/quicktime"),
    WEBM(".webm", "video/webm"),
    M4A(".m4a", "audio/mp4"),
    MP3(".mp3", "audio/mpeg"),
    OGG(".ogg", "audio/ogg"),
    WAV(".wav", "audio/wav"),
    FLAC(".flac", "audio/flac"),
    UNKNOWN("", "application/octet-stream");

    private final String ending;
    private final String contentType;

    FileKind(String ending, String contentType) {
        this.ending = ending;
        this.contentType = contentType;
    }

    String ending() {
        return ending;
    }

    String contentType() {
        return contentType;
    }

    boolean isVideo() {
        return contentType.startsWith("video/");
    }

    static FileKind of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            FileKind kind = of(new String(in.readNBytes(16), StandardCharsets.ISO_8859_1));
            // Sound in the container of a film: not every program says so in its first bytes.
            return kind == MP4 && file.toString().endsWith(".m4a") ? M4A : kind;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileKind of(String start) {
        if (start.startsWith("\u0089PNG")) {
            return PNG;
        } else if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (start.startsWith("GIF8")) {
            return GIF;
        } else if (start.startsWith("RIFF")) {
            return start.startsWith("WEBP", 8) ? WEBP : start.startsWith("WAVE", 8) ? WAV : UNKNOWN;
        } else if (start.startsWith("ftyp", 4)) {
            return start.startsWith("qt", 8) ? MOV : start.startsWith("M4A", 8) ? M4A : MP4;
        } else if (start.startsWith("moov", 4) || start.startsWith("mdat", 4) || start.startsWith("wide", 4)) {
            return MOV;
        } else if (start.startsWith("\u001a\u0045\u00df\u00a3")) {
            return WEBM;
        } else if (start.startsWith("OggS")) {
            return OGG;
        } else if (start.startsWith("fLaC")) {
            return FLAC;
        }
        return start.startsWith("ID3") || start.matches("(?s)\u00ff[\u00e2-\u00ff].*") ? MP3 : UNKNOWN;
    }
}
