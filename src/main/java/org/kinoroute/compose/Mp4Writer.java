package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.kinoroute.compose.Ffmpeg.check;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Writes packets into an MP4, with nothing in it that differs from run to run. */
final class Mp4Writer implements AutoCloseable {

    static {
        Ffmpeg.load();
    }

    private final Path file;
    private final AVFormatContext container = new AVFormatContext(null);

    Mp4Writer(Path file, Map<String, String> metadata) {
        this(file, "mp4", metadata);
    }

    /** @param format by FFmpeg's name, where it is to be another container */
    Mp4Writer(Path file, String format, Map<String, String> metadata) {
        this.file = file;
        check(avformat_alloc_output_context2(container, null, format, Ffmpeg.url(file)), "Cannot write " + format);
        container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        container.metadata(Ffmpeg.dictionary(metadata));
        AVIOContext io = new AVIOContext(null);
        int code = avio_open(io, Ffmpeg.url(file), AVIO_FLAG_WRITE);
        if (code < 0) {
            avformat_free_context(container);
        }
        check(code, "Cannot write " + file);
        container.pb(io);
    }

    /** To be called for each stream, before {@link #start}. */
    AVStream stream(AVCodecParameters parameters, AVRational timeBase, Map<String, String> metadata) {
        AVStream stream = avformat_new_stream(container, null);
        check(avcodec_parameters_copy(stream.codecpar(), parameters), "Cannot write " + file);
        stream.codecpar().codec_tag(0);
        stream.time_base(timeBase);
        stream.metadata(Ffmpeg.dictionary(metadata));
        return stream;
    }

    void start(Map<String, String> options) {
        AVDictionary dictionary = Ffmpeg.dictionary(options);
        try {
            check(avformat_write_header(container, dictionary), "Cannot write " + file);
        } finally {
            Ffmpeg.free(dictionary);
        }
    }

    /** Takes the packet's content; its times are in {@code timeBase}. */
    void write(AVPacket packet, AVStream stream, AVRational timeBase) {
        av_packet_rescale_ts(packet, timeBase, stream.time_base());
        packet.stream_index(stream.index());
        packet.pos(-1);
        check(av_interleaved_write_frame(container, packet), "Cannot write " + file);
    }

    void finish() {
        check(av_write_trailer(container), "Cannot finish " + file);
    }

    @Override
    public void close() {
        avio_closep(container.pb());
        avformat_free_context(container);
    }
}
