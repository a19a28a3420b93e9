package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kinoroute.video.Problem;

/** Music that a maker brings along, or that lies in a folder for all. */
public final class Music {

    private static final Pattern FILES = Pattern.compile("(?i)[^.].*\\.(m4a|mp3|ogg|oga|opus|flac|wav|aac)");

    private Music() {}

    /** The music of a folder, sorted by name. */
    public static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> FILES.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a piece of music is called: its file's name without the ending. */
    public static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** @throws Problem if there is no music of that name in a folder */
    public static Path named(Path folder, String name) {
        List<Path> all = in(folder);
        return all.stream()
                .filter(file -> name(file).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new Problem("there is no music called " + name + " in " + folder
                        + (all.isEmpty()
                                ? ", which has none"
                                : "; there are " + all.stream().map(Music::name).collect(Collectors.joining(", ")))));
    }

    /** One by chance, the same for a seed; empty if a folder has no music. */
    public static Optional<Path> any(Path folder, long seed) {
        List<Path> all = in(folder);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get((int) Math.floorMod(seed, (long) all.size())));
    }

    /** @throws Problem if a file cannot be music; found by decoding its first sound */
    public static void probe(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Problem(file + ": there is no such file; music is a sound file (MP3, M4A, OGG, WAV)");
        }
        try (Input input = new Input(file, AVMEDIA_TYPE_AUDIO, Map.of()).decode(1)) {
            if (input.frame() == null) {
                throw new Problem(file + ": has no sound in it; music is a sound file (MP3, M4A, OGG, WAV)");
            }
        } catch (MediaException e) {
            throw new Problem(
                    file + ": is damaged, or of a kind that is not known; music is a sound file (MP3, M4A, OGG, WAV)",
                    e);
        }
    }
}
