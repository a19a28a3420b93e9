package org.kinoroute.compose;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Draws a clip that was made ready: its frames one after the other, over and over. */
final class ClipPainter implements ShotPainter {

    private final Path clip;
    private final int fps;
    private BackgroundReader reader;
    private AVFrame current;
    private long position = -1;

    ClipPainter(Path clip, int fps) {
        this.clip = clip;
        this.fps = fps;
    }

    @Override
    public void draw(long moment, Planes frame) {
        if (moment != position) {
            if (reader == null || moment != position + 1) {
                close();
                reader = new BackgroundReader(clip, fps, moment);
            }
            current = reader.next();
            position = moment;
        }
        frame.copy(current, 0, 0, frame.width(), frame.height());
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
