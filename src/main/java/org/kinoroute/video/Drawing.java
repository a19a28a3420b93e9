package org.kinoroute.video;

import java.util.List;

/**
 * A picture in layers that enter one after the other while its scene is told, such as the bullets of a slide. Lies in the
 * store as JSON under the visual's key. All lengths are pixels of the video.
 *
 * @param width of the whole picture: that of the frame
 * @param height of the whole picture
 * @param sheets PNGs with alpha
 * @param base opaque, as large as the picture: what stands there from the beginning
 * @param layers in the order in which they enter; with motion off, all stand there from the beginning
 */
public record Drawing(int width, int height, List<Sheet> sheets, Sprite base, List<Layer> layers) {

    public Drawing {
        sheets = List.copyOf(sheets);
        layers = List.copyOf(layers);
    }

    /** A part of the picture, and where it lies in it. */
    public record Layer(Sprite sprite, int x, int y) {}
}
