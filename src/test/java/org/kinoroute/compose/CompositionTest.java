package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;

class CompositionTest {

    @TempDir
    Path folder;

    @Test
    void aChatWithoutBackgroundBecomesAVideoWithSound() throws Exception {
        FolderStore store = new FolderStore(folder.resolve("store"));
        TestVideo chat = new TestVideo(store);
        Composition composition = chat.build();
        Path video = Films.compose(composition, store, folder, ComposeProperties.defaults());
        Decoded decoded = Decoded.picture(video, chat.fps, number -> true);
        assertThat(decoded.width).isEqualTo(270);
        assertThat(decoded.height).isEqualTo(480);
        assertThat(decoded.format).isEqualTo(AV_PIX_FMT_YUV420P);
        assertThat(decoded.colorspace).isEqualTo(AVCOL_SPC_BT709);
        assertThat(decoded.range).isEqualTo(AVCOL_RANGE_MPEG);
        Timeline timeline = composition.timeline();
        assertThat(decoded.frameNumbers).hasSize(7);
        for (int i = 0; i < 6; i++) {
            long frame = timeline.frameAt(timeline.cues().get(i).start(), chat.fps);
            assertThat(decoded.frameNumbers.get(i + 1)).isEqualTo(frame);
            int x = TestVideo.mine(i) ? 200 : 60;
            int y = chat.height / 16 + chat.row() / 8 + i * (chat.row() + chat.row() / 8) + chat.row() / 2;
            close(decoded.at(frame, x, y), TestVideo.bubble(i));
        }
        assertThat(Files.size(video)).isPositive();
    }

    static void close(Color found, Color wanted) {
        assertThat(new int[] {found.getRed(), found.getGreen(), found.getBlue()})
                .as("%s should be %s", found, wanted)
                .satisfies(rgb -> {
                    assertThat(rgb[0]).isBetween(wanted.getRed() - 9, wanted.getRed() + 9);
                    assertThat(rgb[1]).isBetween(wanted.getGreen() - 9, wanted.getGreen() + 9);
                    assertThat(rgb[2]).isBetween(wanted.getBlue() - 9, wanted.getBlue() + 9);
                });
    }
}
