package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Problem;

/** What is said of photos and clips that cannot be used. */
class ProbeTest {

    @TempDir
    Path folder;

    private Path photo;
    private Path clip;

    @BeforeEach
    void begin() throws IOException {
        photo = Files.write(folder.resolve("photo.png"), TestShots.bytes(TestShots.filled(Color.RED, 40, 30), "png"));
        FolderStore store = new FolderStore(folder.resolve("store"));
        clip = store.fetch(TestBackgrounds.movingBars(store, 320, 240, 1.5));
    }

    @Test
    void whatIsGoodIsTold() {
        assertThat(Photos.probe(photo)).isEqualTo(new Backgrounds.Info(40, 30, 0, true));
        assertThat(Clips.probe(clip)).isEqualTo(new Backgrounds.Info(320, 240, 1.5, false));
    }

    @Test
    void aPhotoIsNoClipAndAClipIsNoPhoto() {
        assertThatThrownBy(() -> Photos.probe(clip))
                .isInstanceOf(Problem.class)
                .hasMessage(clip + ": is a video; a photo is a picture: PNG, JPEG or WebP");
        assertThatThrownBy(() -> Clips.probe(photo))
                .isInstanceOf(Problem.class)
                .hasMessage(photo + ": is a picture; a clip is a piece of video: MP4, WebM or MOV");
    }

    @Test
    void aClipThatIsTooLongIsToldTheLimit() {
        assertThatThrownBy(() -> Clips.probe(clip, 1))
                .isInstanceOf(Problem.class)
                .hasMessage(clip + ": lasts 1.5 seconds, and 1 are the most (kinoroute.compose.clip-seconds); cut it");
    }

    @Test
    void whatIsDamagedOrOfAnotherKindIsRefused() throws Exception {
        Path cut = Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(Files.readAllBytes(photo), 50));
        Path text = Files.writeString(folder.resolve("text.jpg"), "This is no photo. ".repeat(100));
        Path none = folder.resolve("none.jpg");
        Path renamed =
                Files.write(folder.resolve("bmp.png"), TestShots.bytes(TestShots.filled(Color.RED, 40, 30), "bmp"));
        Path moving =
                Files.write(folder.resolve("gif.png"), TestShots.bytes(TestShots.filled(Color.RED, 40, 30), "gif"));
        for (Path file : new Path[] {cut, text, none, renamed, moving}) {
            assertThatThrownBy(() -> Photos.probe(file))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageEndingWith("a photo is a picture: PNG, JPEG or WebP")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void aSmallFileWithMorePixelsThanFitIntoMemoryIsNotDecoded() throws Exception {
        Path bomb = Files.write(folder.resolve("bomb.png"), hugePng(40_000, 30_000));
        assertThat(Files.size(bomb)).isLessThan(2_000_000);
        assertThatThrownBy(() -> Photos.probe(bomb))
                .isInstanceOf(Problem.class)
                .hasMessage(bomb + ": has 1200 million pixels, and 100 million are the most; make it smaller");
        // Nor where nobody has asked before.
        assertThatThrownBy(() -> Pictures.read(bomb)).isInstanceOf(MediaException.class);
    }

    /** One bit a pixel, all black. */
    private static byte[] hugePng(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {1, 0, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            byte[] line = new byte[1 + width / 8];
            for (int y = 0; y < height; y++) {
                deflater.write(line);
            }
        }
        chunk(out, "IDAT", data.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        out.writeInt(content.length);
        byte[] name = type.getBytes();
        out.write(name);
        out.write(content);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt((int) crc.getValue());
    }
}
