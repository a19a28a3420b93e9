package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;
import static org.kinoroute.compose.Ffmpeg.check;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Encodes single pictures; nothing is written but the picture. */
final class StillWriter {

    private StillWriter() {}

    /**
     * @param frame full range, in a format of JPEG's
     * @param quality from 2 (best) to 31
     */
    static byte[] jpeg(AVFrame frame, int quality) {
        return encode(frame, AV_CODEC_ID_MJPEG, quality, "Cannot encode JPEG");
    }

    /** @param frame in a format of PNG's */
    static byte[] png(AVFrame frame) {
        return encode(frame, AV_CODEC_ID_PNG, 0, "Cannot encode PNG");
    }

    private static byte[] encode(AVFrame frame, int codecId, int quality, String what) {
        AVCodec codec = avcodec_find_encoder(codecId);
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        AVPacket packet = av_packet_alloc();
        // What hangs on a picture that was read (place, camera, profile) would be written beside it.
        while (frame.nb_side_data() > 0) {
            av_frame_remove_side_data(frame, frame.side_data(0).type());
        }
        try {
            encoder.width(frame.width());
            encoder.height(frame.height());
            encoder.pix_fmt(frame.format());
            encoder.time_base(Ffmpeg.rational(1, 1));
            encoder.flags(encoder.flags() | AV_CODEC_FLAG_BITEXACT);
            encoder.thread_count(1);
            if (quality > 0) {
                encoder.color_range(AVCOL_RANGE_JPEG);
                encoder.flags(encoder.flags() | AV_CODEC_FLAG_QSCALE);
                encoder.global_quality(FF_QP2LAMBDA * quality);
                frame.quality(FF_QP2LAMBDA * quality);
            }
            check(avcodec_open2(encoder, codec, (AVDictionary) null), what);
            check(avcodec_send_frame(encoder, frame), what);
            check(avcodec_receive_packet(encoder, packet), what);
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            return bytes;
        } finally {
            av_packet_free(packet);
            avcodec_free_context(encoder);
        }
    }
}
