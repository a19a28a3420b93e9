package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.kinoroute.compose.Ffmpeg.check;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;

/** A sound file, resampled to stereo at the output's rate while it is read. */
final class SoundFile implements SoundSource {

    private final Input input;
    private final int rate;
    private final AVChannelLayout stereo = new AVChannelLayout();
    private final SwrContext resampler = new SwrContext(null);
    private final AVFrame resampled = av_frame_alloc();
    private float[] left = new float[0];
    private float[] right = new float[0];
    private int from;
    private int to;
    private boolean ended;

    SoundFile(Path file, int rate) {
        this.rate = rate;
        input = new Input(file, AVMEDIA_TYPE_AUDIO, Map.of());
        try {
            AVCodecContext decoder = input.decode(1).decoder();
            av_channel_layout_default(stereo, 2);
            if (decoder.ch_layout().order() == 0) {
                // Many WAVs say how many channels there are, and not which.
                av_channel_layout_default(
                        decoder.ch_layout(), decoder.ch_layout().nb_channels());
            }
            check(
                    swr_alloc_set_opts2(
                            resampler,
                            stereo,
                            AV_SAMPLE_FMT_FLTP,
                            rate,
                            decoder.ch_layout(),
                            decoder.sample_fmt(),
                            decoder.sample_rate(),
                            0,
                            null),
                    "Cannot resample " + file);
            check(swr_init(resampler), "Cannot resample " + file);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public int read(float[] toLeft, float[] toRight, int count) {
        int done = 0;
        while (done < count) {
            if (from == to && !fill()) {
                break;
            }
            int part = Math.min(count - done, to - from);
            System.arraycopy(left, from, toLeft, done, part);
            System.arraycopy(right, from, toRight, done, part);
            from += part;
            done += part;
        }
        return done;
    }

    private boolean fill() {
        from = 0;
        to = 0;
        while (to == 0 && !ended) {
            AVFrame frame = input.frame();
            ended = frame == null;
            if (frame != null && frame.ch_layout().order() == 0) {
                av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
            }
            av_frame_unref(resampled);
            resampled.format(AV_SAMPLE_FMT_FLTP);
            resampled.sample_rate(rate);
            av_channel_layout_default(resampled.ch_layout(), 2);
            check(swr_convert_frame(resampler, resampled, frame), "Cannot resample sound");
            to = resampled.nb_samples();
            if (left.length < to) {
                left = new float[to];
                right = new float[to];
            }
            if (to > 0) {
                new FloatPointer(resampled.data(0)).get(left, 0, to);
                new FloatPointer(resampled.data(1)).get(right, 0, to);
            }
        }
        return to > 0;
    }

    @Override
    public void close() {
        av_frame_free(resampled);
        swr_free(resampler);
        av_channel_layout_uninit(stereo);
        input.close();
    }
}
