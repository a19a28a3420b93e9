package org.kinoroute.voice;

/** Measures of samples, for tests. */
final class Sound {

    private Sound() {}

    static double rms(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += pcm[i] * (double) pcm[i];
        }
        return to > from ? Math.sqrt(sum / (to - from)) : 0;
    }

    /** Median pitch of the voiced parts, Hz, by autocorrelation. */
    static double pitch(short[] pcm) {
        java.util.List<Double> found = new java.util.ArrayList<>();
        for (int i = 0; i + 2048 < pcm.length; i += 1024) {
            if (rms(pcm, i, i + 1024) < 1000) {
                continue;
            }
            double best = 0;
            int lag = 0;
            for (int l = 55; l < 350; l++) {
                double same = 0;
                double energy = 0;
                for (int j = i; j < i + 1024; j++) {
                    same += pcm[j] * (double) pcm[j + l];
                    energy += pcm[j + l] * (double) pcm[j + l];
                }
                double score = same / Math.sqrt(energy + 1);
                if (score > best * 1.01) {
                    best = score;
                    lag = l;
                }
            }
            found.add(22050.0 / Math.max(1, lag));
        }
        java.util.Collections.sort(found);
        return found.isEmpty() ? 0 : found.get(found.size() / 2);
    }
}
