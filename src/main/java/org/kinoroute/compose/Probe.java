package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.kinoroute.video.Problem;

/** Looks into a file that somebody brings along, and says what is wrong with it. */
final class Probe {

    static final Set<String> PHOTOS = Set.of("png_pipe", "jpeg_pipe", "webp_pipe");
    static final Set<String> PICTURES = Set.of("png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe");

    private Probe() {}

    /**
     * What a file shows, found by decoding its first picture.
     *
     * @param pictures the kinds of pictures that will do, by FFmpeg's names; moving ones are let through
     * @param wanted what it ought to be, in words that end a sentence
     * @throws Problem if it is not
     */
    static Backgrounds.Info picture(Path file, Set<String> pictures, String wanted) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new Problem(file + ": there is no such file; " + wanted);
            }
            if (Files.size(file) == 0) {
                throw new Problem(file + ": the file is empty; " + wanted);
            }
        } catch (IOException e) {
            throw new Problem(file + ": cannot be read: " + e.getMessage(), e);
        }
        long pixels = pixels(file);
        if (pixels > Input.MOST_PIXELS) {
            throw new Problem(String.format(
                    "%s: has %d million pixels, and %d million are the most; make it smaller",
                    file, pixels / 1_000_000, Input.MOST_PIXELS / 1_000_000));
        }
        try (Input input = new Input(file, AVMEDIA_TYPE_VIDEO, Map.of()).decode(1)) {
            AVFrame frame = input.frame();
            if (frame == null || frame.width() < 2 || frame.height() < 2) {
                throw new Problem(file + ": has no picture in it; " + wanted);
            }
            boolean lying = Upright.of(frame).lying();
            boolean picture = Backgrounds.isPicture(input);
            if (picture && !pictures.contains(input.container().iformat().name().getString())) {
                throw new Problem(file + ": is a picture of another kind; " + wanted);
            }
            double seconds = picture ? 0 : Math.max(0, input.container().duration() / 1e6);
            return new Backgrounds.Info(
                    lying ? frame.height() : frame.width(), lying ? frame.width() : frame.height(), seconds, picture);
        } catch (MediaException e) {
            String why = e.code() == avutil.AVERROR_STREAM_NOT_FOUND
                    ? "has no picture in it"
                    : "is damaged, or of a kind that is not known";
            throw new Problem(file + ": " + why + "; " + wanted, e);
        }
    }

    /** As a picture's header tells, without decoding it; 0 where the JDK does not know the kind. */
    private static long pixels(Path file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return 0;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Damaged, or none of its kinds: FFmpeg finds that out.
            return 0;
        }
    }
}
