package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_CPU_FLAG_AVX512;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_get_cpu_flags;
import static org.kinoroute.compose.Ffmpeg.check;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Pictures into an MP4 with one H.264 stream, by libx264; times are frame numbers. */
final class VideoEncoder implements AutoCloseable {

    static {
        Ffmpeg.load();
    }

    /**
     * What stands in for AVX-512. With it, x264 (core 165) counts up to seven macroblocks after the end of each row into
     * its macroblock tree, where a frame's width is no multiple of 128. What lies there is left from other frames,
     * which of them is a race between its threads, or from whoever had the memory before: one segment in 75 came out
     * with other bits.
     */
    private static final String INSTRUCTIONS = "asm=AVX2";

    private final AVCodecContext encoder;
    private final AVRational timeBase;
    private final AVPacket packet = av_packet_alloc();
    private final Mp4Writer writer;
    private final AVStream stream;
    private long waitingPts = -1;
    private final AVPacket waiting = av_packet_alloc();
    private final boolean variable;

    /**
     * @param variable whether a picture may last longer than a frame; the encoder must not have B-frames then
     * @param options of libx264
     */
    VideoEncoder(
            Path file, int width, int height, int fps, int threads, boolean variable, Map<String, String> options) {
        this.variable = variable;
        AVCodec codec = avcodec_find_encoder_by_name("libx264");
        encoder = avcodec_alloc_context3(codec);
        encoder.width(width);
        encoder.height(height);
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        timeBase = Ffmpeg.rational(1, fps);
        encoder.time_base(timeBase);
        encoder.framerate(Ffmpeg.rational(fps, 1));
        encoder.sample_aspect_ratio(Ffmpeg.rational(1, 1));
        encoder.color_range(AVCOL_RANGE_MPEG);
        encoder.colorspace(AVCOL_SPC_BT709);
        encoder.color_primaries(AVCOL_PRI_BT709);
        encoder.color_trc(AVCOL_TRC_BT709);
        encoder.chroma_sample_location(AVCHROMA_LOC_LEFT);
        encoder.thread_count(threads);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP);
        Mp4Writer opened = null;
        try {
            open(codec, options);
            opened = new Mp4Writer(file, Map.of());
            writer = opened;
            stream = stream(fps);
            writer.start(Map.of("video_track_timescale", Integer.toString(timescale(fps))));
        } catch (RuntimeException e) {
            free();
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
    }

    private void open(AVCodec codec, Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(options);
        if ((av_get_cpu_flags() & AV_CPU_FLAG_AVX512) != 0) {
            all.merge("x264-params", INSTRUCTIONS, (others, ours) -> others + ":" + ours);
        }
        AVDictionary dictionary = Ffmpeg.dictionary(all);
        try {
            check(avcodec_open2(encoder, codec, dictionary), "Cannot encode H.264");
        } finally {
            Ffmpeg.free(dictionary);
        }
    }

    private AVStream stream(int fps) {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            check(avcodec_parameters_from_context(parameters, encoder), "Cannot encode H.264");
            AVStream made = writer.stream(parameters, timeBase, Map.of());
            made.avg_frame_rate(Ffmpeg.rational(fps, 1));
            return made;
        } finally {
            avcodec_parameters_free(parameters);
        }
    }

    /** One tick is a whole part of a frame, as fine as the usual 15,360 for 30 frames per second. */
    static int timescale(int fps) {
        return fps * 512;
    }

    /** The settings of the video itself. */
    static VideoEncoder output(
            Path file, int width, int height, int fps, boolean variable, ComposeProperties properties) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("preset", properties.preset());
        options.put("crf", Double.toString(properties.crf()));
        options.put("forced-idr", "1");
        if (variable) {
            options.put("bf", "0");
        }
        return new VideoEncoder(file, width, height, fps, properties.encoderThreads(), variable, options);
    }

    /** The frame may be changed again afterwards: libx264 has copied it by then. */
    void encode(AVFrame frame, long pts) {
        frame.pts(pts);
        frame.duration(1);
        frame.pict_type(AV_PICTURE_TYPE_NONE);
        check(avcodec_send_frame(encoder, frame), "Cannot encode a frame");
        drain();
    }

    /** @param end the frame number after the last one */
    void finish(long end) {
        check(avcodec_send_frame(encoder, null), "Cannot encode the last frame");
        drain();
        if (waitingPts >= 0) {
            release(end);
        }
        writer.finish();
    }

    private void drain() {
        while (true) {
            int code = avcodec_receive_packet(encoder, packet);
            if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
                return;
            }
            check(code, "Cannot encode a frame");
            if (variable) {
                // How long a picture lasts is known when the next one comes.
                if (waitingPts >= 0) {
                    release(packet.pts());
                }
                waitingPts = packet.pts();
                av_packet_move_ref(waiting, packet);
            } else {
                packet.duration(1);
                writer.write(packet, stream, timeBase);
            }
        }
    }

    private void release(long next) {
        waiting.duration(next - waitingPts);
        writer.write(waiting, stream, timeBase);
    }

    private void free() {
        av_packet_free(packet);
        av_packet_free(waiting);
        avcodec_free_context(encoder);
    }

    @Override
    public void close() {
        free();
        writer.close();
    }
}
