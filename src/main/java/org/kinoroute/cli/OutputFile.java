package org.kinoroute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.kinoroute.video.Problem;

/** Where the results go. */
final class OutputFile {

    private OutputFile() {}

    /**
     * The MP4's path; its folder, or the one that it will be made in, can be written to.
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
        Path there = file.getParent();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new Problem("--out: the folder " + file.getParent() + " cannot be written to; choose another");
        }
        return file;
    }

    /** A title as a file's name: readable, and harmless on every file system. */
    private static String fileName(String title) {
        String name = title.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-|-$", "");
        int end = name.offsetByCodePoints(0, Math.min(60, name.codePointCount(0, name.length())));
        return name.isEmpty() ? "video" : name.substring(0, end);
    }
}
