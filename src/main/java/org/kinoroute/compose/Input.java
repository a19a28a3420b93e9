package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BUFFER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.kinoroute.compose.Ffmpeg.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/** One stream of a media file, read from the start or from a key frame on: as packets, or decoded. */
final class Input implements AutoCloseable {

    static {
        Ffmpeg.load();
    }

    /**
     * Containers that hold their media in themselves. Playlists and lists of files stay out: they would make FFmpeg
     * open other files or addresses for whoever uploads one.
     */
    static final String FORMATS =
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,mpegts,mpeg,ogg,wav,mp3,flac,aac,gif,apng,"
                    + "png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe";

    /** Larger pictures are refused before they are decoded: a small file can hold more than fits into any memory. */
    static final long MOST_PIXELS = 100_000_000;

    private final AVFormatContext container;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final Path file;
    private AVCodecContext decoder;
    private boolean strict;
    private boolean drained;

    /**
     * @param type {@code AVMEDIA_TYPE_VIDEO} or {@code AVMEDIA_TYPE_AUDIO}
     * @throws MediaException if it is no media file or has no such stream
     */
    Input(Path file, int type, Map<String, String> options) {
        this(file, type, options, jpeg(file));
    }

    /** @param format the only one that the file is read as, by FFmpeg's name; null: as it looks */
    Input(Path file, int type, Map<String, String> options, String format) {
        this.file = file;
        AVDictionary dictionary = Ffmpeg.dictionary(options);
        container = new AVFormatContext(null);
        try {
            av_dict_set(dictionary, "protocol_whitelist", "file", 0);
            av_dict_set(dictionary, "format_whitelist", FORMATS, 0);
            AVInputFormat only = format == null ? null : av_find_input_format(format);
            check(avformat_open_input(container, Ffmpeg.url(file), only, dictionary), "Cannot open " + file);
            check(findStreams(), "Cannot read " + file);
            int index =
                    check(av_find_best_stream(container, type, -1, -1, (AVCodec) null, 0), "Nothing to use in " + file);
            stream = container.streams(index);
        } catch (RuntimeException e) {
            close();
            throw e;
        } finally {
            Ffmpeg.free(dictionary);
        }
    }

    private int findStreams() {
        int count = container.nb_streams();
        AVDictionary limits = Ffmpeg.dictionary(Map.of("max_pixels", Long.toString(MOST_PIXELS)));
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, count))) {
            for (int i = 0; i < count; i++) {
                AVDictionary copy = new AVDictionary(null);
                av_dict_copy(copy, limits, 0);
                options.put(i, copy);
            }
            int code = avformat_find_stream_info(container, options);
            for (int i = 0; i < count; i++) {
                AVDictionary rest = options.get(AVDictionary.class, i);
                if (rest != null && !rest.isNull()) {
                    Ffmpeg.free(rest);
                }
            }
            return code;
        } finally {
            Ffmpeg.free(limits);
        }
    }

    /** JPEGs are told by their first bytes alone: FFmpeg takes some for a series of files, by their name. */
    private static String jpeg(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            boolean jpeg = in.read() == 0xff && in.read() == 0xd8 && in.read() == 0xff;
            return jpeg ? "jpeg_pipe" : null;
        } catch (IOException e) {
            throw new MediaException("Cannot open " + file, 0, e.getMessage());
        }
    }

    AVFormatContext container() {
        return container;
    }

    AVStream stream() {
        return stream;
    }

    AVCodecContext decoder() {
        return decoder;
    }

    /** From now on, damage is an error: what is decoded must be whole. */
    Input strict() {
        strict = true;
        return this;
    }

    /** Makes {@link #frame()} possible. */
    Input decode(int threads) {
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new MediaException("Cannot decode " + file, 0, "no decoder for it");
        }
        decoder = avcodec_alloc_context3(codec);
        check(avcodec_parameters_to_context(decoder, stream.codecpar()), "Cannot decode " + file);
        decoder.thread_count(threads);
        decoder.max_pixels(MOST_PIXELS);
        decoder.pkt_timebase(stream.time_base());
        if (strict) {
            decoder.err_recognition(AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER);
        }
        check(avcodec_open2(decoder, codec, (AVDictionary) null), "Cannot decode " + file);
        return this;
    }

    /** The stream's next packet, which is good until the next call; null at the end. */
    AVPacket packet() {
        while (true) {
            av_packet_unref(packet);
            int code = av_read_frame(container, packet);
            if (code == AVERROR_EOF) {
                return null;
            }
            check(code, "Cannot read " + file);
            if (packet.stream_index() == stream.index()) {
                return packet;
            }
        }
    }

    /** The stream's next picture or piece of sound, which is good until the next call; null at the end. */
    AVFrame frame() {
        while (true) {
            av_frame_unref(frame);
            int code = avcodec_receive_frame(decoder, frame);
            if (code >= 0) {
                return frame;
            }
            if (code == AVERROR_EOF) {
                return null;
            }
            if (code != AVERROR_EAGAIN()) {
                check(code, "Cannot decode " + file);
            }
            if (drained) {
                return null;
            }
            AVPacket next = packet();
            drained = next == null;
            int sent = avcodec_send_packet(decoder, next);
            // A damaged packet costs its picture, not the file.
            if (strict || sent != AVERROR_INVALIDDATA) {
                check(sent, "Cannot decode " + file);
            }
        }
    }

    /** Goes on from the last key frame at or before a time, in the stream's time base. */
    void seek(long time) {
        check(av_seek_frame(container, stream.index(), time, AVSEEK_FLAG_BACKWARD), "Cannot seek in " + file);
        if (decoder != null) {
            avcodec_flush_buffers(decoder);
        }
        drained = false;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        if (decoder != null) {
            avcodec_free_context(decoder);
        }
        if (!container.isNull()) {
            avformat_close_input(container);
        }
    }
}
