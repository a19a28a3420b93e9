package org.kinoroute.compose;

import java.nio.file.Path;
import org.kinoroute.video.Box;
import org.kinoroute.video.Settings;

/** A picture of the frame's size that stands still; one of another size fills the frame. */
final class StillPainter implements ShotPainter {

    private final YuvPicture picture;

    StillPainter(Path file, Settings settings) {
        int width = settings.width();
        int height = settings.height();
        picture = new YuvPicture(width, height, true);
        picture.convert(Pictures.filling(file, width, height).argb, new Box(0, 0, width, height));
    }

    @Override
    public void draw(long moment, Planes frame) {
        frame.put(picture, 0, 0, 0, 0, picture.width, picture.height);
    }
}
