package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get_double;
import static org.kinoroute.compose.Ffmpeg.check;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** Measures integrated loudness by EBU R 128. */
final class Loudness {

    /** Below this there is nothing to be heard, and nothing to measure. */
    static final double SILENCE = -69;

    /** 100 ms at 48 kHz, the step in which loudness is measured. */
    private static final int BLOCK = 4800;

    private Loudness() {}

    /** Reads a sound to its end, or for so many samples; LUFS. */
    static double measure(SoundSource source, int rate, long samples, Progress progress) {
        String input = "time_base=1/" + rate + ":sample_rate=" + rate + ":sample_fmt=fltp:channel_layout=stereo";
        float[] left = new float[BLOCK];
        float[] right = new float[BLOCK];
        try (FilterGraph graph = new FilterGraph("a", input, "ebur128@meter=framelog=quiet:peak=none")) {
            long done = 0;
            for (int count = 1; count > 0 && done < samples; done += count) {
                progress.check();
                count = source.read(left, right, (int) Math.min(BLOCK, samples - done));
                if (count > 0) {
                    put(graph, left, right, count, rate, done);
                }
            }
            double[] integrated = new double[1];
            try (BytePointer name = new BytePointer("integrated")) {
                check(
                        av_opt_get_double(graph.filter("ebur128@meter"), name, AV_OPT_SEARCH_CHILDREN, integrated),
                        "Cannot measure loudness");
            }
            return done == 0 ? Double.NEGATIVE_INFINITY : integrated[0];
        }
    }

    private static void put(FilterGraph graph, float[] left, float[] right, int count, int rate, long at) {
        AVFrame frame = av_frame_alloc();
        try {
            frame.format(AV_SAMPLE_FMT_FLTP);
            frame.sample_rate(rate);
            frame.nb_samples(count);
            av_channel_layout_default(frame.ch_layout(), 2);
            check(av_frame_get_buffer(frame, 0), "No memory for sound");
            new FloatPointer(frame.data(0)).put(left, 0, count);
            new FloatPointer(frame.data(1)).put(right, 0, count);
            frame.pts(at);
            graph.put(frame);
        } finally {
            av_frame_free(frame);
        }
        while (graph.get() != null) {
            // Only the meter's reading is wanted.
        }
    }
}
