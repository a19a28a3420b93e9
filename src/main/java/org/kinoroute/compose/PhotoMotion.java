package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * How a photo of any shape lies in the frame while it is shown: it fills the frame and moves slowly, or, where too much of
 * it would be cut off, is seen as a whole. Lengths are pixels: of the photo where they are said to be, else of the frame.
 */
final class PhotoMotion {

    /** More than this share is never cut off. */
    private static final double MOST_CUT = 0.45;

    private final int width;
    private final int height;
    private final int photoWidth;
    private final int photoHeight;
    private final boolean whole;
    private final View first;
    private final View last;

    /**
     * @param width of the frame
     * @param height of the frame
     * @param seconds that the photo is seen
     */
    PhotoMotion(int width, int height, int photoWidth, int photoHeight, Way way, double seconds) {
        this.width = width;
        this.height = height;
        this.photoWidth = photoWidth;
        this.photoHeight = photoHeight;
        double across = (double) width / photoWidth;
        double down = (double) height / photoHeight;
        whole = Math.min(across, down) / Math.max(across, down) < 1 - MOST_CUT;
        if (whole) {
            double fit = Math.min(across, down);
            double zoom = between(0.03, 0.018 * seconds, 0.07);
            double drift = between(0.015, 0.01 * seconds, 0.04);
            boolean sideways = across > down;
            switch (way) {
                case ZOOM_IN -> {
                    first = centred(fit * (1 - zoom));
                    last = centred(fit);
                }
                case ZOOM_OUT -> {
                    first = centred(fit);
                    last = centred(fit * (1 - zoom));
                }
                case NONE -> {
                    first = centred(fit);
                    last = first;
                }
                default -> {
                    View middle = centred(fit * 0.95);
                    double x = sideways ? way.sign() * drift * width / 2 : 0;
                    double y = sideways ? 0 : way.sign() * drift * height / 2;
                    first = middle.moved(x, y);
                    last = middle.moved(-x, -y);
                }
            }
            return;
        }
        double fill = Math.max(across, down);
        double zoom = between(0.05, 0.025 * seconds, 0.14);
        switch (way) {
            case ZOOM_IN -> {
                first = centred(fill);
                last = centred(fill * (1 + zoom));
            }
            case ZOOM_OUT -> {
                first = centred(fill * (1 + zoom));
                last = centred(fill);
            }
            case NONE -> {
                first = centred(fill);
                last = first;
            }
            default -> {
                boolean sideways = isSideways(way, fill);
                double side = sideways ? width : height;
                double photoSide = sideways ? photoWidth : photoHeight;
                // What stands over is shown, as far as that is not a rush; some is made where nothing does.
                double travel =
                        between(zoom, (photoSide * fill - side) / side, between(zoom, 0.045 * seconds, 0.3)) * side;
                View middle = centred(Math.max(fill, (side + travel) / photoSide));
                double x = sideways ? way.sign() * travel / 2 : 0;
                double y = sideways ? 0 : way.sign() * travel / 2;
                first = middle.moved(x, y);
                last = middle.moved(-x, -y);
            }
        }
    }

    private boolean isSideways(Way way, double fill) {
        if (way == Way.LEFT || way == Way.RIGHT) {
            return true;
        } else if (way == Way.UP || way == Way.DOWN) {
            return false;
        }
        double over = photoWidth * fill / width - photoHeight * fill / height;
        return Math.abs(over) < 0.02 ? width > height : over > 0;
    }

    private static double between(double least, double value, double most) {
        return Math.max(least, Math.min(most, value));
    }

    private View centred(double scale) {
        return new View(scale, (width - photoWidth * scale) / 2, (height - photoHeight * scale) / 2);
    }

    /** Whether the whole photo is seen and does not fill the frame. */
    boolean isWhole() {
        return whole;
    }

    double greatestScale() {
        return Math.max(first.scale, last.scale);
    }

    /** The part of the photo that is ever seen, in its pixels, as left, top, right, bottom. */
    double[] seen() {
        return new double[] {
            Math.min(-first.left / first.scale, -last.left / last.scale),
            Math.min(-first.top / first.scale, -last.top / last.scale),
            Math.max((width - first.left) / first.scale, (width - last.left) / last.scale),
            Math.max((height - first.top) / first.scale, (height - last.top) / last.scale)
        };
    }

    /** @param part of the time that the photo is seen, from 0 to 1 */
    View at(double part) {
        // Gentle at both ends, and never at rest: it is faded in and out while it moves.
        double eased = 0.55 * part + 0.45 * part * part * (3 - 2 * part);
        // By equal factors in equal times, a zoom looks even; the point that stays where it is follows from the scale.
        double scale = first.scale * Math.pow(last.scale / first.scale, eased);
        double share = first.scale == last.scale ? eased : (scale - first.scale) / (last.scale - first.scale);
        return new View(
                scale, first.left + share * (last.left - first.left), first.top + share * (last.top - first.top));
    }

    /**
     * Where the photo lies.
     *
     * @param scale pixels of the frame for one of the photo
     * @param left of the photo's left edge in the frame
     * @param top of the photo's upper edge in the frame
     */
    record View(double scale, double left, double top) {

        private View moved(double x, double y) {
            return new View(scale, left + x, top + y);
        }
    }

    /** Ways in which a photo moves. The names of pans say where the view goes: the picture goes the other way. */
    enum Way {
        NONE(null),
        ZOOM_IN(null),
        ZOOM_OUT(null),
        /** To the right or down, wherever more of the photo is to be seen. */
        FORTH(null),
        /** To the left or up. */
        BACK(null),
        LEFT(BACK),
        UP(BACK),
        RIGHT(FORTH),
        DOWN(FORTH);

        private static final List<Way> ANY = List.of(ZOOM_IN, ZOOM_OUT, FORTH, BACK);

        private final Way kind;

        Way(Way kind) {
            this.kind = kind == null ? this : kind;
        }

        /**
         * The way that is named as in {@link org.kinoroute.video.Shot#motion()}, else one by seed and scene that is not
         * that of the photo before.
         */
        static Way of(String name, long seed, int scene, Way before) {
            if (name != null) {
                for (Way way : values()) {
                    if (way != FORTH
                            && way != BACK
                            && way.name().replace('_', '-').equalsIgnoreCase(name)) {
                        return way;
                    }
                }
            }
            List<Way> ways = new ArrayList<>(ANY);
            if (before != null) {
                ways.remove(before.kind);
            }
            return ways.get((int) Math.floorMod(mixed(seed, scene), (long) ways.size()));
        }

        /** SplitMix64's last step: neighbouring scenes and seeds give numbers that have nothing in common. */
        private static long mixed(long seed, int scene) {
            long z = seed + 0x9e3779b97f4a7c15L * (scene + 1);
            z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
            z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
            return z ^ z >>> 31;
        }

        /** The picture goes against the view. */
        private int sign() {
            return kind == FORTH ? 1 : -1;
        }
    }
}
