package org.kinoroute.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * Draws the backgrounds that come with Kinoroute, the same each time: seamless loops of 10 seconds, calm enough to read a
 * chat over. Arguments: folder to write into.
 */
public final class BackgroundArt {

    private static final int WIDTH = 1080;
    private static final int HEIGHT = 1920;
    private static final int FPS = 30;
    private static final int FRAMES = 300;

    private final float[] red = new float[WIDTH * HEIGHT];
    private final float[] green = new float[WIDTH * HEIGHT];
    private final float[] blue = new float[WIDTH * HEIGHT];

    private BackgroundArt() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        BackgroundArt art = new BackgroundArt();
        art.write(folder.resolve("aurora.mp4"), new Aurora());
        art.write(folder.resolve("dunes.mp4"), new Dunes());
        art.write(folder.resolve("lights.mp4"), new Lights());
    }

    /** One picture of a loop. */
    private interface Art {
        /** @param turn from 0 to before 1, once around the loop */
        void draw(BackgroundArt to, double turn);
    }

    private void write(Path file, Art art) {
        Map<String, String> options = Map.of("preset", "slow", "crf", "20", "x264-params", "aq-mode=3:deblock=1,1");
        try (VideoEncoder encoder = new VideoEncoder(file, WIDTH, HEIGHT, FPS, 2, false, options);
                Planes planes = new Planes(WIDTH, HEIGHT)) {
            YuvPicture picture = new YuvPicture(WIDTH, HEIGHT, true);
            for (int i = 0; i < FRAMES; i++) {
                art.draw(this, (double) i / FRAMES);
                convert(picture);
                planes.put(picture, 0, 0, 0, 0, WIDTH, HEIGHT);
                encoder.encode(planes.frame(), i);
            }
            encoder.finish(FRAMES);
        }
    }

    /** From 0..1 to BT.709 limited, with still noise below one step, so that soft gradients have no bands. */
    private void convert(YuvPicture to) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int i = y * WIDTH + x;
                double luma = 16 + 219 * (0.2126 * red[i] + 0.7152 * green[i] + 0.0722 * blue[i]);
                to.y[i] = (byte) (int) (luma + noise(x, y));
                if ((x & y & 1) == 1) {
                    int c = (y >> 1) * to.chromaWidth + (x >> 1);
                    double grey = (luma - 16) / 219;
                    to.u[c] = (byte) (int) (128 + 224 * (blue[i] - grey) / 1.8556 + noise(x + 17, y + 5));
                    to.v[c] = (byte) (int) (128 + 224 * (red[i] - grey) / 1.5748 + noise(x + 3, y + 29));
                }
            }
        }
    }

    private static double noise(int x, int y) {
        double value = 0.06711056 * x + 0.00583715 * y;
        value = 52.9829189 * (value - Math.floor(value));
        return value - Math.floor(value);
    }

    private void set(int at, double[] colour) {
        red[at] = (float) colour[0];
        green[at] = (float) colour[1];
        blue[at] = (float) colour[2];
    }

    private static double[] rgb(int hex) {
        return new double[] {(hex >> 16 & 255) / 255.0, (hex >> 8 & 255) / 255.0, (hex & 255) / 255.0};
    }

    private static double[] mix(double[] one, double[] other, double part) {
        return new double[] {
            one[0] + (other[0] - one[0]) * part,
            one[1] + (other[1] - one[1]) * part,
            one[2] + (other[2] - one[2]) * part
        };
    }

    private static double smooth(double from, double to, double value) {
        double part = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return part * part * (3 - 2 * part);
    }

    /** A gradient through evenly spaced colours. */
    private static double[] through(double part, double[]... colours) {
        double at = Math.max(0, Math.min(0.999999, part)) * (colours.length - 1);
        return mix(colours[(int) at], colours[(int) at + 1], at - Math.floor(at));
    }

    /** Large soft fields of colour that drift through one another. */
    private static final class Aurora implements Art {

        private static final int STEP = 8;
        private static final int[] COLOURS = {0x1b1464, 0x3a1c8c, 0xd6336c, 0xff8a5c, 0x2bb3c0, 0x15306b, 0x7b2ff7};
        private static final double[][] CENTRES = {
            {0.15, 0.1}, {0.8, 0.25}, {0.95, 0.62}, {0.45, 0.95}, {0.05, 0.6}, {0.5, 0.4}, {0.2, 0.8}
        };

        @Override
        public void draw(BackgroundArt to, double turn) {
            int columns = WIDTH / STEP + 2;
            int rows = HEIGHT / STEP + 2;
            double[][] grid = new double[columns * rows][];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    grid[row * columns + column] =
                            field((double) column * STEP / WIDTH, (double) row * STEP / HEIGHT, 2 * Math.PI * turn);
                }
            }
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int at = (y / STEP) * columns + x / STEP;
                    double fx = (double) (x % STEP) / STEP;
                    double[] upper = mix(grid[at], grid[at + 1], fx);
                    double[] lower = mix(grid[at + columns], grid[at + columns + 1], fx);
                    to.set(y * WIDTH + x, mix(upper, lower, (double) (y % STEP) / STEP));
                }
            }
        }

        private static double[] field(double x, double y, double angle) {
            double[] sum = new double[3];
            double total = 0;
            for (int i = 0; i < COLOURS.length; i++) {
                double cx = CENTRES[i][0] + 0.16 * Math.sin(angle + i * 2.1) + 0.05 * Math.cos(2 * angle + i);
                double cy = CENTRES[i][1] + 0.10 * Math.cos(angle + i * 1.3) + 0.04 * Math.sin(2 * angle + 2 * i);
                double dx = (x - cx) * 0.8;
                double dy = (y - cy) * 1.15;
                double weight = Math.exp(-(dx * dx + dy * dy) / 0.055) + 1e-4;
                double[] colour = rgb(COLOURS[i]);
                for (int k = 0; k < 3; k++) {
                    sum[k] += weight * colour[k] * colour[k];
                }
                total += weight;
            }
            for (int k = 0; k < 3; k++) {
                sum[k] = Math.sqrt(sum[k] / total) * 0.92;
            }
            return sum;
        }
    }

    /** Ranges of dunes at dusk, one behind the other, below a low sun. */
    private static final class Dunes implements Art {

        private static final int LAYERS = 7;

        @Override
        public void draw(BackgroundArt to, double turn) {
            double angle = 2 * Math.PI * turn;
            double sunX = 0.64 * WIDTH;
            double sunY = HEIGHT * (0.475 + 0.004 * Math.sin(angle));
            for (int x = 0; x < WIDTH; x++) {
                double[] crests = new double[LAYERS];
                for (int layer = 0; layer < LAYERS; layer++) {
                    crests[layer] = crest(layer, (double) x / WIDTH, angle);
                }
                for (int y = 0; y < HEIGHT; y++) {
                    to.set(y * WIDTH + x, colour(x, y, crests, sunX, sunY));
                }
            }
        }

        private static double crest(int layer, double x, double angle) {
            double near = (double) layer / (LAYERS - 1);
            double base = 0.535 + 0.40 * Math.pow(near, 1.25);
            double height = 0.016 + 0.028 * near;
            double shape =
                    Math.sin(2 * Math.PI * (0.9 + 0.12 * layer) * x + 1.7 * layer + angle * (layer % 2 == 0 ? 1 : -1))
                            + 0.45 * Math.sin(2 * Math.PI * 1.9 * x + 2.9 * layer + 0.6 * Math.sin(angle + layer))
                            + 0.18 * Math.sin(2 * Math.PI * 4.1 * x + 5.3 * layer + 0.8 * Math.cos(angle + 2 * layer));
            return HEIGHT * (base - height * shape);
        }

        private static double[] colour(int x, int y, double[] crests, double sunX, double sunY) {
            double[] colour = sky(x, y, sunX, sunY);
            for (int layer = 0; layer < LAYERS; layer++) {
                double cover = Math.max(0, Math.min(1, y + 1 - crests[layer]));
                if (cover > 0) {
                    colour = mix(colour, ground(layer, y - crests[layer], Math.abs(x - sunX) / WIDTH), cover);
                }
            }
            return colour;
        }

        private static double[] sky(int x, int y, double sunX, double sunY) {
            double[] sky = through(
                    y / (0.60 * HEIGHT), rgb(0x1d1b46), rgb(0x4a2c6d), rgb(0x95436f), rgb(0xe2725b), rgb(0xffb677));
            double distance = Math.hypot(x - sunX, y - sunY);
            sky = mix(sky, rgb(0xffd9a0), 0.55 * Math.exp(-distance / 260));
            return mix(rgb(0xfff0cf), sky, smooth(92, 95, distance));
        }

        private static double[] ground(int layer, double below, double fromSun) {
            double near = (double) layer / (LAYERS - 1);
            double[] crest = through(near, rgb(0xe98a66), rgb(0xb9556a), rgb(0x6b3468), rgb(0x231a45));
            double[] foot = through(near, rgb(0xf2a679), rgb(0xcf6f72), rgb(0x8a4470), rgb(0x17122f));
            double[] colour = mix(crest, foot, smooth(0, 210, below));
            // The sun catches the crests below it.
            double light = Math.exp(-below / 16) * Math.exp(-fromSun * 3.2) * (0.55 - 0.4 * near);
            return mix(colour, rgb(0xffe2b0), light);
        }
    }

    /** Soft lights out of focus that come, rise a little and go. */
    private static final class Lights implements Art {

        private static final int[] COLOURS = {0xffc36b, 0xff8fa3, 0x8fd3ff, 0xb79bff, 0xffe3b0};
        private final double[][] lights = new double[46][];

        private Lights() {
            Random random = new Random(11);
            for (int i = 0; i < lights.length; i++) {
                double size = 26 + 120 * Math.pow(random.nextDouble(), 2.2);
                lights[i] = new double[] {
                    random.nextDouble() * WIDTH,
                    random.nextDouble() * HEIGHT,
                    size,
                    random.nextDouble(),
                    0.10 + 0.28 * random.nextDouble() * (40 / (size + 20)) + 0.05,
                    random.nextInt(COLOURS.length),
                    random.nextDouble() * 2 * Math.PI
                };
            }
        }

        @Override
        public void draw(BackgroundArt to, double turn) {
            double angle = 2 * Math.PI * turn;
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    double dx = (x - WIDTH * (0.3 + 0.05 * Math.sin(angle))) / WIDTH;
                    double dy = (y - HEIGHT * 0.72) / HEIGHT;
                    double glow = Math.exp(-(dx * dx * 1.6 + dy * dy * 3.2) / 0.35);
                    to.set(y * WIDTH + x, mix(rgb(0x070d1f), rgb(0x1c4a66), glow * 0.9));
                }
            }
            for (double[] light : lights) {
                double life = turn + light[3] - Math.floor(turn + light[3]);
                double strength = Math.pow(Math.sin(Math.PI * life), 2) * light[4] * 1.5;
                double x = light[0] + 26 * Math.sin(2 * Math.PI * life + light[6]);
                double y = light[1] + (0.5 - life) * (120 + 1.2 * light[2]);
                disc(to, x, y, light[2], strength, rgb(COLOURS[(int) light[5]]));
            }
        }

        private static void disc(BackgroundArt to, double cx, double cy, double radius, double strength, double[] rgb) {
            double soft = 4 + radius * 0.16;
            int reach = (int) (radius + soft + 2);
            for (int y = Math.max(0, (int) cy - reach); y < Math.min(HEIGHT, cy + reach); y++) {
                for (int x = Math.max(0, (int) cx - reach); x < Math.min(WIDTH, cx + reach); x++) {
                    double distance = Math.hypot(x - cx, y - cy);
                    double inside = 1 - smooth(radius - soft, radius + soft, distance);
                    // Out of focus, a lens draws the rim a little brighter than the middle.
                    double light = strength * inside * (0.72 + 0.28 * Math.min(1, distance / radius));
                    int at = y * WIDTH + x;
                    to.red[at] += (float) ((1 - to.red[at]) * light * rgb[0]);
                    to.green[at] += (float) ((1 - to.green[at]) * light * rgb[1]);
                    to.blue[at] += (float) ((1 - to.blue[at]) * light * rgb[2]);
                }
            }
        }
    }
}
