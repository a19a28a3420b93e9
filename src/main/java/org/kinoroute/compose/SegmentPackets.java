package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The packets of segments one after the other, with times in frames that go on through all of them. */
final class SegmentPackets implements AutoCloseable {

    private final List<Path> segments;
    private final AVRational frameTime;
    private final byte[] header;
    private final long delay;
    private Input input;
    private int index;
    private long segmentStart;
    private long segmentFrames;
    private long firstPts = -1;
    private long firstDts;

    SegmentPackets(List<Path> segments, int fps) {
        this.segments = List.copyOf(segments);
        frameTime = Ffmpeg.rational(1, fps);
        input = open(0);
        header = header(input);
        delay = delay();
        begin();
    }

    /** Pictures are decoded before they are shown, by the same number of frames in all segments but tiny ones. */
    private long delay() {
        long longest = 0;
        for (int i = 0; i < segments.size(); i++) {
            try (Input each = open(i)) {
                AVPacket packet = each.packet();
                if (packet != null) {
                    longest = Math.max(longest, frames(each, packet.pts()) - frames(each, packet.dts()));
                }
            }
        }
        return longest;
    }

    private Input open(int which) {
        return new Input(segments.get(which), AVMEDIA_TYPE_VIDEO, Map.of("ignore_editlist", "1"));
    }

    private void begin() {
        if (!Arrays.equals(header, header(input))) {
            throw new IllegalStateException(
                    segments.get(index) + " was encoded with other settings than " + segments.get(0));
        }
        segmentFrames = frames(input, input.stream().duration());
        firstPts = -1;
    }

    private static byte[] header(Input input) {
        AVCodecParameters parameters = input.stream().codecpar();
        byte[] bytes = new byte[parameters.extradata_size()];
        parameters.extradata().get(bytes);
        return bytes;
    }

    AVCodecParameters parameters() {
        return input.stream().codecpar();
    }

    /** Frames of the segments that are through. */
    long frames() {
        return segmentStart;
    }

    /** The next packet, good until the next call; null after the last segment. */
    AVPacket next() {
        AVPacket packet = input.packet();
        while (packet == null) {
            segmentStart += segmentFrames;
            if (++index == segments.size()) {
                return null;
            }
            input.close();
            input = open(index);
            begin();
            packet = input.packet();
        }
        long pts = frames(input, packet.pts());
        long dts = frames(input, packet.dts());
        if (firstPts < 0) {
            firstPts = pts;
            firstDts = dts;
        }
        packet.pts(segmentStart + pts - firstPts);
        packet.dts(segmentStart + dts - firstDts - delay);
        packet.duration(frames(input, packet.duration()));
        return packet;
    }

    private long frames(Input from, long time) {
        return av_rescale_q(time, from.stream().time_base(), frameTime);
    }

    @Override
    public void close() {
        input.close();
    }
}
