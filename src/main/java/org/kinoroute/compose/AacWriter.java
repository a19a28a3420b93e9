package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.kinoroute.compose.Ffmpeg.check;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Stereo sound into an MP4 with one AAC stream. The samples that the encoder needs to get going come before time 0 and
 * are cut away by the edit list, so that the first sample that was put in is the first that is heard. Below all of it is
 * a noise that nobody hears.
 */
final class AacWriter implements AutoCloseable {

    static {
        Ffmpeg.load();
    }

    /**
     * Peaks of the noise below every sound: half a step of 16 bits, -96 dBFS. Where there is next to nothing to encode,
     * the encoder spends its spare bits on so few frequencies that a threshold underflows, and what it then decides hangs
     * on where in memory it was loaded (FFmpeg 8.0, the search for mid and side). Noise is at all frequencies of left and
     * right, whose thresholds these are; the side may be silent.
     */
    private static final float DITHER = 0x1p-16f;

    private final long samples;
    private final AVCodecContext encoder;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final AVRational timeBase;
    private final Mp4Writer writer;
    private final AVStream stream;
    /** The same for every file. */
    private final SplittableRandom noise = new SplittableRandom(0);

    private final float[] dithered;
    private long put;
    private boolean ended;

    AacWriter(Path file, int rate, int bitrate, long samples) {
        this(file, rate, bitrate, samples, 0);
    }

    /** @param lead of what is put in that comes before time 0 and is not heard, in samples; whole blocks */
    AacWriter(Path file, int rate, int bitrate, long samples, long lead) {
        this.samples = samples;
        put = -lead;
        encoder = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_AAC));
        encoder.sample_fmt(AV_SAMPLE_FMT_FLTP);
        encoder.sample_rate(rate);
        encoder.bit_rate(bitrate);
        av_channel_layout_default(encoder.ch_layout(), 2);
        timeBase = Ffmpeg.rational(1, rate);
        encoder.time_base(timeBase);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        // At these bit rates it is nearer to what was put in than the default way, in less than half its time.
        AVDictionary options = Ffmpeg.dictionary(Map.of("aac_coder", "fast"));
        try {
            check(avcodec_open2(encoder, avcodec_find_encoder(AV_CODEC_ID_AAC), options), "Cannot encode AAC");
        } finally {
            Ffmpeg.free(options);
        }
        frame.format(AV_SAMPLE_FMT_FLTP);
        frame.sample_rate(rate);
        frame.nb_samples(encoder.frame_size());
        dithered = new float[2 * encoder.frame_size()];
        av_channel_layout_default(frame.ch_layout(), 2);
        check(av_frame_get_buffer(frame, 0), "No memory for sound");
        writer = new Mp4Writer(file, Map.of());
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            check(avcodec_parameters_from_context(parameters, encoder), "Cannot encode AAC");
            stream = writer.stream(parameters, timeBase, Map.of());
        } finally {
            avcodec_parameters_free(parameters);
        }
        writer.start(Map.of("movie_timescale", Integer.toString(rate)));
    }

    /** Samples of a block; only the last may be shorter. */
    int block() {
        return encoder.frame_size();
    }

    void put(float[] left, float[] right, int count) {
        if (ended) {
            throw new IllegalStateException("A block of sound comes after one that was shorter");
        }
        ended = count < encoder.frame_size();
        encode(left, right, count);
    }

    private void encode(float[] left, float[] right, int count) {
        int block = encoder.frame_size();
        // Alike in both channels, so that it costs half the bits.
        for (int i = 0; i < block; i++) {
            float dither = (float) (noise.nextDouble() - noise.nextDouble()) * DITHER;
            dithered[i] = (i < count ? left[i] : 0) + dither;
            dithered[block + i] = (i < count ? right[i] : 0) + dither;
        }
        check(av_frame_make_writable(frame), "No memory for sound");
        new FloatPointer(frame.data(0)).put(dithered, 0, block);
        new FloatPointer(frame.data(1)).put(dithered, block, block);
        frame.pts(put);
        put += block;
        check(avcodec_send_frame(encoder, frame), "Cannot encode sound");
        drain();
    }

    void finish() {
        // The last block that is heard is encoded together with the one after it.
        encode(new float[0], new float[0], 0);
        check(avcodec_send_frame(encoder, null), "Cannot encode sound");
        drain();
        writer.finish();
    }

    private void drain() {
        while (true) {
            int code = avcodec_receive_packet(encoder, packet);
            if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
                return;
            }
            check(code, "Cannot encode sound");
            // What fills the last block and what comes after it is not heard; of what comes before time 0, one block is
            // needed to get going.
            long left = samples - packet.pts();
            if (left > 0 && packet.pts() >= -encoder.frame_size()) {
                packet.dts(packet.pts());
                packet.duration(Math.min(encoder.frame_size(), left));
                writer.write(packet, stream, timeBase);
            }
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(encoder);
        writer.close();
    }
}
