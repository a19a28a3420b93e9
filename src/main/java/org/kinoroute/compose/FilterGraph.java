package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse_ptr;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;
import static org.kinoroute.compose.Ffmpeg.check;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A chain of FFmpeg's filters with one way in and one way out. */
final class FilterGraph implements AutoCloseable {

    static {
        Ffmpeg.load();
    }

    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFilterContext source = new AVFilterContext(null);
    private final AVFilterContext sink = new AVFilterContext(null);
    private final AVFrame out = av_frame_alloc();

    /**
     * @param kind empty for pictures, {@code a} for sound
     * @param input what goes in, as the arguments of {@code buffer} or {@code abuffer}
     */
    FilterGraph(String kind, String input, String filters) {
        try {
            check(
                    avfilter_graph_create_filter(
                            source, avfilter_get_by_name(kind + "buffer"), "in", input, null, graph),
                    "Cannot filter " + input);
            check(
                    avfilter_graph_create_filter(
                            sink, avfilter_get_by_name(kind + "buffersink"), "out", (String) null, null, graph),
                    "Cannot filter");
            connect(filters);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void connect(String filters) {
        AVFilterInOut outputs = end("in", source);
        AVFilterInOut inputs = end("out", sink);
        try {
            check(avfilter_graph_parse_ptr(graph, filters, inputs, outputs, null), "Cannot filter by " + filters);
            check(avfilter_graph_config(graph, null), "Cannot filter by " + filters);
        } finally {
            avfilter_inout_free(inputs);
            avfilter_inout_free(outputs);
        }
    }

    private static AVFilterInOut end(String name, AVFilterContext filter) {
        AVFilterInOut end = avfilter_inout_alloc();
        end.name(av_strdup(new BytePointer(name)));
        end.filter_ctx(filter);
        end.pad_idx(0);
        end.next(null);
        return end;
    }

    AVFilterContext filter(String name) {
        return avfilter_graph_get_filter(graph, name);
    }

    /** Takes a frame's content over; null: there are no more. */
    void put(AVFrame frame) {
        check(av_buffersrc_add_frame_flags(source, frame, 0), "Cannot filter a frame");
    }

    /** What has come out, good until the next call; null: something must be put in first, or it is the end. */
    AVFrame get() {
        av_frame_unref(out);
        int code = av_buffersink_get_frame(sink, out);
        if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
            return null;
        }
        check(code, "Cannot filter a frame");
        return out;
    }

    @Override
    public void close() {
        av_frame_free(out);
        avfilter_graph_free(graph);
    }
}
