package org.kinoroute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kinoroute.video.Problem;

/** Where the results go. */
final class OutputFile {

    private OutputFile() {}

    /**
     * The MP4's path; its folder is there and can be written to.
     *
     * @param chosen by the maker, or null: the folder for results and the title
     */
    static Path of(Path chosen, Path folder, String title) {
        Path file = chosen == null
                ? folder.resolve(fileName(title) + ".mp4")
                : chosen.toAbsolutePath().normalize();
        if (Files.isDirectory(file)) {
            throw new Problem("--out: " + file + " is a folder; name a file in it, e.g. " + file.resolve("video.mp4"));
        }
        if (!file.getFileName().toString().toLowerCase(java.util.Locale.ROOT).endsWith(".mp4")) {
            throw new Problem("--out: " + file + " does not end in .mp4");
        }
        try {
            Files.createDirectories(file.getParent());
            Files.delete(Files.createTempFile(file.getParent(), ".kinoroute", null));
        } catch (IOException | SecurityException e) {
            throw new Problem("--out: the folder " + file.getParent() + " cannot be written to; choose another", e);
        }
        return file;
    }

    /** The same name with another ending: results lie side by side. */
    static Path beside(Path mp4, String ending) {
        String name = mp4.getFileName().toString();
        return mp4.resolveSibling(name.substring(0, name.length() - ".mp4".length()) + ending);
    }

    /** A title as a file's name: readable, and harmless on every file system. */
    private static String fileName(String title) {
        String name = title.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-|-$", "");
        int end = name.offsetByCodePoints(0, Math.min(60, name.codePointCount(0, name.length())));
        return name.isEmpty() ? "video" : name.substring(0, end);
    }
}
