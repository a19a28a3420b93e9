package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** Copies one stream of a file into a new file, without encoding it again: nothing else comes along. */
final class Remuxer {

    private Remuxer() {}

    /**
     * What was copied.
     *
     * @param seconds by the packets' own times
     * @param damaged whether a packet was not whole
     */
    record Copied(long packets, double seconds, boolean damaged) {}

    /**
     * Stops where a limit is exceeded: a header may promise less than what follows.
     *
     * @param longest seconds
     * @param most packets
     */
    static Copied copy(Input input, Path out, String format, Map<String, String> options, double longest, long most) {
        AVStream from = input.stream();
        double unit = av_q2d(from.time_base());
        long first = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        long packets = 0;
        long last = Long.MIN_VALUE;
        boolean damaged = false;
        try (Mp4Writer writer = new Mp4Writer(out, format, Map.of())) {
            AVStream to = writer.stream(from.codecpar(), from.time_base(), Map.of());
            writer.start(options);
            AVPacket packet = input.packet();
            while (packet != null) {
                long pts = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
                if (pts == AV_NOPTS_VALUE) {
                    throw new MediaException("Cannot copy", 0, "a packet without a time");
                }
                damaged |= (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
                first = Math.min(first, pts);
                end = Math.max(end, pts + Math.max(0, packet.duration()));
                packets++;
                if (packets > most || (end - first) * unit > longest) {
                    return new Copied(packets, (end - first) * unit, damaged);
                }
                // Times that do not grow would be refused.
                long dts = packet.dts() == AV_NOPTS_VALUE ? pts : packet.dts();
                packet.dts(dts <= last ? last + 1 : dts);
                last = packet.dts();
                packet.pts(Math.max(pts, packet.dts()));
                writer.write(packet, to, from.time_base());
                packet = input.packet();
            }
            writer.finish();
        }
        return new Copied(packets, packets == 0 ? 0 : (end - first) * unit, damaged);
    }
}
