package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.FieldProblem;
import org.springframework.util.unit.DataSize;

/** Files that people hand in: what is taken of them, and what is said of those that cannot be used. */
class UploadsTest {

    private static final String SECRET = "GPS -23.5505 -46.6333";

    @TempDir
    Path folder;

    private final Uploads uploads = new Uploads(UploadProperties.defaults());
    private final List<Upload> taken = new ArrayList<>();

    @AfterEach
    void discard() {
        taken.forEach(uploads::discard);
    }

    private Upload kept(Upload upload) {
        taken.add(upload);
        return upload;
    }

    @Test
    void aPictureIsKnownByItsContentAndEncodedAnew() throws IOException {
        BufferedImage red = TestShots.filled(Color.RED, 64, 32);
        Path png = write("wrong.jpeg", TestShots.bytes(red, "png"));

        Upload taken = kept(uploads.picture("images[0]", "wrong.jpeg", png));

        assertThat(taken.contentType()).isEqualTo("image/png");
        assertThat(taken.key("library")).matches("library/[0-9a-f]{64}\\.png");
        assertThat(taken.width()).isEqualTo(64);
        assertThat(taken.height()).isEqualTo(32);
        assertThat(taken.file()).isNotEqualTo(png);
        assertThat(new Color(read(taken).getRGB(20, 20))).isEqualTo(Color.RED);
    }

    @Test
    void aPictureKeepsItsTransparency() throws IOException {
        BufferedImage clear = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(5, 5, 0x80ff0000);
        Upload taken = kept(uploads.picture("image", "a.png", write("a.png", TestShots.bytes(clear, "png"))));
        assertThat(read(taken).getRGB(5, 5)).isEqualTo(0x80ff0000);
        assertThat(read(taken).getRGB(6, 6) >>> 24).isZero();
    }

    @Test
    void aPhotoIsTurnedUprightAndForgetsWhereItWasTaken() throws IOException {
        BufferedImage lying = TestShots.filled(Color.BLUE, 80, 40);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 20; x++) {
                lying.setRGB(x, y, Color.YELLOW.getRGB());
            }
        }
        byte[] photo = withExif(TestShots.bytes(lying, "jpg"), 6);
        assertThat(text(photo)).contains(SECRET);

        Upload taken = kept(uploads.picture("image", "photo.jpg", write("photo.jpg", photo)));

        assertThat(taken.width()).isEqualTo(40);
        assertThat(taken.height()).isEqualTo(80);
        assertThat(text(Files.readAllBytes(taken.file())))
                .doesNotContain(SECRET)
                .doesNotContain("Exif");
        BufferedImage upright = read(taken);
        assertThat(upright.getWidth()).isEqualTo(40);
        // Orientation 6: what was on the left is on top.
        assertThat(new Color(upright.getRGB(20, 5)).getBlue()).isLessThan(60);
        assertThat(new Color(upright.getRGB(20, 70)).getBlue()).isGreaterThan(200);
    }

    @Test
    void whatElseAFileIsGoesAway() throws IOException {
        byte[] jpeg = TestShots.bytes(TestShots.filled(Color.GREEN, 40, 40), "jpg");
        byte[] script = "<html><script>alert(document.domain)</script></html>".getBytes(StandardCharsets.UTF_8);
        byte[] zip = zip("evil.class", new byte[5000]);
        byte[] polyglot = join(jpegComment(jpeg, script), zip);

        Upload taken = kept(uploads.picture("image", "both.jpg", write("both.jpg", polyglot)));

        assertThat(text(Files.readAllBytes(taken.file())))
                .doesNotContain("<script")
                .doesNotContain("PK\u0003\u0004")
                .doesNotContain("evil.class");
        assertThat(new Color(read(taken).getRGB(9, 9)).getGreen()).isGreaterThan(200);

        // The other way round: what begins as a page is a page.
        refused(
                () -> uploads.picture("image", "page.jpg", write("page.jpg", join(script, jpeg))),
                "page.jpg is a web page; save it as PNG, JPEG or WebP");
    }

    @Test
    void whatIsNoPictureIsToldWhatItIs() throws IOException {
        byte[] gif = TestShots.bytes(TestShots.filled(Color.RED, 40, 30), "gif");
        refused(
                () -> uploads.picture("image", "cat.png", write("cat.png", gif)),
                "cat.png is a GIF picture; save it as PNG, JPEG or WebP");
        byte[] svg =
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".getBytes();
        refused(
                () -> uploads.picture("image", "a.png", write("a.svg", svg)),
                "a.png is an SVG drawing; save it as PNG, JPEG or WebP");
        refused(
                () -> uploads.picture("image", "a.zip", write("a.zip", zip("zeros", new byte[50_000_000]))),
                "a.zip is a ZIP archive; save it as PNG, JPEG or WebP");
        refused(
                () -> uploads.picture("image", "a.gz", write("a.gz", gzip(new byte[50_000_000]))),
                "a.gz is a compressed file; save it as PNG, JPEG or WebP");
        refused(
                () -> uploads.picture("image", "", write("nothing", new byte[0])),
                "the file is empty; save it as PNG, JPEG or WebP");
        refused(
                () -> uploads.picture("image", "note.png", write("note", "Hello".getBytes())),
                "note.png is of a kind that is not known; save it as PNG, JPEG or WebP");
    }

    @Test
    void aHostileNameIsShownHarmlessly() {
        assertThatThrownBy(() ->
                        uploads.picture("image", "a\r\nSet-Cookie: x\u202e" + "y".repeat(300), write("x", new byte[1])))
                .hasMessageMatching("aSet-Cookie: xy{30,60}… is of a kind that is not known; .*");
    }

    @Test
    void aBombIsNotDecoded() throws IOException {
        byte[] bomb = png(60_000, 60_000, new byte[] {1, 0, 0, 0, 0}, 60_000);
        assertThat(bomb.length).isLessThan(2_000_000);
        refused(
                () -> uploads.picture("image", "bomb.png", write("bomb.png", bomb)),
                "bomb.png has 60000x60000 pixels, and 50 million are the most; scale it down");
        // Text that would unpack to gigabytes is not unpacked: it is not looked at.
        byte[] small = TestShots.bytes(TestShots.filled(Color.RED, 40, 30), "png");
        byte[] text = join("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1), deflated(300_000_000));
        Upload taken = kept(uploads.picture("image", "text.png", write("text.png", insertChunk(small, "zTXt", text))));
        assertThat(Files.size(taken.file())).isLessThan(5000);
    }

    @Test
    void anAnimationIsNoPicture() throws IOException {
        byte[] png = TestShots.bytes(TestShots.filled(Color.RED, 40, 30), "png");
        refused(
                () -> uploads.picture("image", "a.png", write("a.png", insertChunk(png, "acTL", new byte[8]))),
                "a.png is an animation; save one of its pictures, or a video");
    }

    @Test
    void aTruncatedPictureIsRefused() throws IOException {
        BufferedImage noise = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40_000; i++) {
            noise.setRGB(i % 200, i / 200, i * 7919);
        }
        for (String kind : new String[] {"png", "jpg"}) {
            byte[] whole = TestShots.bytes(noise, kind);
            for (int part : new int[] {10, 40, whole.length / 2, whole.length - 20}) {
                Path cut = write("cut." + kind, Arrays.copyOf(whole, part));
                refused(
                        () -> uploads.picture("image", "cut", cut),
                        "cut is a broken picture; save it anew as PNG, JPEG or WebP");
            }
        }
    }

    @Test
    void aPictureThatIsTooLargeAsAFileIsRefused() throws IOException {
        Path png = write("a.png", TestShots.bytes(TestShots.filled(Color.RED, 400, 300), "png"));
        UploadProperties d = UploadProperties.defaults();
        Uploads strict = new Uploads(new UploadProperties(
                DataSize.ofBytes(100),
                d.picturePixels(),
                d.videoSize(),
                d.videoPixels(),
                d.videoFrames(),
                d.clipTime(),
                d.backgroundTime(),
                d.soundSize(),
                d.musicTime(),
                d.voiceTime()));
        assertThatThrownBy(() -> strict.picture("image", "a.png", png)).hasMessageEndingWith("make it smaller");
    }

    @Test
    void aClipLosesItsSoundAndItsPlace() throws IOException {
        Path film = film(2, Map.of("location", "-23.5505-046.6333/", "comment", SECRET));
        assertThat(text(Files.readAllBytes(film))).contains(SECRET).contains("-23.5505");

        Upload taken = kept(uploads.clip("images[1]", "film.mov", film));

        assertThat(taken.contentType()).isEqualTo("video/mp4");
        assertThat(taken.seconds()).isBetween(1.9, 2.1);
        assertThat(taken.width()).isEqualTo(160);
        assertThat(text(Files.readAllBytes(taken.file())))
                .doesNotContain(SECRET)
                .doesNotContain("-23.5505");
        try (Input input = new Input(taken.file(), AVMEDIA_TYPE_VIDEO, Map.of()).decode(1)) {
            assertThat(input.container().nb_streams()).isEqualTo(1);
            int frames = 0;
            while (input.frame() != null) {
                frames++;
            }
            assertThat(frames).isEqualTo(60);
        }
        // A shot of a product is either.
        assertThat(kept(uploads.shot("images[1]", "film", film)).contentType()).isEqualTo("video/mp4");
        assertThat(uploads.thumbnail(taken.file())).startsWith(0xff, 0xd8, 0xff);
    }

    @Test
    void aClipThatIsTooLongIsRefusedByItsHeaderAlone() throws IOException {
        byte[] film = Files.readAllBytes(film(1, Map.of()));
        // Three hours, in the movie's and the track's own headers.
        byte[] long3h = withDuration(film, 3 * 3600);
        refused(
                () -> uploads.clip("images[0]", "film.mp4", write("long.mp4", long3h)),
                "film.mp4 lasts 10800 seconds, and 60 are the most; cut it");
    }

    @Test
    void aHeaderThatPromisesLessThanFollowsDoesNotHelp() throws IOException {
        Path film = film(3, Map.of());
        UploadProperties d = UploadProperties.defaults();
        Uploads few = new Uploads(new UploadProperties(
                d.pictureSize(),
                d.picturePixels(),
                d.videoSize(),
                d.videoPixels(),
                50,
                d.clipTime(),
                d.backgroundTime(),
                d.soundSize(),
                d.musicTime(),
                d.voiceTime()));
        refused(() -> few.clip("image", "film", film), "film has more than 50 pictures; cut it");
        Uploads small = new Uploads(new UploadProperties(
                d.pictureSize(),
                d.picturePixels(),
                d.videoSize(),
                10_000,
                50,
                Duration.ofSeconds(1),
                d.backgroundTime(),
                d.soundSize(),
                d.musicTime(),
                d.voiceTime()));
        assertThatThrownBy(() -> small.clip("image", "film", film)).hasMessageStartingWith("film has 160x120 pixels");
    }

    @Test
    void aTruncatedClipIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(film(2, Map.of()));
        for (double part : new double[] {0.1, 0.5}) {
            Path cut = write("cut.mp4", Arrays.copyOf(whole, (int) (whole.length * part)));
            refused(
                    () -> uploads.clip("image", "cut.mp4", cut),
                    "cut.mp4 is a broken video; save it anew as MP4, WebM or MOV");
        }
    }

    @Test
    void aPictureIsNoClipAndAPlaylistIsNothing() throws IOException {
        Path png = write("a.png", TestShots.bytes(TestShots.filled(Color.RED, 40, 30), "png"));
        refused(() -> uploads.clip("image", "a.mp4", png), "a.mp4 is a PNG picture; save it as MP4, WebM or MOV");
        Path list = write("a.mp4", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n".getBytes());
        refused(
                () -> uploads.background("file", "a.mp4", list),
                "a.mp4 is of a kind that is not known; save it as MP4, WebM or MOV, or PNG, JPEG or WebP");
    }

    @Test
    void aSoundIsCopiedWithoutWhatIsWrittenInIt() throws IOException {
        byte[] wav = TestVideo.beep(48_000, 24_000, 440);
        byte[] info =
                join("LIST".getBytes(), le(4 + 8 + 22), "INFOICMT".getBytes(), le(22), (SECRET + "\0").getBytes());
        byte[] tagged = join(wav, info);
        ByteBuffer.wrap(tagged).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(4, tagged.length - 8);

        Upload taken = kept(uploads.music("file", "song.mp3", write("song.mp3", tagged)));

        assertThat(taken.contentType()).isEqualTo("audio/wav");
        assertThat(taken.seconds()).isBetween(1.99, 2.01);
        assertThat(text(Files.readAllBytes(taken.file()))).doesNotContain(SECRET);
        try (Input input = new Input(taken.file(), AVMEDIA_TYPE_AUDIO, Map.of())) {
            assertThat(input.container().metadata())
                    .satisfiesAnyOf(none -> assertThat(none).isNull(), none -> assertThat(none.isNull())
                            .isTrue());
        }
        refused(
                () -> uploads.music("file", "song.wav", write("x", "fLaC0000".getBytes())),
                "song.wav is a FLAC sound; save it as WAV, MP3 or OGG");
        refused(
                () -> uploads.voice("file", "song.wav", write("x", Arrays.copyOf(wav, 30))),
                "song.wav is a broken sound; save it anew as WAV, MP3 or OGG");
        refused(
                () -> uploads.voice("file", "long.wav", write("long.wav", TestVideo.beep(8_000 * 150, 8_000, 440))),
                "long.wav lasts 150 seconds, and 120 are the most; cut it");
    }

    private void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(FieldProblem.class).hasMessage(message);
    }

    private Path write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path film(double seconds, Map<String, String> metadata) throws IOException {
        FolderStore store = new FolderStore(folder.resolve("store-" + seconds + metadata.size()));
        Path bars = store.fetch(TestBackgrounds.movingBars(store, 160, 120, seconds));
        Path wav = write("beep.wav", TestVideo.beep((int) (24_000 * seconds), 24_000, 440));
        Path film = folder.resolve("film.mov");
        // A film as a camera makes it: picture, sound, place and comment.
        try (Input picture = new Input(bars, AVMEDIA_TYPE_VIDEO, Map.of());
                Input sound = new Input(wav, AVMEDIA_TYPE_AUDIO, Map.of());
                Mp4Writer writer = new Mp4Writer(film, "mov", metadata)) {
            AVStream video =
                    writer.stream(picture.stream().codecpar(), picture.stream().time_base(), Map.of());
            AVStream audio =
                    writer.stream(sound.stream().codecpar(), sound.stream().time_base(), Map.of());
            writer.start(Map.of("movflags", "use_metadata_tags"));
            for (var packet = picture.packet(); packet != null; packet = picture.packet()) {
                writer.write(packet, video, picture.stream().time_base());
            }
            for (var packet = sound.packet(); packet != null; packet = sound.packet()) {
                writer.write(packet, audio, sound.stream().time_base());
            }
            writer.finish();
        }
        return film;
    }

    private static byte[] withDuration(byte[] mp4, int seconds) {
        byte[] copy = mp4.clone();
        ByteBuffer bytes = ByteBuffer.wrap(copy);
        for (int i = 0; i < copy.length - 40; i++) {
            String type = new String(copy, i, 4, StandardCharsets.ISO_8859_1);
            if (type.equals("mvhd") || type.equals("mdhd")) {
                bytes.putInt(i + 20, seconds * bytes.getInt(i + 16));
            } else if (type.equals("elst")) {
                bytes.putInt(i + 12, seconds * 1000);
            } else if (type.equals("stts")) {
                bytes.putInt(i + 16, seconds * bytes.getInt(i + 16));
            }
        }
        return copy;
    }

    private static BufferedImage read(Upload upload) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(upload.file())));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] withExif(byte[] jpeg, int orientation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] secret = SECRET.getBytes();
        out.write("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1));
        out.writeInt(8);
        out.writeShort(2);
        out.writeShort(0x010e);
        out.writeShort(2);
        out.writeInt(secret.length);
        out.writeInt(38);
        out.writeShort(0x0112);
        out.writeShort(3);
        out.writeInt(1);
        out.writeShort(orientation);
        out.writeShort(0);
        out.writeInt(0);
        out.write(secret);
        return jpegSegment(jpeg, 0xe1, bytes.toByteArray());
    }

    private static byte[] jpegComment(byte[] jpeg, byte[] comment) {
        return jpegSegment(jpeg, 0xfe, comment);
    }

    private static byte[] jpegSegment(byte[] jpeg, int marker, byte[] content) {
        byte[] head = {
            (byte) 0xff,
            (byte) 0xd8,
            (byte) 0xff,
            (byte) marker,
            (byte) (content.length + 2 >> 8),
            (byte) (content.length + 2)
        };
        return join(head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] insertChunk(byte[] png, String type, byte[] content) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk(new DataOutputStream(chunk), type, content);
        return join(Arrays.copyOf(png, 33), chunk.toByteArray(), Arrays.copyOfRange(png, 33, png.length));
    }

    private static byte[] png(int width, int height, byte[] kind, int lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13).putInt(width).putInt(height).put(kind).array());
        chunk(out, "IDAT", deflated((1 + width / 8) * (long) lines));
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

    private static byte[] deflated(long zeros) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(data, new Deflater(1))) {
            byte[] some = new byte[1_000_000];
            for (long left = zeros; left > 0; left -= some.length) {
                out.write(some, 0, (int) Math.min(some.length, left));
            }
        }
        return data.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] le(int value) {
        return ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
