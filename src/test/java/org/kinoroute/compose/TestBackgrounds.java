package org.kinoroute.compose;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kinoroute.store.ObjectStore;

/** Background videos of plain colours that change with each frame. */
final class TestBackgrounds {

    private TestBackgrounds() {}

    /** The colour of the whole frame {@code index}. */
    static Color bar(long index) {
        return Color.getHSBColor(index / 45f, 0.5f, 0.8f);
    }

    /** Its key in the store. */
    static String movingBars(ObjectStore store, int width, int height, double seconds) {
        String key = "assets/bars-" + width + "x" + height + ".mp4";
        try {
            Path file = Files.createTempFile("bars", ".mp4");
            try (VideoEncoder encoder = new VideoEncoder(
                            file, width, height, 30, 1, false, Map.of("preset", "ultrafast", "crf", "4"));
                    Planes frame = new Planes(width, height)) {
                int frames = (int) Math.round(seconds * 30);
                for (int i = 0; i < frames; i++) {
                    frame.fill(bar(i).getRGB() & 0xffffff);
                    encoder.encode(frame.frame(), i);
                }
                encoder.finish(frames);
            }
            store.put(key, file, "video/mp4");
            Files.delete(file);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
