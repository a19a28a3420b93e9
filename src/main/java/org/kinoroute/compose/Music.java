package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kinoroute.video.Problem;

/** Music that a maker brings along. */
public final class Music {

    private Music() {}

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
