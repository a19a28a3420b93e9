package org.kinoroute.script;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Paints the six pictures of the sample story, the same each time: layers of colour, lit from behind. Arguments: folder to
 * write into.
 */
public final class StoryArt {

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1200;
    private static final int SEA = 760;

    private final float[][] light = new float[3][WIDTH * HEIGHT];

    private StoryArt() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        new StoryArt().dusk().write(folder.resolve("story-1-dusk.jpg"));
        new StoryArt().dark().write(folder.resolve("story-2-dark.jpg"));
        new StoryArt().boat().write(folder.resolve("story-3-boat.jpg"));
        new StoryArt().lantern().write(folder.resolve("story-4-lantern.jpg"));
        new StoryArt().hill().write(folder.resolve("story-5-hill.jpg"));
        new StoryArt().dawn().write(folder.resolve("story-6-dawn.jpg"));
    }

    private StoryArt dusk() {
        sky(0x2b2a5e, 0x8a4f7d, 0xf08a5d, 0xffd9a0);
        glow(1330, 700, 460, 0xffe2a8, 0.9);
        disc(1330, 690, 62, 0xfff2d0);
        clouds(11, 0xe88a74, 0.45, 210, 520);
        hills(0xa8688a, 1.0, SEA - 40, 44, 5, 1.0);
        sea(0x3a3568, 0xd8805f, 1330, 0xffdca0);
        cliff(0x2c2350);
        lighthouse(430, 500, 1.0, 0xf7e7d3, 0xb8484c, true);
        beam(430, 268, -0.10, 0.30);
        gulls(900, 330, 0x3a2c58);
        return this;
    }

    private StoryArt dark() {
        sky(0x050918, 0x0a1430, 0x142446, 0x24385c);
        stars(5, 240, 420);
        clouds(23, 0x1d2a4a, 0.9, 120, 560);
        clouds(29, 0x0d1530, 0.95, 60, 380);
        sea(0x050b1c, 0x1a2c4e, 980, 0x3a5480);
        waves(0x0b1730, 0x2a416c, 7, 26);
        cliff(0x060a1a);
        lighthouse(430, 500, 1.0, 0x46527a, 0x2b2442, false);
        rain(3);
        return this;
    }

    private StoryArt boat() {
        sky(0x060b1e, 0x0d1a3a, 0x1c3158, 0x35507c);
        stars(8, 160, 300);
        glow(1500, 240, 260, 0x8fb0d8, 0.45);
        disc(1500, 240, 54, 0xdce8f6);
        clouds(37, 0x22355c, 0.85, 190, 500);
        sea(0x081128, 0x24406c, 1500, 0x9fc0e6);
        waves(0x0c1a38, 0x3a5a8c, 9, 44);
        boat(900, 800, 1.9, -0.13, true);
        waves(0x060d20, 0x2a4672, 13, 60, 880);
        return this;
    }

    private StoryArt lantern() {
        sky(0x070b1c, 0x131a3c, 0x2a2a56, 0x4a3a66);
        stars(12, 320, 620);
        hills(0x171c40, 1.0, 700, 120, 31, 1.3);
        hills(0x0e1230, 1.0, 860, 90, 37, 1.0);
        glow(1010, 640, 620, 0xffb45e, 0.75);
        glow(1010, 640, 200, 0xffe0a0, 0.9);
        sparks(1010, 640);
        keeper(900, 640);
        hills(0x090b1e, 1.0, 1000, 50, 41, 0.8);
        return this;
    }

    private StoryArt hill() {
        sky(0x080d22, 0x152048, 0x2c3668, 0x56517e);
        stars(17, 300, 520);
        hills(0x1c2450, 1.0, 640, 150, 51, 1.4);
        sea(0x0a1330, 0x263a68, 1240, 0xffc070);
        village();
        boat(1420, 930, 0.8, 0.05, true);
        return this;
    }

    private StoryArt dawn() {
        sky(0x6fa8d6, 0xa8d0e6, 0xf8dcc0, 0xffc48a);
        glow(1180, 735, 620, 0xfff0c8, 0.95);
        disc(1180, 735, 74, 0xfffbe8);
        clouds(61, 0xffe6d0, 0.7, 140, 480);
        hills(0xa4c0cc, 1.0, SEA - 30, 40, 5, 1.0);
        sea(0x3f86a8, 0xf8c498, 1180, 0xfff4d8);
        cliff(0x34586a);
        lighthouse(430, 500, 1.0, 0xfffaf0, 0xd8584c, false);
        boat(1060, 850, 0.95, 0.02, false);
        gulls(1260, 300, 0x4a6a80);
        gulls(760, 210, 0x4a6a80);
        return this;
    }

    /** Four colours from top to horizon. */
    private void sky(int... colours) {
        for (int y = 0; y < HEIGHT; y++) {
            double at = Math.min(1, (double) y / SEA) * (colours.length - 1);
            int i = Math.min(colours.length - 2, (int) at);
            double t = at - i;
            t = t * t * (3 - 2 * t);
            for (int c = 0; c < 3; c++) {
                float value = (float) (linear(colours[i], c) * (1 - t) + linear(colours[i + 1], c) * t);
                Arrays.fill(light[c], y * WIDTH, (y + 1) * WIDTH, value);
            }
        }
    }

    private void glow(double cx, double cy, double radius, int colour, double strength) {
        each(0, HEIGHT, (x, y, i) -> {
            double d = Math.hypot(x - cx, (y - cy) * 1.15) / radius;
            add(i, colour, strength * Math.exp(-d * d * 1.6) * 0.7 + strength * 0.25 / (1 + 6 * d * d));
        });
    }

    private void disc(double cx, double cy, double radius, int colour) {
        each(
                cy - radius - 2,
                cy + radius + 2,
                (x, y, i) -> blend(i, colour, clamp(radius - Math.hypot(x - cx, y - cy) + 0.5)));
    }

    private void stars(int seed, int count, int lowest) {
        Random random = new Random(seed);
        for (int s = 0; s < count; s++) {
            double cx = random.nextDouble() * WIDTH;
            double cy = random.nextDouble() * random.nextDouble() * lowest;
            double size = 0.7 + 1.6 * Math.pow(random.nextDouble(), 5);
            double bright = 0.25 + 0.75 * random.nextDouble();
            each(cy - 9, cy + 9, cx - 9, cx + 9, (x, y, i) -> {
                double d = Math.hypot(x - cx, y - cy) / size;
                add(i, 0xdfe8ff, bright * Math.exp(-d * d));
            });
        }
    }

    /** Long flat clouds, lit at their lower edge. */
    private void clouds(int seed, int colour, double thickness, double top, double bottom) {
        each(top - 120, bottom + 120, (x, y, i) -> {
            double n = noise(x / 420.0, y / 92.0, seed) * 0.6
                    + noise(x / 150.0, y / 44.0, seed + 1) * 0.28
                    + noise(x / 52.0, y / 20.0, seed + 2) * 0.12;
            double middle = 1 - Math.abs((y - (top + bottom) / 2) / ((bottom - top) / 2 + 120));
            double cover = smooth(0.46, 0.78, n * (0.55 + 0.75 * Math.max(0, middle)));
            blend(i, colour, cover * thickness);
        });
    }

    /** Water that mirrors a light above it in a broken path. */
    private void sea(int far, int near, double lamp, int lampColour) {
        each(SEA, HEIGHT, (x, y, i) -> {
            double depth = (y - SEA) / (double) (HEIGHT - SEA);
            blend(i, near, 1);
            blend(i, far, smooth(0, 0.85, depth));
            double stretch = 5 + 60 * depth;
            double ripple = noise(x / (stretch * 4.2), y / (2.2 + 9 * depth), 71) * 0.65
                    + noise(x / (stretch * 1.5), y / (1.4 + 4 * depth), 72) * 0.35;
            double path = Math.exp(-Math.pow((x - lamp) / (70 + 330 * depth), 2));
            add(i, lampColour, 0.85 * path * smooth(0.50, 0.66, ripple));
            add(i, near, 0.10 * smooth(0.55, 0.7, ripple) * (1 - depth));
        });
    }

    private void waves(int body, int crest, int seed, double height) {
        waves(body, crest, seed, height, SEA + 30);
    }

    private void waves(int body, int crest, int seed, double height, double from) {
        for (int row = 0; row < 5; row++) {
            double base = from + row * (46 + 12 * row);
            double tall = height * (0.5 + 0.22 * row);
            int wave = row;
            each(base - tall * 1.6, HEIGHT, (x, y, i) -> {
                double top = base
                        - tall * (noise(x / (170.0 + 60 * wave), wave * 3.7, seed) - 0.5) * 2
                        - tall * 0.25 * Math.sin(x / (48.0 + 9 * wave) + wave * 2 + seed);
                double inside = clamp(y - top + 0.5);
                if (inside > 0) {
                    blend(i, body, inside * 0.72);
                    blend(i, crest, inside * Math.exp(-(y - top) / (5 + 2.5 * wave)) * 0.8);
                }
            });
        }
    }

    private void hills(int colour, double cover, double base, double height, int seed, double stretch) {
        each(base - height * 1.5, HEIGHT, (x, y, i) -> {
            double top = base
                    - height * (noise(x / (330 * stretch), 0.5, seed) * 1.5 - 0.5)
                    - height * 0.22 * noise(x / 70.0, 2.5, seed);
            blend(i, colour, clamp(y - top + 0.5) * cover);
        });
    }

    private void cliff(int colour) {
        each(430, HEIGHT, (x, y, i) -> {
            double shore = 720 - 90 * smooth(500, 1100, y) + 60 * noise(x / 90.0, y / 60.0, 81);
            double edge = x < shore - 170 ? 500 : 500 + Math.pow((x - shore + 170) / 170.0, 2) * 300;
            double top = edge - 10 * noise(x / 40.0, 1, 82) - 30 * (noise(x / 260.0, 3, 83) - 0.5);
            double inside = clamp(y - top + 0.5) * clamp((shore - x) / 2.0 + 0.5);
            blend(i, colour, inside);
            double rock = noise(x / 34.0, y / 90.0, 84);
            for (int c = 0; c < 3; c++) {
                light[c][i] *= (float) (1 + inside * (0.35 * smooth(0.5, 0.8, rock) - 0.25 * smooth(520, 1200, y)));
            }
        });
    }

    /** @param y of its foot */
    private void lighthouse(double x, double y, double scale, int wall, int stripe, boolean lit) {
        if (lit) {
            glow(x, y - 232 * scale, 150, 0xffe6a0, 1.1);
        }
        draw((g, at) -> {
            AffineTransform before = g.getTransform();
            g.translate(x, y + 20);
            g.scale(scale, scale);
            Path2D tower = new Path2D.Double();
            tower.moveTo(-46, 0);
            tower.curveTo(-40, -90, -32, -160, -29, -218);
            tower.lineTo(29, -218);
            tower.curveTo(32, -160, 40, -90, 46, 0);
            tower.closePath();
            g.setColor(new Color(wall));
            g.fill(tower);
            g.setClip(tower);
            g.setColor(new Color(stripe));
            g.fill(new Rectangle(-60, -66, 120, 44));
            g.fill(new Rectangle(-60, -154, 120, 44));
            g.setColor(new Color(10, 6, 40, 70));
            Path2D shade = new Path2D.Double();
            shade.moveTo(-60, 10);
            shade.lineTo(-60, -230);
            shade.lineTo(-8, -230);
            shade.curveTo(-12, -120, -16, -60, -20, 10);
            shade.closePath();
            g.fill(shade);
            g.setClip(null);
            g.setColor(new Color(0x1a1630));
            g.fill(new RoundRectangle2D.Double(-40, -228, 80, 12, 6, 6));
            g.fill(new RoundRectangle2D.Double(-24, -284, 48, 58, 8, 8));
            g.setColor(lit ? new Color(0xfff3c0) : new Color(0x3c4468));
            g.fill(new RoundRectangle2D.Double(-17, -276, 34, 46, 6, 6));
            g.setColor(new Color(stripe));
            Path2D roof = new Path2D.Double();
            roof.moveTo(-32, -284);
            roof.quadTo(0, -300, 0, -326);
            roof.quadTo(0, -300, 32, -284);
            roof.closePath();
            g.fill(roof);
            g.setColor(new Color(0x1a1630));
            g.fill(new RoundRectangle2D.Double(-11, -38, 22, 38, 22, 22));
            g.setTransform(before);
        });
    }

    /** Two beams of light, to both sides. */
    private void beam(double cx, double cy, double angle, double strength) {
        each(0, SEA, (x, y, i) -> {
            double dx = x - cx;
            double dy = y - cy;
            double away = Math.hypot(dx, dy);
            double off =
                    Math.abs(Math.atan2(Math.sin(Math.atan2(dy, dx) - angle), Math.cos(Math.atan2(dy, dx) - angle)));
            off = Math.min(off, Math.PI - off);
            add(i, 0xffe8b0, strength * Math.exp(-Math.pow(off / 0.075, 2)) / (1 + away / 620) * smooth(10, 60, away));
        });
    }

    private void boat(double x, double y, double scale, double tilt, boolean lamp) {
        if (lamp) {
            glow(x - 70 * scale, y - 74 * scale, 120 * scale, 0xffc878, 0.85);
        }
        draw((g, at) -> {
            g.translate(x, y);
            g.rotate(tilt);
            g.scale(scale, scale);
            g.setColor(new Color(lamp ? 0x2a1c28 : 0x5a3c34));
            g.setStroke(new BasicStroke(4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new Line2D.Double(4, -4, 4, -150));
            Path2D sail = new Path2D.Double();
            sail.moveTo(10, -148);
            sail.quadTo(86, -84, 78, -26);
            sail.quadTo(44, -16, 10, -22);
            sail.closePath();
            g.setColor(new Color(lamp ? 0x8fa0c4 : 0xfff6e6));
            g.fill(sail);
            Path2D jib = new Path2D.Double();
            jib.moveTo(-2, -138);
            jib.quadTo(-44, -72, -62, -24);
            jib.quadTo(-30, -18, -2, -24);
            jib.closePath();
            g.setColor(new Color(lamp ? 0x6f80a8 : 0xf4dcc4));
            g.fill(jib);
            Path2D hull = new Path2D.Double();
            hull.moveTo(-104, -14);
            hull.quadTo(0, 2, 108, -18);
            hull.quadTo(92, 34, 60, 38);
            hull.lineTo(-62, 38);
            hull.quadTo(-92, 30, -104, -14);
            hull.closePath();
            g.setColor(new Color(lamp ? 0x3a2430 : 0xb04a40));
            g.fill(hull);
            g.setColor(new Color(lamp ? 0x6a4440 : 0xf6e0c8));
            g.setStroke(new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D rim = new Path2D.Double();
            rim.moveTo(-100, -13);
            rim.quadTo(0, 3, 104, -17);
            g.draw(rim);
            if (lamp) {
                g.setColor(new Color(0x1c1420));
                g.draw(new Line2D.Double(-70, -12, -70, -60));
                g.setColor(new Color(0xfff0c0));
                g.fill(new Ellipse2D.Double(-78, -82, 16, 20));
            }
        });
        if (lamp) {
            glow(x - 70 * scale, y - 72 * scale, 26 * scale, 0xffe6b0, 0.8);
        }
    }

    /** Somebody in a long coat, holding a lantern up. */
    private void keeper(double x, double y) {
        draw((g, at) -> {
            g.translate(x, y);
            g.scale(1.35, 1.35);
            g.setColor(new Color(0x05060f));
            Path2D coat = new Path2D.Double();
            coat.moveTo(-26, -80);
            coat.quadTo(-62, 60, -72, 262);
            coat.lineTo(64, 262);
            coat.quadTo(56, 60, 26, -80);
            coat.quadTo(0, -98, -26, -80);
            coat.closePath();
            g.fill(coat);
            g.fill(new Ellipse2D.Double(-24, -138, 50, 56));
            Path2D hat = new Path2D.Double();
            hat.moveTo(-40, -112);
            hat.quadTo(0, -126, 44, -112);
            hat.quadTo(30, -166, 2, -168);
            hat.quadTo(-26, -166, -40, -112);
            hat.closePath();
            g.fill(hat);
            g.setStroke(new BasicStroke(26f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D arm = new Path2D.Double();
            arm.moveTo(16, -58);
            arm.quadTo(50, -40, 80, -36);
            g.draw(arm);
            g.setStroke(new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new Arc2D.Double(66, -44, 32, 36, 0, 180, Arc2D.OPEN));
            g.fill(new RoundRectangle2D.Double(62, -30, 40, 10, 5, 5));
            g.fill(new RoundRectangle2D.Double(62, 46, 40, 10, 5, 5));
            g.setColor(new Color(0xfff4d0));
            g.fill(new RoundRectangle2D.Double(66, -20, 32, 66, 10, 10));
            g.setColor(new Color(0xffb040));
            g.fill(new Ellipse2D.Double(74, 2, 16, 34));
            g.setColor(new Color(0xfffdf0));
            g.fill(new Ellipse2D.Double(78, 14, 8, 20));
            g.setColor(new Color(255, 190, 110, 150));
            g.setStroke(new BasicStroke(3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D edge = new Path2D.Double();
            edge.moveTo(30, -70);
            edge.quadTo(55, 60, 62, 250);
            g.draw(edge);
        });
    }

    private void sparks(double cx, double cy) {
        Random random = new Random(4);
        for (int s = 0; s < 60; s++) {
            double angle = random.nextDouble() * Math.PI * 2;
            double far = 90 + 430 * random.nextDouble();
            double px = cx + Math.cos(angle) * far;
            double py = cy - 60 + Math.sin(angle) * far * 0.7;
            double size = 1 + 2.2 * random.nextDouble();
            double bright = 0.9 * random.nextDouble() * (1 - far / 640);
            each(py - 10, py + 10, px - 10, px + 10, (x, y, i) -> {
                double d = Math.hypot(x - px, y - py) / size;
                add(i, 0xffd890, bright * Math.exp(-d * d));
            });
        }
    }

    /** Houses up a hill, a lamp in every window, and what the water makes of them. */
    private void village() {
        each(300, HEIGHT, (x, y, i) -> {
            double top = 1120 - 660 * Math.exp(-Math.pow((x - 430) / 520.0, 2)) - 12 * noise(x / 46.0, 1, 91);
            blend(i, 0x0b1026, clamp(y - top + 0.5) * clamp((1290 - x + 30 * noise(3, y / 30.0, 93)) / 2));
        });
        Random random = new Random(21);
        for (int row = 0; row < 6; row++) {
            for (int n = 0; n < 4 + row * 2; n++) {
                double spread = 110 + row * 85;
                double hx = 430
                        + (n - (3 + row * 2) / 2.0) * (2 * spread / (4 + row * 2))
                        + 24 * (random.nextDouble() - 0.5);
                double ground = 1120 - 660 * Math.exp(-Math.pow((hx - 430) / 520.0, 2));
                double hy = Math.max(ground + 26, 560 + row * 88 + 20 * random.nextDouble());
                if (hx > -40 && hx < 1120) {
                    house(hx, hy, 0.75 + 0.14 * row, random);
                }
            }
        }
    }

    private void house(double x, double y, double scale, Random random) {
        int wall = new int[] {0x1c2246, 0x241f48, 0x182a4c}[random.nextInt(3)];
        double wide = 46 + 16 * random.nextDouble();
        double tall = 40 + 20 * random.nextDouble();
        draw((g, at) -> {
            g.translate(x, y);
            g.scale(scale, scale);
            g.setColor(new Color(wall));
            g.fill(new Rectangle2D.Double(-wide / 2, -tall, wide, tall + 14));
            Path2D roof = new Path2D.Double();
            roof.moveTo(-wide / 2 - 6, -tall);
            roof.lineTo(0, -tall - 28);
            roof.lineTo(wide / 2 + 6, -tall);
            roof.closePath();
            g.setColor(new Color(0x10142e));
            g.fill(roof);
            g.setColor(new Color(0xffd688));
            g.fill(new RoundRectangle2D.Double(-wide / 4 - 6, -tall * 0.66, 12, 16, 3, 3));
            g.fill(new RoundRectangle2D.Double(wide / 4 - 6, -tall * 0.66, 12, 16, 3, 3));
        });
        glow(x, y - tall * 0.5 * scale, 54 * scale, 0xffb050, 0.34);
    }

    private void gulls(double x, double y, int colour) {
        draw((g, at) -> {
            g.setColor(new Color(colour));
            g.setStroke(new BasicStroke(4.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            double[][] birds = {{0, 0, 1}, {92, 38, 0.8}, {-70, 60, 0.7}, {170, -26, 0.6}};
            for (double[] bird : birds) {
                Path2D wings = new Path2D.Double();
                double s = 30 * bird[2];
                wings.moveTo(x + bird[0] - s, y + bird[1] - s * 0.35);
                wings.quadTo(x + bird[0] - s * 0.4, y + bird[1] - s * 0.55, x + bird[0], y + bird[1]);
                wings.quadTo(x + bird[0] + s * 0.4, y + bird[1] - s * 0.55, x + bird[0] + s, y + bird[1] - s * 0.35);
                g.draw(wings);
            }
        });
    }

    private void rain(int seed) {
        Random random = new Random(seed);
        draw((g, at) -> {
            g.setStroke(new BasicStroke(1.4f));
            for (int i = 0; i < 620; i++) {
                double x = random.nextDouble() * (WIDTH + 300) - 100;
                double y = random.nextDouble() * HEIGHT;
                double long_ = 30 + 44 * random.nextDouble();
                g.setColor(new Color(170, 195, 235, 16 + random.nextInt(34)));
                g.draw(new Line2D.Double(x, y, x - long_ * 0.28, y + long_));
            }
        });
    }

    /** Draws shapes over what is there. */
    private interface Drawing {
        void draw(Graphics2D g, StoryArt at);
    }

    private void draw(Drawing drawing) {
        BufferedImage layer = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = layer.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawing.draw(g, this);
        g.dispose();
        int[] pixels = layer.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
        for (int i = 0; i < pixels.length; i++) {
            int alpha = pixels[i] >>> 24;
            if (alpha > 0) {
                blend(i, pixels[i], alpha / 255.0);
            }
        }
    }

    /** What is done to a pixel. */
    private interface Pixel {
        void at(int x, int y, int index);
    }

    private void each(double top, double bottom, Pixel pixel) {
        each(top, bottom, 0, WIDTH, pixel);
    }

    private void each(double top, double bottom, double left, double right, Pixel pixel) {
        int from = (int) Math.max(0, left);
        int to = (int) Math.min(WIDTH, Math.ceil(right));
        for (int y = (int) Math.max(0, top); y < Math.min(HEIGHT, Math.ceil(bottom)); y++) {
            for (int x = from; x < to; x++) {
                pixel.at(x, y, y * WIDTH + x);
            }
        }
    }

    private void blend(int i, int colour, double cover) {
        for (int c = 0; c < 3; c++) {
            light[c][i] += (float) ((linear(colour, c) - light[c][i]) * cover);
        }
    }

    private void add(int i, int colour, double amount) {
        for (int c = 0; c < 3; c++) {
            light[c][i] += (float) (linear(colour, c) * amount * Math.max(0, 1 - light[c][i] * 0.6));
        }
    }

    private static final float[] LINEAR = new float[256];

    static {
        for (int i = 0; i < 256; i++) {
            LINEAR[i] = (float) Math.pow(i / 255.0, 2.2);
        }
    }

    private static float linear(int colour, int channel) {
        return LINEAR[colour >> 16 - 8 * channel & 255];
    }

    private static double noise(double x, double y, int seed) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        double fx = x - ix;
        double fy = y - iy;
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        double top = hash(ix, iy, seed) * (1 - fx) + hash(ix + 1, iy, seed) * fx;
        double bottom = hash(ix, iy + 1, seed) * (1 - fx) + hash(ix + 1, iy + 1, seed) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    private static double hash(int x, int y, int seed) {
        int h = x * 374761393 + y * 668265263 + seed * 1274126177;
        h = (h ^ h >>> 13) * 1274126177;
        return ((h ^ h >>> 16) & 0xFFFFFF) / (double) 0x1000000;
    }

    private static double smooth(double from, double to, double x) {
        double t = clamp((x - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    private static double clamp(double x) {
        return Math.max(0, Math.min(1, x));
    }

    private void write(Path file) throws Exception {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int rgb = 0;
                // Noise below one step, so that soft gradients have no bands.
                double noise = hash(x, y, 99) - 0.5;
                for (int c = 0; c < 3; c++) {
                    double value = 255 * Math.pow(clamp(light[c][y * WIDTH + x]), 1 / 2.2) + noise;
                    rgb = rgb << 8 | (int) Math.round(Math.max(0, Math.min(255, value)));
                }
                image.setRGB(x, y, rgb);
            }
        }
        ProductArt.writeJpeg(image, file, 0.82f);
    }
}
