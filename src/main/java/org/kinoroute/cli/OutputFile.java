package org.kinoroute.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kinoroute.video.Causes;
import org.kinoroute.video.Problem;
import org.springframework.util.FileSystemUtils;

/** Where the results go. */
final class OutputFile {

    private OutputFile() {}

    /**
     * The MP4's path.
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
        return file;
    }

    /** Makes sure, before anything is made, that the results can be written: what would stand in their way is a problem. */
    static void check(Results results) {
        for (Path result : results.all()) {
            if (Files.isDirectory(result)) {
                throw new Problem("--out: " + result + " is a folder, where a result would go; choose another name");
            }
        }
        Path folder = results.video().getParent();
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new Problem("--out: the folder " + folder + " cannot be written to; choose another");
        }
        try {
            tryOut(there, results);
        } catch (IOException e) {
            if (Causes.isFullDisk(e)) {
                throw full(results.video());
            }
            String reason = e instanceof FileSystemException refused ? refused.getReason() : e.getMessage();
            throw new Problem("--out: " + results.video() + " cannot be written"
                    + (reason == null ? "" : " (" + reason + ")") + "; choose another");
        }
    }

    /** What to say where there is no room for the results. */
    static Failure full(Path file) {
        return new Failure(file + ": the disk is full; make room there, or choose another place with --out FILE");
    }

    /** Permissions do not tell all: of names that are too long, quotas and the kernel's own folders only a trial does. */
    private static void tryOut(Path there, Results results) throws IOException {
        Path trial = Files.createTempDirectory(there, ".kinoroute-");
        try {
            for (Path result : results.all()) {
                Path like = trial.resolve(there.relativize(Results.partial(result)));
                Files.createDirectories(like.getParent());
                Files.createFile(like);
            }
        } finally {
            FileSystemUtils.deleteRecursively(trial);
        }
    }

    /** A title as a file's name: readable, and harmless on every file system. */
    private static String fileName(String title) {
        String name = title.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-|-$", "");
        int end = name.offsetByCodePoints(0, Math.min(60, name.codePointCount(0, name.length())));
        return name.isEmpty() ? "video" : name.substring(0, end);
    }
}
