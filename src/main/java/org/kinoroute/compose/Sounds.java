package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.kinoroute.video.TemporaryFiles;
import org.springframework.stereotype.Component;

/** Makes speech of any kind alike, for the routes that get it from elsewhere. */
@Component("sounds")
public class Sounds {

    /** Of all speech, Hz. */
    static final int RATE = 24_000;

    private static final int HEADER = 44;

    /** Half an hour, as bytes: nobody speaks a line that long, and it is held in memory. */
    private static final int LONGEST = 30 * 60 * RATE * Short.BYTES;

    /**
     * A WAV file of one channel, 16 bits and 24 kHz, of whatever is in a sound file: MP3, WAV, Opus, FLAC, AAC.
     *
     * @throws MediaException if it is no sound, or lasts longer than half an hour
     */
    public byte[] normalise(byte[] audio) throws IOException {
        Path file = TemporaryFiles.file("speech", null);
        try {
            Files.write(file, audio);
            return wav(file);
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] wav(Path file) {
        SwrContext resampler = new SwrContext(null);
        AVChannelLayout mono = new AVChannelLayout();
        AVFrame resampled = av_frame_alloc();
        try (Input input = new Input(file, AVMEDIA_TYPE_AUDIO, Map.of()).decode(1)) {
            AVCodecContext decoder = input.decoder();
            av_channel_layout_default(mono, 1);
            named(decoder.ch_layout());
            check(
                    swr_alloc_set_opts2(
                            resampler,
                            mono,
                            AV_SAMPLE_FMT_S16,
                            RATE,
                            decoder.ch_layout(),
                            decoder.sample_fmt(),
                            decoder.sample_rate(),
                            0,
                            null),
                    "Cannot resample speech");
            check(swr_init(resampler), "Cannot resample speech");
            ByteArrayOutputStream samples = new ByteArrayOutputStream();
            boolean ended = false;
            while (!ended) {
                AVFrame frame = input.frame();
                ended = frame == null;
                if (frame != null) {
                    named(frame.ch_layout());
                }
                av_frame_unref(resampled);
                resampled.format(AV_SAMPLE_FMT_S16);
                resampled.sample_rate(RATE);
                av_channel_layout_default(resampled.ch_layout(), 1);
                check(swr_convert_frame(resampler, resampled, frame), "Cannot resample speech");
                byte[] part = new byte[resampled.nb_samples() * Short.BYTES];
                if (part.length > 0) {
                    new BytePointer(resampled.data(0)).get(part);
                    samples.writeBytes(part);
                    if (samples.size() > LONGEST) {
                        throw new MediaException("Cannot take speech", 0, "it lasts longer than half an hour");
                    }
                }
            }
            return wav(samples.toByteArray());
        } finally {
            av_frame_free(resampled);
            av_channel_layout_uninit(mono);
            swr_free(resampler);
        }
    }

    /** Many WAVs say how many channels there are, and not which. */
    private static void named(AVChannelLayout layout) {
        if (layout.order() == 0) {
            av_channel_layout_default(layout, layout.nb_channels());
        }
    }

    private static byte[] wav(byte[] samples) {
        ByteBuffer wav = ByteBuffer.allocate(HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - 8 + samples.length).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE)
                .putInt(RATE * Short.BYTES)
                .putShort((short) Short.BYTES)
                .putShort((short) Short.SIZE);
        wav.put(ascii("data")).putInt(samples.length).put(samples);
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
