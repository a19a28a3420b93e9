package org.kinoroute.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Plays the music that comes with Kinoroute, the same each time: seamless loops, calm enough to speak over. Arguments:
 * folder to write into.
 *
 * <p>A loop is a ring: what sounds on beyond its end sounds on from its start. A beat is a whole number of AAC's blocks, so
 * that nothing is filled up where the loop begins again.
 */
public final class MusicArt {

    private static final int RATE = 48_000;
    private static final int AAC_BLOCK = 1024;
    private static final int BITRATE = 104_000;
    private static final double LOUDNESS = -17;
    private static final double PEAK = 0.7;

    private final int beat;
    private final int length;
    private final float[] left;
    private final float[] right;
    private final float[] wetLeft;
    private final float[] wetRight;

    private MusicArt(int blocksPerBeat, int beats) {
        beat = blocksPerBeat * AAC_BLOCK;
        length = beats * beat;
        left = new float[length];
        right = new float[length];
        wetLeft = new float[length];
        wetRight = new float[length];
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        warmLofi().write(folder.resolve("warm-lofi.m4a"));
        brightPop().write(folder.resolve("bright-pop.m4a"));
        calmAmbient().write(folder.resolve("calm-ambient.m4a"));
    }

    /** 78 beats a minute, F major with sevenths: electric piano, round bass, brushed drums behind the beat. */
    private static MusicArt warmLofi() {
        MusicArt loop = new MusicArt(36, 64);
        int[][] chords = {
            {53, 57, 60, 64, 67}, {52, 55, 59, 62, 67}, {50, 57, 60, 65, 69}, {55, 58, 62, 65, 69},
            {53, 57, 60, 64, 69}, {57, 60, 64, 67, 71}, {50, 57, 60, 64, 65}, {48, 58, 62, 64, 69}
        };
        int[] roots = {41, 40, 38, 43, 41, 45, 38, 36};
        // Places in the bar in beats, and notes; a phrase for four bars and an answer.
        double[][] melody = {
            {0.5, 72},
            {1, 76},
            {1.66, 77},
            {2.5, 76},
            {4.5, 74},
            {5, 71},
            {6.66, 74},
            {8, 77},
            {8.66, 76},
            {9.5, 74},
            {10.5, 72},
            {12.5, 70},
            {13.66, 69},
            {14.5, 65},
            {16.5, 69},
            {17, 72},
            {17.66, 76},
            {19, 79},
            {20.5, 76},
            {21.66, 74},
            {22.5, 72},
            {24.5, 74},
            {25.66, 72},
            {26.5, 69},
            {28, 70},
            {29, 69},
            {29.66, 67},
            {30.5, 64}
        };
        for (int bar = 0; bar < 16; bar++) {
            double at = 4 * bar;
            int[] chord = chords[bar % 8];
            for (int i = 0; i < chord.length; i++) {
                double strum = 0.018 * i;
                loop.play(MusicArt::electricPiano, at + strum, 1.6, chord[i], 0.17, 0.1 * (i - 2), 0.28);
                loop.play(MusicArt::electricPiano, at + 2.66 + strum, 0.9, chord[i], 0.10, 0.1 * (i - 2), 0.28);
            }
            int root = roots[bar % 8];
            loop.play(MusicArt::bass, at, 1.4, root, 0.34, 0, 0.02);
            loop.play(MusicArt::bass, at + 1.66, 0.5, root, 0.2, 0, 0.02);
            loop.play(MusicArt::bass, at + 2.5, 1.1, root + (bar % 2 == 0 ? 7 : 12), 0.26, 0, 0.02);
            boolean drums = bar != 7;
            if (drums) {
                loop.play(MusicArt::kick, at, 1, 36, 0.55, 0, 0.02);
                loop.play(MusicArt::kick, at + 2.5, 1, 36, 0.42, 0, 0.02);
                if (bar % 4 == 3) {
                    loop.play(MusicArt::kick, at + 3.66, 1, 36, 0.3, 0, 0.02);
                }
                loop.play(MusicArt::brush, at + 1.02, 1, 60, 0.2, 0.05, 0.2);
                loop.play(MusicArt::brush, at + 3.02, 1, 60, 0.22, 0.05, 0.2);
            }
            for (int eighth = 0; eighth < 8; eighth++) {
                // Swung: the second eighth of a beat comes where a third one of three would.
                double swing = at + eighth / 2 + (eighth % 2 == 0 ? 0 : 0.64);
                double loud = (eighth % 2 == 0 ? 0.06 : 0.04) * (bar % 8 == 7 ? 0.5 : 1);
                loop.play(MusicArt::hat, swing + 0.015, 1, 90 + (bar * 8 + eighth) % 5, loud, -0.25, 0.08);
            }
        }
        for (double[] note : melody) {
            loop.play(MusicArt::vibraphone, note[0], 1, note[1], 0.105, 0.25, 0.4);
            if (note[0] % 4 < 2.6) {
                loop.play(MusicArt::vibraphone, 32 + note[0], 1, note[1] - 12, 0.09, -0.2, 0.4);
                loop.play(MusicArt::vibraphone, 32 + note[0] + 0.02, 1, note[1], 0.075, 0.25, 0.4);
            }
        }
        loop.dust(5, 0.012, 90);
        loop.room(0.80, 0.35, 0.55);
        loop.soften(5200);
        return loop;
    }

    /** 117 beats a minute, D major: plucked chords, a glockenspiel, claps. */
    private static MusicArt brightPop() {
        MusicArt loop = new MusicArt(24, 96);
        int[][] chords = {{62, 66, 69, 74}, {61, 64, 69, 73}, {62, 66, 71, 74}, {62, 67, 71, 74}};
        int[] roots = {38, 45, 47, 43};
        int[][] bells = {
            {86, 81, 78, 81, 86, 88, 90, 88}, {88, 81, 85, 81, 88, 85, 81, 76},
            {83, 86, 78, 86, 90, 88, 86, 83}, {83, 79, 86, 79, 91, 90, 88, 86}
        };
        int[][] tunes = {{78, 81, 83, 81}, {76, 81, 85, 81}, {78, 83, 86, 83}, {79, 83, 86, 83}};
        double[] rhythm = {0, 0.75, 1.5, 2, 2.75, 3.5};
        for (int bar = 0; bar < 24; bar++) {
            double at = 4 * bar;
            int[] chord = chords[bar % 4];
            int part = bar / 8;
            for (int i = 0; i < chord.length; i++) {
                for (double hit : rhythm) {
                    double loud = hit == 0 ? 0.115 : 0.085;
                    loop.play(MusicArt::pluck, at + hit + 0.004 * i, 0.6, chord[i], loud, 0.22 * (i - 1.5), 0.16);
                }
                loop.play(MusicArt::pad, at, 3.9, chord[i], part == 0 ? 0.022 : 0.034, 0, 0.3);
            }
            for (int eighth = 0; eighth < 8; eighth++) {
                int octave = eighth % 4 == 3 ? 12 : 0;
                loop.play(MusicArt::bass, at + eighth / 2.0, 0.38, roots[bar % 4] + octave, 0.2, 0, 0);
                boolean rests = part == 0 && eighth % 2 == 1 || eighth == 7 && bar % 2 == 0;
                if (part != 1 && !rests) {
                    loop.play(MusicArt::glockenspiel, at + eighth / 2.0, 1, bells[bar % 4][eighth], 0.045, 0.3, 0.3);
                }
                loop.play(MusicArt::hat, at + eighth / 2.0, 1, 96, eighth % 2 == 0 ? 0.022 : 0.05, 0.2, 0.05);
            }
            if (part == 1) {
                double[] when = {0, 1.5, 2, 3};
                for (int i = 0; i < when.length; i++) {
                    loop.play(MusicArt::vibraphone, at + when[i], 1, tunes[bar % 4][i], 0.1, -0.15, 0.3);
                }
            }
            for (int each = 0; each < 4; each++) {
                loop.play(MusicArt::kick, at + each, 1, 38, each == 0 ? 0.42 : 0.36, 0, 0.01);
            }
            if (bar > 1) {
                loop.play(MusicArt::clap, at + 1, 1, 60, 0.13, 0, 0.2);
                loop.play(MusicArt::clap, at + 3, 1, 60, 0.13, 0, 0.2);
            }
            if (bar % 8 == 7) {
                for (int i = 0; i < 4; i++) {
                    loop.play(MusicArt::brush, at + 3 + i / 4.0, 1, 62 + i, 0.06 + 0.025 * i, 0.1, 0.2);
                }
            }
        }
        loop.room(0.74, 0.25, 0.5);
        loop.soften(13_000);
        return loop;
    }

    /** 70 beats a minute that are hardly felt, C major: wide pads, single notes with a long echo. */
    private static MusicArt calmAmbient() {
        MusicArt loop = new MusicArt(40, 56);
        int[][] chords = {
            {48, 55, 62, 64, 71},
            {45, 52, 60, 64, 71},
            {41, 53, 57, 60, 67},
            {43, 55, 59, 64, 69},
            {40, 55, 59, 64, 66},
            {41, 53, 60, 64, 69},
            {38, 53, 57, 64, 72}
        };
        double[][] notes = {
            {1, 79},
            {2.5, 76},
            {5, 83},
            {6, 79},
            {9, 72},
            {10.5, 76},
            {13, 79},
            {17, 81},
            {18, 79},
            {19.5, 72},
            {22, 69},
            {25, 74},
            {26.5, 71},
            {29, 67},
            {30, 74},
            {33, 78},
            {34.5, 74},
            {37, 71},
            {41, 76},
            {42, 72},
            {43.5, 69},
            {46, 79},
            {49, 77},
            {50.5, 76},
            {52, 72},
            {54, 74}
        };
        for (int bar = 0; bar < 7; bar++) {
            double at = 8 * bar;
            int[] chord = chords[bar];
            for (int i = 0; i < chord.length; i++) {
                loop.play(MusicArt::pad, at - 0.5, 7.8, chord[i], i == 0 ? 0.085 : 0.06, 0.25 * (i - 2), 0.4);
            }
            loop.play(MusicArt::bass, at, 6.5, chord[0] - (chord[0] > 43 ? 12 : 0), 0.085, 0, 0.1);
        }
        for (double[] note : notes) {
            loop.play(MusicArt::softPiano, note[0], 3, note[1], 0.13, 0.3 * Math.sin(note[0]), 0.6);
            // An echo that wanders to the other side.
            loop.play(MusicArt::softPiano, note[0] + 1.5, 3, note[1], 0.04, -0.5 * Math.sin(note[0]), 0.6);
        }
        loop.room(0.93, 0.3, 1.1);
        loop.soften(7500);
        return loop;
    }

    /** What an instrument sounds like. */
    private interface Instrument {
        /**
         * @param t seconds since the note was struck
         * @param f hertz
         * @param held seconds that it is held
         * @param side -1 on the left, 1 on the right
         * @return about -1 to 1; 0 for good where it has died away
         */
        double at(double t, double f, double held, int side);
    }

    private void play(
            Instrument instrument, double beats, double held, double note, double loud, double pan, double wet) {
        long start = Math.round(beats * beat);
        double f = 440 * Math.pow(2, (note - 69) / 12);
        double seconds = held * beat / RATE;
        double angle = (pan + 1) * Math.PI / 4;
        double toLeft = loud * Math.cos(angle) * Math.sqrt(2);
        double toRight = loud * Math.sin(angle) * Math.sqrt(2);
        int most = (int) Math.min(length, (seconds + 4) * RATE);
        for (int i = 0; i < most; i++) {
            double t = (double) i / RATE;
            double one = instrument.at(t, f, seconds, -1);
            double other = instrument.at(t, f, seconds, 1);
            int at = (int) Math.floorMod(start + i, (long) length);
            // The end of what is cut off is faded, or it would click.
            double fade = Math.min(1, (most - i) / 2400.0);
            left[at] += (float) (toLeft * fade * one);
            right[at] += (float) (toRight * fade * other);
            wetLeft[at] += (float) (toLeft * fade * one * wet);
            wetRight[at] += (float) (toRight * fade * other * wet);
        }
    }

    private static double sine(double phase) {
        return Math.sin(2 * Math.PI * phase);
    }

    /** Struck at once, held, let go. */
    private static double envelope(double t, double attack, double decay, double held, double release) {
        double rise = Math.min(1, t / attack);
        double gone = t > held ? Math.exp(-(t - held) / release) : 1;
        return rise * Math.exp(-t * decay) * gone;
    }

    private static double electricPiano(double t, double f, double held, int side) {
        double tine = 0.16 * Math.exp(-t * 11) * sine(f * 7.02 * t);
        double body = sine(f * t + 0.16 * Math.exp(-t * 2.4) * sine(f * t)) + 0.18 * Math.exp(-t * 3) * sine(2 * f * t);
        double tremolo = 1 + 0.16 * side * sine(4.4 * t);
        return envelope(t, 0.004, 1.1, held, 0.16) * tremolo * (body + tine);
    }

    private static double vibraphone(double t, double f, double held, int side) {
        double tone = sine(f * t)
                + 0.22 * Math.exp(-t * 5) * sine(3.98 * f * t)
                + 0.05 * Math.exp(-t * 16) * sine(9.9 * f * t);
        return envelope(t, 0.003, 2.2, held, 0.5) * (1 + 0.12 * side * sine(5.1 * t)) * tone;
    }

    private static double glockenspiel(double t, double f, double held, int side) {
        double tone =
                sine(f * t) + 0.3 * Math.exp(-t * 9) * sine(2.76 * f * t) + 0.1 * Math.exp(-t * 20) * sine(5.4 * f * t);
        return envelope(t, 0.001, 4.5, held, 0.4) * tone;
    }

    private static double softPiano(double t, double f, double held, int side) {
        double tone = 0;
        for (int h = 1; h <= 6; h++) {
            // Strings are a little sharp in their overtones, and two of them never quite agree.
            double overtone = f * h * (1 + 0.0004 * h * h) * (1 + 0.0006 * side);
            tone += Math.exp(-t * 0.7 * h) / (h * h) * sine(overtone * t);
        }
        return envelope(t, 0.012, 0.7, held, 0.7) * tone;
    }

    private static double pluck(double t, double f, double held, int side) {
        double tone = 0;
        for (int h = 1; h <= 10; h++) {
            tone += Math.exp(-t * (2 + 2.2 * h)) / h * sine(h * f * (1 + 0.0008 * side) * t);
        }
        return envelope(t, 0.002, 2.5, held, 0.08) * tone;
    }

    private static double pad(double t, double f, double held, int side) {
        double rise = Math.min(1, t / 1.4);
        double shape = rise * rise * (3 - 2 * rise) * (t > held ? Math.exp(-(t - held) / 0.9) : 1);
        double tone = 0;
        for (int voice = -1; voice <= 1; voice++) {
            double detuned = f * (1 + 0.0019 * voice + 0.0007 * side);
            double phase = 0.31 * voice + 0.17 * side;
            for (int h = 1; h <= 5; h++) {
                tone += sine(detuned * h * t + phase * h) / Math.pow(h, 1.9);
            }
        }
        return shape * tone / 2.2;
    }

    private static double bass(double t, double f, double held, int side) {
        double tone =
                sine(f * t) + 0.28 * Math.exp(-t * 3) * sine(2 * f * t) + 0.08 * Math.exp(-t * 6) * sine(3 * f * t);
        return envelope(t, 0.008, 0.5, held, 0.06) * tone;
    }

    private static double kick(double t, double f, double held, int side) {
        double phase = 46 * t + 2.6 * (1 - Math.exp(-t * 32));
        return Math.min(1, t / 0.002) * Math.exp(-t * 10.5) * sine(phase);
    }

    private static double brush(double t, double f, double held, int side) {
        double noise = 0;
        for (int i = 0; i < 4; i++) {
            noise += noise(t, i - 40 * side, (int) f) / 4;
        }
        double body = Math.exp(-t * 28) * sine(188 * t);
        return Math.min(1, t / 0.003) * (1.4 * Math.exp(-t * 15) * noise + 0.5 * body);
    }

    private static double clap(double t, double f, double held, int side) {
        double bursts = 0;
        for (int i = 0; i < 3; i++) {
            double since = t - 0.011 * i;
            bursts += since < 0 ? 0 : Math.exp(-since * (i == 2 ? 20 : 160));
        }
        double noise =
                (noise(t, 0, 7 + side) + noise(t, 1, 7 + side) - noise(t, 3, 7 + side) - noise(t, 4, 7 + side)) / 2;
        return bursts * noise;
    }

    private static double hat(double t, double f, double held, int side) {
        double noise = noise(t, 0, (int) f + side) - noise(t, 1, (int) f + side);
        return Math.min(1, t / 0.001) * Math.exp(-t * 58) * noise;
    }

    private static double noise(double t, int delay, int seed) {
        int n = (int) Math.round(t * RATE) - delay;
        long z = (n + 77_777L * seed) * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return (z ^ z >>> 31) / 9.3e18;
    }

    /** The faint crackle of a record. */
    private void dust(int seed, double loud, int clicks) {
        Random random = new Random(seed);
        for (int i = 0; i < clicks; i++) {
            int at = random.nextInt(length);
            double pan = random.nextDouble();
            double level = loud * (0.3 + random.nextDouble());
            for (int k = 0; k < 60; k++) {
                double click = level * Math.exp(-k / 9.0) * Math.cos(k * (0.4 + pan));
                left[(at + k) % length] += (float) (click * (1 - pan));
                right[(at + k) % length] += (float) (click * pan);
            }
        }
    }

    /** A room around what was played with some of it (Schroeder's, as Freeverb has it). */
    private void room(double size, double damping, double loud) {
        float[] roomLeft = room(wetLeft, 0, size, damping);
        float[] roomRight = room(wetRight, 23, size, damping);
        for (int i = 0; i < length; i++) {
            left[i] += (float) (loud * roomLeft[i]);
            right[i] += (float) (loud * roomRight[i]);
        }
    }

    private float[] room(float[] in, int spread, double size, double damping) {
        int[] combs = {1214, 1293, 1390, 1476, 1548, 1623, 1695, 1760};
        int[] passes = {605, 480, 371, 245};
        double[][] comb = new double[combs.length][];
        double[] damped = new double[combs.length];
        double[][] pass = new double[passes.length][];
        for (int i = 0; i < combs.length; i++) {
            comb[i] = new double[combs[i] + spread];
        }
        for (int i = 0; i < passes.length; i++) {
            pass[i] = new double[passes[i] + spread];
        }
        float[] out = new float[length];
        // Twice around: the second time the room is full of the end of the loop.
        for (int n = 0; n < 2 * length; n++) {
            double sum = 0;
            for (int i = 0; i < comb.length; i++) {
                int at = n % comb[i].length;
                double heard = comb[i][at];
                damped[i] = heard * (1 - damping) + damped[i] * damping;
                comb[i][at] = in[n % length] + damped[i] * size;
                sum += heard;
            }
            for (double[] buffer : pass) {
                int at = n % buffer.length;
                double held = buffer[at];
                buffer[at] = sum + held * 0.5;
                sum = held - sum * 0.5;
            }
            out[n % length] = (float) (sum * 0.12);
        }
        return out;
    }

    /** Takes away what is above a frequency, gently, and what is below hearing. */
    private void soften(double hertz) {
        for (float[] side : new float[][] {left, right}) {
            double keep = 1 - Math.exp(-2 * Math.PI * hertz / RATE);
            double low = 1 - Math.exp(-2 * Math.PI * 28 / RATE);
            double one = 0;
            double two = 0;
            double rumble = 0;
            float[] out = new float[length];
            for (int n = 0; n < 2 * length; n++) {
                one += (side[n % length] - one) * keep;
                two += (one - two) * keep;
                rumble += (two - rumble) * low;
                out[n % length] = (float) (two - rumble);
            }
            System.arraycopy(out, 0, side, 0, length);
        }
    }

    private void write(Path file) {
        double loudness;
        try (SoundSource once = source()) {
            loudness = Loudness.measure(once, RATE, length, Progress.NONE);
        }
        float gain = (float) Math.pow(10, (LOUDNESS - loudness) / 20);
        for (float[] side : new float[][] {left, right}) {
            for (int i = 0; i < length; i++) {
                side[i] = rounded(side[i] * gain);
            }
        }
        // Encoded with what comes before and after it when it goes round, for that shapes its first and last sounds.
        int lead = 4 * AAC_BLOCK;
        try (AacWriter writer = new AacWriter(file, RATE, BITRATE, length, lead)) {
            float[] a = new float[AAC_BLOCK];
            float[] b = new float[AAC_BLOCK];
            for (int at = -lead; at < length + lead; at += AAC_BLOCK) {
                int from = Math.floorMod(at, length);
                System.arraycopy(left, from, a, 0, AAC_BLOCK);
                System.arraycopy(right, from, b, 0, AAC_BLOCK);
                writer.put(a, b, AAC_BLOCK);
            }
            writer.finish();
        }
    }

    /** Peaks are bent, not cut. */
    private static float rounded(float sample) {
        double over = Math.abs(sample) - 0.5 * PEAK;
        if (over <= 0) {
            return sample;
        }
        return (float) (Math.signum(sample) * 0.5 * PEAK * (1 + Math.tanh(over / (0.5 * PEAK))));
    }

    private SoundSource source() {
        return new SoundSource() {
            private int at;

            @Override
            public int read(float[] toLeft, float[] toRight, int count) {
                int part = Math.min(count, length - at);
                System.arraycopy(left, at, toLeft, 0, part);
                System.arraycopy(right, at, toRight, 0, part);
                at += part;
                return part;
            }

            @Override
            public void close() {}
        };
    }
}
