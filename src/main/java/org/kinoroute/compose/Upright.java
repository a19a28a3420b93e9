package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a picture is to be turned before it is shown, as cameras and phones ask for beside it.
 *
 * @param filters of FFmpeg, to be applied in order
 * @param lying whether width and height change places
 */
record Upright(List<String> filters, boolean lying) {

    static Upright of(AVFrame frame) {
        AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull()) {
            return new Upright(List.of(), false);
        }
        IntPointer matrix = new IntPointer(data.data());
        double degrees = -av_display_rotation_get(matrix);
        int turns = Double.isNaN(degrees) ? 0 : (int) Math.floorMod(Math.round(degrees / 90), 4L);
        return switch (turns) {
            case 1 -> new Upright(List.of(matrix.get(3) > 0 ? "transpose=cclock_flip" : "transpose=clock"), true);
            case 3 -> new Upright(List.of(matrix.get(3) < 0 ? "transpose=clock_flip" : "transpose=cclock"), true);
            default -> {
                boolean mirrored = matrix.get(0) < 0;
                boolean upsideDown = matrix.get(4) < 0;
                yield new Upright(
                        mirrored && upsideDown
                                ? List.of("hflip", "vflip")
                                : mirrored ? List.of("hflip") : upsideDown ? List.of("vflip") : List.of(),
                        false);
            }
        };
    }
}
