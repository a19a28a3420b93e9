package org.kinoroute.script;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/**
 * Takes the pictures of the sample product, a mug, the same each time: a small ray marcher over a shape that is given by
 * its distance. Arguments: folder to write into.
 */
public final class ProductArt {

    private static final int WIDTH = 1080;
    private static final int HEIGHT = 1350;
    private static final int SAMPLES = 2;
    private static final double FLOOR = -1.12;
    private static final double FAR = 40;

    private static final double[] SAGE = {0.36, 0.47, 0.38};
    private static final double[] CLAY = {0.62, 0.27, 0.16};
    private static final double[] SAND = {0.80, 0.70, 0.55};
    private static final double[] NIGHT = {0.10, 0.17, 0.28};
    private static final double[] TEA = {0.42, 0.16, 0.04};

    private final double[] eye;
    private final double[] target;
    private final double[] backdrop;
    private final Mug[] mugs;

    private ProductArt(double[] eye, double[] target, double[] backdrop, Mug... mugs) {
        this.eye = eye;
        this.target = target;
        this.backdrop = backdrop;
        this.mugs = mugs;
    }

    /** Where a mug stands, where its handle points to (radians), and its glaze. */
    private record Mug(double x, double z, double turn, double[] glaze) {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        new ProductArt(
                        new double[] {0.6, 1.9, 8.2},
                        new double[] {0.22, 0.02, 0},
                        new double[] {0.86, 0.72, 0.58},
                        new Mug(0, 0, 0.35, SAGE))
                .write(folder.resolve("mug-front.jpg"));
        new ProductArt(
                        new double[] {-2.4, 5.2, 4.6},
                        new double[] {0.1, 0.1, 0},
                        new double[] {0.55, 0.63, 0.58},
                        new Mug(0, 0, 0.1, CLAY))
                .write(folder.resolve("mug-above.jpg"));
        new ProductArt(
                        new double[] {0.1, 2.3, 10.6},
                        new double[] {0.12, -0.12, -0.4},
                        new double[] {0.83, 0.80, 0.74},
                        new Mug(-0.9, 1.0, 2.7, SAGE),
                        new Mug(1.45, 0.35, 0.5, NIGHT),
                        new Mug(0.1, -2.2, 0.2, SAND))
                .write(folder.resolve("mug-three.jpg"));
    }

    private void write(Path file) throws Exception {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        IntStream.range(0, HEIGHT).parallel().forEach(y -> {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, pixel(x, y));
            }
        });
        writeJpeg(image, file, 0.86f);
    }

    static void writeJpeg(BufferedImage image, Path file, float quality) throws Exception {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionQuality(quality);
        options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        // What is there would be written over, and its end would stay.
        Files.deleteIfExists(file);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), options);
        } finally {
            writer.dispose();
        }
    }

    private int pixel(int x, int y) {
        double[] sum = new double[3];
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            double u = (x + (i % SAMPLES + 0.5) / SAMPLES - WIDTH / 2.0) / (HEIGHT / 2.0);
            double v = (HEIGHT / 2.0 - y - (i / SAMPLES + 0.5) / SAMPLES) / (HEIGHT / 2.0);
            double[] forward = unit(minus(target, eye));
            double[] right = unit(cross(forward, new double[] {0, 1, 0}));
            double[] up = cross(right, forward);
            double[] ray = unit(plus(plus(times(forward, 3.1), times(right, u)), times(up, v)));
            double[] colour = trace(eye, ray);
            // From the corners a little light is missing, as a lens would have it.
            double vignette = 1 - 0.13 * (u * u + v * v);
            for (int c = 0; c < 3; c++) {
                sum[c] += tone(colour[c] * vignette) / (SAMPLES * SAMPLES);
            }
        }
        double noise = ((x * 7919 + y * 104729 ^ x * y) & 255) / 255.0 - 0.5;
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
            rgb = rgb << 8 | (int) Math.max(0, Math.min(255, 255 * Math.pow(sum[c], 1 / 2.2) + noise));
        }
        return rgb;
    }

    /** A film's shoulder and toe. */
    private static double tone(double x) {
        double light = Math.max(0, x * 0.92);
        return Math.min(1, light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14));
    }

    private double[] trace(double[] from, double[] ray) {
        double floor = ray[1] < 0 ? (FLOOR - from[1]) / ray[1] : FAR;
        double t = 0;
        for (int i = 0; i < 160 && t < Math.min(floor, FAR); i++) {
            double d = near(plus(from, times(ray, t)));
            if (d < 0.0006 * Math.max(1, t)) {
                return shade(plus(from, times(ray, t)), ray, false);
            }
            t += d;
        }
        return floor < FAR ? shade(plus(from, times(ray, floor)), ray, true) : backdrop(ray);
    }

    private double[] backdrop(double[] ray) {
        double height = Math.max(0, Math.min(1, 0.5 + ray[1] * 1.4));
        return times(backdrop, 0.78 + 0.28 * height);
    }

    private double[] shade(double[] at, double[] ray, boolean floor) {
        double[] normal = floor ? new double[] {0, 1, 0} : normal(at);
        Surface surface = floor ? null : surface(at);
        double[] albedo = floor ? backdrop : surface.colour();
        double[] key = unit(new double[] {-0.62, 0.78, 0.52});
        double lit = Math.max(0, dot(normal, key)) * shadow(plus(at, times(normal, 0.012)), key);
        double open = openness(at, normal);
        double sky = 0.5 + 0.5 * normal[1];
        double fill = Math.max(0, dot(normal, unit(new double[] {0.9, 0.25, 0.5})));
        double[] colour = new double[3];
        double[] warm = {1.0, 0.93, 0.84};
        double[] cool = {0.80, 0.90, 1.0};
        for (int c = 0; c < 3; c++) {
            double light = 0.92 * lit * warm[c] + open * (0.30 * sky * cool[c] + 0.10 * fill + 0.07);
            colour[c] = albedo[c] * light;
        }
        if (floor) {
            // The floor runs into the wall behind it without an edge.
            double away = Math.max(0, Math.min(1, (length(at) - 4) / 9));
            return mix(colour, backdrop(ray), away * away * (3 - 2 * away));
        }
        double[] mirrored = minus(ray, times(normal, 2 * dot(ray, normal)));
        double facing = 1 - Math.max(0, -dot(ray, normal));
        double gloss = surface.gloss() * (0.045 + 0.75 * Math.pow(facing, 5));
        double[] seen = softbox(mirrored);
        if (mirrored[1] < 0) {
            seen = mix(seen, times(backdrop, 0.6), 0.8);
        }
        return plus(colour, times(seen, gloss * (0.35 + 0.65 * open)));
    }

    private record Surface(double[] colour, double gloss) {}

    private Surface surface(double[] at) {
        Mug nearest = mugs[0];
        for (Mug mug : mugs) {
            if (mug(at, mug) < mug(at, nearest)) {
                nearest = mug;
            }
        }
        double[] p = local(at, nearest);
        double r = Math.hypot(p[0], p[2]);
        if (tea(p) < 0.01 && r < 0.79 && p[1] > 0.55 && p[1] < 0.65) {
            return new Surface(TEA, 1.6);
        }
        // Raw clay at the foot, the glaze's edge a little wavy, and speckles all over.
        double edge = -0.66 + 0.03 * Math.sin(3 * Math.atan2(p[2], p[0]) + 1) + 0.015 * Math.sin(11 * p[0] + 5 * p[2]);
        double glazed = smooth(edge - 0.012, edge + 0.012, p[1]);
        double[] raw = {0.62, 0.47, 0.34};
        double[] glaze = r < 0.86 ? new double[] {0.82, 0.78, 0.70} : nearest.glaze();
        double speckle = speckles(p);
        double[] dark = times(glaze, 0.35);
        return new Surface(mix(raw, mix(glaze, dark, speckle * 0.75), glazed), 0.08 + 1.0 * glazed);
    }

    private static double speckles(double[] p) {
        double most = 0;
        double size = 0.085;
        int cx = (int) Math.floor(p[0] / size);
        int cy = (int) Math.floor(p[1] / size);
        int cz = (int) Math.floor(p[2] / size);
        for (int i = 0; i < 27; i++) {
            int x = cx + i % 3 - 1;
            int y = cy + i / 3 % 3 - 1;
            int z = cz + i / 9 - 1;
            double pick = hash(x, y, z, 1);
            if (pick > 0.5) {
                continue;
            }
            double dx = (x + hash(x, y, z, 2)) * size - p[0];
            double dy = (y + hash(x, y, z, 3)) * size - p[1];
            double dz = (z + hash(x, y, z, 4)) * size - p[2];
            double radius = 0.007 + 0.018 * hash(x, y, z, 5) * hash(x, y, z, 6);
            most = Math.max(most, 1 - smooth(radius * 0.6, radius, Math.sqrt(dx * dx + dy * dy + dz * dz)));
        }
        return most;
    }

    private static double hash(int x, int y, int z, int salt) {
        int h = x * 374761393 + y * 668265263 + z * 2147483647 + salt * 1274126177;
        h = (h ^ h >>> 13) * 1274126177;
        return ((h ^ h >>> 16) & 0xFFFFFF) / (double) 0x1000000;
    }

    /** Two lamps behind white cloth, in a room that is darker below. */
    private static double[] softbox(double[] d) {
        double left = box(d, unit(new double[] {-0.75, 0.5, 0.45}), 0.42, 0.62);
        double right = box(d, unit(new double[] {0.95, 0.25, 0.25}), 0.16, 0.75);
        double room = 0.25 + 0.35 * (0.5 + 0.5 * d[1]);
        double light = room + 7.5 * left + 3.2 * right;
        return new double[] {light, light * 0.985, light * 0.96};
    }

    private static double box(double[] d, double[] centre, double width, double height) {
        if (dot(d, centre) <= 0) {
            return 0;
        }
        double[] right = unit(cross(centre, new double[] {0, 1, 0}));
        double[] up = cross(right, centre);
        double x = Math.abs(dot(d, right)) / width;
        double y = Math.abs(dot(d, up)) / height;
        return (1 - smooth(0.85, 1.05, x)) * (1 - smooth(0.88, 1.05, y));
    }

    private double shadow(double[] from, double[] to) {
        double light = 1;
        for (double t = 0.02; t < 9; ) {
            double d = scene(plus(from, times(to, t)));
            if (d < 0.0005) {
                return 0;
            }
            light = Math.min(light, 5.5 * d / t);
            t += Math.max(0.012, Math.min(0.25, d));
        }
        return light * light * (3 - 2 * light);
    }

    private double openness(double[] at, double[] normal) {
        double closed = 0;
        double weight = 1;
        for (int i = 1; i <= 6; i++) {
            double h = 0.09 * i * (1 + 0.35 * i);
            closed += weight * Math.max(0, h - scene(plus(at, times(normal, h))));
            weight *= 0.62;
        }
        return Math.max(0.05, 1 - 0.75 * closed);
    }

    private double[] normal(double[] p) {
        double e = 0.0008;
        double[] n = new double[3];
        for (int c = 0; c < 3; c++) {
            double[] more = p.clone();
            double[] less = p.clone();
            more[c] += e;
            less[c] -= e;
            n[c] = scene(more) - scene(less);
        }
        return unit(n);
    }

    private double scene(double[] p) {
        return Math.min(p[1] - FLOOR, mugs(p));
    }

    /** The same from afar, where the shape does not matter yet. */
    private double near(double[] p) {
        double away = FAR;
        for (Mug mug : mugs) {
            away = Math.min(away, Math.hypot(Math.hypot(p[0] - mug.x(), p[2] - mug.z()), p[1]) - 2.0);
        }
        return away > 0.3 ? away : mugs(p);
    }

    private double mugs(double[] p) {
        double distance = FAR;
        for (Mug mug : mugs) {
            distance = Math.min(distance, mug(p, mug));
        }
        return distance;
    }

    private static double[] local(double[] p, Mug mug) {
        double x = p[0] - mug.x();
        double z = p[2] - mug.z();
        double cos = Math.cos(mug.turn());
        double sin = Math.sin(mug.turn());
        return new double[] {x * cos - z * sin, p[1], x * sin + z * cos};
    }

    private static double mug(double[] at, Mug mug) {
        double[] p = local(at, mug);
        // The body narrows a little towards its foot.
        double r = Math.hypot(p[0], p[2]);
        double wide = 0.97 - 0.10 * smooth(0.1, -1.1, p[1]);
        double body = rounded(r - wide + 0.10, Math.abs(p[1]) - 1.0, 0.11);
        double hx = p[0] - 0.98;
        double hy = (p[1] - 0.02) / 1.18;
        double ring = Math.hypot(hx, hy) - 0.56;
        double handle = Math.hypot(ring, p[2] * 0.72) - 0.115;
        double outer = smoothMin(body, handle, 0.12);
        double inner = rounded(r - wide + 0.24, Math.abs(p[1] - 0.35) - 1.05, 0.12);
        double hollow = smoothMax(outer, -inner, 0.05);
        return 0.9 * Math.min(hollow, tea(p));
    }

    private static double tea(double[] p) {
        return rounded(Math.hypot(p[0], p[2]) - 0.80, Math.abs(p[1] - 0.40) - 0.20, 0.005);
    }

    private static double rounded(double x, double y, double radius) {
        return Math.hypot(Math.max(x, 0), Math.max(y, 0)) + Math.min(0, Math.max(x, y)) - radius;
    }

    private static double smoothMin(double a, double b, double k) {
        double h = Math.max(0, k - Math.abs(a - b)) / k;
        return Math.min(a, b) - h * h * k / 4;
    }

    private static double smoothMax(double a, double b, double k) {
        return -smoothMin(-a, -b, k);
    }

    private static double smooth(double from, double to, double x) {
        double t = Math.max(0, Math.min(1, (x - from) / (to - from)));
        return t * t * (3 - 2 * t);
    }

    private static double[] plus(double[] a, double[] b) {
        return new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double[] times(double[] a, double f) {
        return new double[] {a[0] * f, a[1] * f, a[2] * f};
    }

    private static double[] mix(double[] a, double[] b, double t) {
        return plus(times(a, 1 - t), times(b, t));
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static double[] unit(double[] a) {
        return times(a, 1 / length(a));
    }
}
