package org.kinoroute.voice;

/** Finds sound and quiet in samples. */
final class Loudness {

    /** -48 dB: quieter than any speech of the synthesiser, louder than the tail of its filters. */
    private static final int QUIET = 130;

    /** -66 dB: nothing. */
    private static final int SILENT = 16;

    private Loudness() {}

    /** Behind the last sample that is heard, of those from {@code from} to {@code until}; {@code until} if none is. */
    static long lastSound(short[] pcm, long from, long until) {
        int at = (int) until;
        while (at > from && Math.abs(pcm[at - 1]) <= QUIET) {
            at--;
        }
        return at == from ? until : at;
    }

    /** The first sample that is heard; 0 if none is. */
    static int firstSound(short[] pcm) {
        for (int at = 0; at < pcm.length; at++) {
            if (Math.abs(pcm[at]) > QUIET) {
                return at;
            }
        }
        return 0;
    }

    /** For how many seconds there is anything to be heard. */
    static double heardSeconds(short[] pcm, int sampleRate) {
        int frame = sampleRate / 50;
        int heard = 0;
        for (int from = 0; from + frame <= pcm.length; from += frame) {
            double energy = 0;
            for (int i = from; i < from + frame; i++) {
                energy += (double) pcm[i] * pcm[i];
            }
            heard += Math.sqrt(energy / frame) > QUIET ? 1 : 0;
        }
        return heard / 50.0;
    }

    /** The first sample that is not silence; the length if there is none. */
    static int start(short[] pcm) {
        int at = 0;
        while (at < pcm.length && Math.abs(pcm[at]) <= SILENT) {
            at++;
        }
        return at;
    }

    /** Behind the last sample that is not silence. */
    static int end(short[] pcm) {
        int at = pcm.length;
        while (at > 0 && Math.abs(pcm[at - 1]) <= SILENT) {
            at--;
        }
        return at;
    }
}
