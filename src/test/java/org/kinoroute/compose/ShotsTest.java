package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.compose.PhotoMotion.Way;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Box;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Shot;

class ShotsTest {

    private static final Color RED = new Color(200, 30, 30);
    private static final Color GREEN = new Color(30, 160, 60);

    @TempDir
    Path folder;

    private FolderStore store;
    private TestShots film;

    @BeforeEach
    void begin() {
        store = new FolderStore(folder.resolve("store"));
        film = new TestShots(store);
    }

    @Test
    void shotsFadeIntoEachOtherAndTheNextIsWholeAtItsVoicesFirstSample() {
        Composition composition =
                film.scene(film.flat(RED), 1).scene(film.flat(GREEN), 1).build();
        List<BufferedImage> frames = TestShots.frames(composition, store);
        int start = (int) TestShots.start(composition, 1);
        CompositionTest.close(at(frames, start, 100, 100), GREEN);
        CompositionTest.close(at(frames, start - 10, 100, 100), RED);
        CompositionTest.close(at(frames, start - 5, 100, 100), new Color(115, 95, 45));
        for (int i = start - 9; i < start; i++) {
            assertThat(at(frames, i, 100, 100).getGreen())
                    .isGreaterThan(at(frames, i - 1, 100, 100).getGreen());
        }
        CompositionTest.close(at(frames, 0, 100, 100), RED);
        CompositionTest.close(at(frames, frames.size() - 1, 100, 100), GREEN);
    }

    @Test
    void withoutATransitionItCutsAndEachStillIsEncodedOnce() {
        film.transition = 0;
        Composition composition =
                film.scene(film.flat(RED), 1).scene(film.flat(GREEN), 1).build();
        Decoded decoded = Decoded.picture(compose(composition, 20), TestShots.FPS, number -> true);
        assertThat(decoded.frameNumbers).containsExactly(0L, TestShots.start(composition, 1));
    }

    @Test
    void aPictureThatGoesOnDoesNotFadeAndItsMotionGoesOn() {
        Shot photo = film.photo(TestShots.spot(400, 700, 200, 350, 12), "left");
        Composition composition = film.scene(photo, 0.6).scene(photo, 0.6).build();
        ShotPlan plan = new ShotPlan(composition);
        assertThat(plan.pieces()).hasSize(1);
        assertThat(plan.pieces().get(0).to()).isEqualTo(composition.timeline().frames(TestShots.FPS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoom-in", "zoom-out", "left", "right", "up", "down"})
    void aPhotoMovesWithoutJitter(String motion) {
        int width = 420;
        int height = 640;
        Shot photo = film.photo(TestShots.spot(width, height, 230, 300, 9), motion);
        Composition composition = film.scene(photo, 2).build();
        List<BufferedImage> frames = TestShots.frames(composition, store);
        PhotoMotion ideal = new PhotoMotion(
                film.width,
                film.height,
                width,
                height,
                Way.valueOf(motion.replace('-', '_').toUpperCase()),
                (double) frames.size() / TestShots.FPS);
        for (int i = 0; i < frames.size(); i++) {
            PhotoMotion.View view = ideal.at((double) i / (frames.size() - 1));
            double x = view.left() + 230 * view.scale();
            double y = view.top() + 300 * view.scale();
            double[] found = TestShots.centre(frames.get(i), x, y, 35 * view.scale());
            assertThat(Math.hypot(found[0] - x, found[1] - y))
                    .as("frame %d at %.2f, %.2f", i, x, y)
                    .isLessThan(0.1);
        }
        PhotoMotion.View first = ideal.at(0);
        PhotoMotion.View last = ideal.at(1);
        switch (motion) {
            case "zoom-in" -> assertThat(last.scale()).isGreaterThan(1.04 * first.scale());
            case "zoom-out" -> assertThat(first.scale()).isGreaterThan(1.04 * last.scale());
            case "left" -> assertThat(last.left()).isGreaterThan(first.left() + 10);
            case "right" -> assertThat(last.left()).isLessThan(first.left() - 10);
            case "up" -> assertThat(last.top()).isGreaterThan(first.top() + 10);
            default -> assertThat(last.top()).isLessThan(first.top() - 10);
        }
    }

    @Test
    void aPhotoAlwaysFillsTheFrameToItsEdges() {
        for (String motion : new String[] {"zoom-in", "zoom-out", "left", "right", "up", "down", "none"}) {
            for (int[] size : new int[][] {{270, 480}, {900, 1300}, {333, 601}, {50, 70}}) {
                TestShots one = new TestShots(store);
                one.startBuffer = 0.1;
                one.endBuffer = 0.1;
                BufferedImage image = TestShots.filled(GREEN, size[0], size[1]);
                List<BufferedImage> frames = TestShots.frames(
                        one.scene(one.photo(image, motion), 0.5).build(), store);
                for (BufferedImage frame : frames) {
                    for (int[] corner : new int[][] {{0, 0}, {269, 0}, {0, 479}, {269, 479}, {135, 240}}) {
                        CompositionTest.close(new Color(frame.getRGB(corner[0], corner[1])), GREEN);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"800, 300, 270, 480", "300, 800, 480, 270"})
    void aPhotoOfQuiteAnotherShapeIsSeenAsAWholeBeforeItsOwnBlur(int width, int height, int across, int down) {
        film.width = across;
        film.height = down;
        BufferedImage image = TestShots.filled(GREEN, width, height);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.drawRect(0, 0, width - 1, height - 1);
        g.fillRect(0, 0, width / 8, height / 8);
        g.fillRect(width - width / 8, height - height / 8, width / 8, height / 8);
        g.dispose();
        Composition composition = film.scene(film.photo(image, "zoom-in"), 1).build();
        List<BufferedImage> frames = TestShots.frames(composition, store);
        double scale = Math.min((double) across / width, (double) down / height);
        int left = (int) (across - width * scale) / 2;
        int top = (int) (down - height * scale) / 2;
        int last = frames.size() - 1;
        CompositionTest.close(at(frames, last, left + 8, top + 8), Color.WHITE);
        CompositionTest.close(at(frames, last, across - left - 8, down - top - 8), Color.WHITE);
        CompositionTest.close(at(frames, last, across / 2, down / 2), GREEN);
        Color behind = at(frames, last, width > height ? across / 2 : 20, width > height ? 20 : down / 2);
        assertThat(behind.getGreen()).isBetween(60, 110);
        assertThat(behind.getRed()).isLessThan(60);
    }

    @Test
    void theWayOfAPhotoIsNeverThatOfThePhotoBefore() {
        for (long seed = 0; seed < 20; seed++) {
            film = new TestShots(store);
            film.seed = seed;
            for (int i = 0; i < 12; i++) {
                film.scene(i % 4 == 3 ? Shot.still("any") : TestShots.photo("photo-" + i, null), 1);
            }
            List<Way> ways = new ShotPlan(film.build())
                    .pieces().stream()
                            .filter(piece -> piece.shot().type() == Shot.Type.PHOTO)
                            .map(ShotPlan.Piece::way)
                            .toList();
            for (int i = 1; i < ways.size(); i++) {
                assertThat(ways.get(i)).isNotEqualTo(ways.get(i - 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPhotoIsTurnedAsItsCameraWasHeld(int orientation) {
        // Upright: red above, green below, with a white corner at the upper left.
        BufferedImage upright = TestShots.filled(RED, 270, 480);
        Graphics2D g = upright.createGraphics();
        g.setColor(GREEN);
        g.fillRect(0, 240, 270, 240);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 60, 60);
        g.dispose();
        boolean lying = orientation > 4;
        BufferedImage held = new BufferedImage(lying ? 480 : 270, lying ? 270 : 480, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 480; y++) {
            for (int x = 0; x < 270; x++) {
                int a = x;
                int b = y;
                // Where EXIF says that the upright pixel is stored.
                switch (orientation) {
                    case 2 -> a = 269 - x;
                    case 3 -> {
                        a = 269 - x;
                        b = 479 - y;
                    }
                    case 4 -> b = 479 - y;
                    case 5 -> {
                        a = y;
                        b = x;
                    }
                    case 6 -> {
                        a = y;
                        b = 269 - x;
                    }
                    case 7 -> {
                        a = 479 - y;
                        b = 269 - x;
                    }
                    case 8 -> {
                        a = 479 - y;
                        b = x;
                    }
                    default -> {}
                }
                held.setRGB(a, b, upright.getRGB(x, y));
            }
        }
        String key = "assets/held-" + orientation + ".jpg";
        store.put(key, TestShots.turned(held, orientation), "image/jpeg");
        List<BufferedImage> frames =
                TestShots.frames(film.scene(TestShots.photo(key, "none"), 0.2).build(), store);
        CompositionTest.close(at(frames, 0, 20, 20), Color.WHITE);
        CompositionTest.close(at(frames, 0, 200, 100), RED);
        CompositionTest.close(at(frames, 0, 200, 400), GREEN);
        assertThat(Photos.probe(store.fetch(key)).width()).isEqualTo(270);
    }

    @Test
    void aCutOutThingStandsBeforeWhiteAndWebpIsRead() throws Exception {
        BufferedImage image = TestVideo.image(270, 480);
        Graphics2D g = image.createGraphics();
        g.setColor(RED);
        g.fillRect(100, 200, 70, 80);
        g.dispose();
        store.put(
                "assets/cat.webp",
                Files.readAllBytes(Path.of("config/samples/pictures/cat-sticker.webp")),
                "image/webp");
        List<BufferedImage> frames = TestShots.frames(
                film.scene(film.photo(image, "none"), 0.2)
                        .scene(TestShots.photo("assets/cat.webp", "none"), 1)
                        .build(),
                store);
        CompositionTest.close(at(frames, 0, 10, 10), Color.WHITE);
        CompositionTest.close(at(frames, 0, 135, 240), RED);
        assertThat(at(frames, frames.size() - 1, 135, 240)).isNotEqualTo(at(frames, 0, 135, 240));
    }

    @Test
    void aClipBeginsWithItsSceneIsLoopedAndCut() {
        String key = TestBackgrounds.movingBars(store, 320, 240, 0.5);
        Composition composition = film.scene(film.flat(RED), 1)
                .scene(TestShots.clip(key), 1.4)
                .scene(film.flat(GREEN), 0.5)
                .build();
        List<BufferedImage> frames = TestShots.frames(composition, store);
        int start = (int) TestShots.start(composition, 1);
        for (int i : new int[] {0, 1, 7, 14, 15, 22, 29, 30, 37}) {
            CompositionTest.close(at(frames, start + i, 100, 100), TestBackgrounds.bar(i % 15));
        }
        CompositionTest.close(at(frames, (int) TestShots.start(composition, 2), 100, 100), GREEN);
    }

    @Test
    void aClipIsTurnedAsItsPhoneWasHeld() throws Exception {
        // Red on the left, green on the right, and the file says: a quarter turn clockwise.
        Path file = folder.resolve("clip.mp4");
        BufferedImage image = TestShots.filled(RED, 320, 240);
        Graphics2D g = image.createGraphics();
        g.setColor(GREEN);
        g.fillRect(160, 0, 160, 240);
        g.dispose();
        try (VideoEncoder encoder = new VideoEncoder(file, 320, 240, 30, 1, false, Map.of("crf", "4"));
                Planes planes = new Planes(320, 240)) {
            YuvPicture picture = new YuvPicture(320, 240, true);
            picture.convert(image.getRGB(0, 0, 320, 240, null, 0, 320), new Box(0, 0, 320, 240));
            planes.put(picture, 0, 0, 0, 0, 320, 240);
            for (int i = 0; i < 10; i++) {
                encoder.encode(planes.frame(), i);
            }
            encoder.finish(10);
        }
        byte[] bytes = Files.readAllBytes(file);
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 4;
        ByteBuffer.wrap(bytes, header + 40, 20)
                .putInt(0)
                .putInt(0x10000)
                .putInt(0)
                .putInt(-0x10000)
                .putInt(0);
        store.put("assets/held.mp4", bytes, "video/mp4");
        List<BufferedImage> frames = TestShots.frames(
                film.scene(TestShots.clip("assets/held.mp4"), 0.4).build(), store);
        CompositionTest.close(at(frames, 5, 135, 50), RED);
        CompositionTest.close(at(frames, 5, 135, 430), GREEN);
        assertThat(Clips.probe(store.fetch("assets/held.mp4")).width()).isEqualTo(240);
    }

    @Test
    void layersEnterOneAfterTheOtherAndStandBeforeHalfOfTheVoice() {
        Composition composition =
                film.scene(film.flat(RED), 0.5).scene(film.drawing(4), 4).build();
        List<BufferedImage> frames = TestShots.frames(composition, store);
        int start = (int) TestShots.start(composition, 1);
        int middle = film.height / 40;
        for (int layer = 0; layer < 4; layer++) {
            int y = film.barY(layer) + middle;
            // Until 45 % of 4 s the last one stands: the steps between them are 0.45 s.
            int enters = start + Math.round(layer * 13.5f);
            if (layer > 0) {
                CompositionTest.close(at(frames, enters - 2, 100, y), Color.BLUE);
            }
            assertThat(at(frames, enters + 2, 100, y).getRed()).isBetween(20, 250);
            CompositionTest.close(at(frames, enters + 15, 100, y), Color.WHITE);
        }
        CompositionTest.close(at(frames, start - 1, 100, film.barY(0) + middle), Color.BLUE);
        CompositionTest.close(at(frames, start + 54, 100, film.barY(3) + middle), Color.WHITE);
        // A layer rises: what is above it is reached in the end only, and what is below it is left.
        int below = film.barY(0) + film.height / 20 + 2;
        assertThat(at(frames, start + 1, 100, below).getRed()).isGreaterThan(20);
        CompositionTest.close(at(frames, start + 15, 100, below), Color.BLUE);
    }

    @Test
    void withoutMotionPhotosStandAndDrawingsAreWhole() {
        film.motion = false;
        film.transition = 0;
        Composition composition = film.scene(film.drawing(3), 1)
                .scene(film.photo(TestShots.spot(400, 700, 200, 350, 12), "left"), 1)
                .build();
        Decoded decoded = Decoded.picture(compose(composition, 20), TestShots.FPS, number -> true);
        assertThat(decoded.frameNumbers).containsExactly(0L, TestShots.start(composition, 1));
        CompositionTest.close(decoded.at(0, 100, film.barY(2) + film.height / 40), Color.WHITE);
    }

    @Test
    void aShortVoiceHasAllLayersInTheEnd() {
        Composition composition =
                film.scene(film.drawing(6), 0.8).scene(film.flat(RED), 1).build();
        ShotPlan.Piece piece = new ShotPlan(composition).pieces().get(0);
        assertThat(piece.layers().last()).isLessThanOrEqualTo(15 + 24);
        film = new TestShots(store);
        piece = new ShotPlan(film.scene(film.drawing(1), 0.1).build()).pieces().get(0);
        assertThat(piece.layers().entered(0, piece.moment(15 + 14))).isEqualTo(1);
    }

    @Test
    void aSegmentByItselfHasTheSameFramesAsTheWholeFilm() {
        String key = TestBackgrounds.movingBars(store, 320, 240, 0.7);
        Composition composition = film.scene(film.photo(TestShots.spot(400, 700, 220, 380, 12), null), 0.6)
                .scene(TestShots.clip(key), 0.6)
                .scene(TestShots.clip(key), 0.6)
                .scene(film.drawing(5), 0.7)
                .scene(film.photo(TestShots.spot(900, 500, 450, 250, 30), null), 0.6)
                .scene(film.flat(RED), 0.6)
                .build();
        List<BufferedImage> whole = TestShots.frames(composition, store);
        Backgrounds backgrounds = new Backgrounds(store, CompositionTest.properties(20));
        SegmentPlan plan = SegmentPlan.of(composition, 0.1);
        assertThat(plan.segments()).hasSize(7);
        for (SegmentPlan.Segment segment : plan.segments()) {
            try (FrameComposer composer = new FrameComposer(composition, store, backgrounds, Progress.NONE)) {
                for (long i = segment.from(); i < segment.to(); i++) {
                    BufferedImage frame = Decoded.image(composer.draw(composer.look(i), null));
                    assertThat(same(frame, whole.get((int) i)))
                            .as("frame %d", i)
                            .isTrue();
                }
            }
        }
        // The encoder adds its own noise, and no more than that.
        Decoded one = Decoded.picture(compose(composition, 1000), TestShots.FPS, number -> true);
        Decoded many = Decoded.picture(compose(composition, 0.1), TestShots.FPS, number -> true);
        assertThat(one.frameNumbers).hasSize(whole.size()).isEqualTo(many.frameNumbers);
        for (long frame : one.frameNumbers) {
            CompositionTest.close(one.at(frame, 50, 100), many.at(frame, 50, 100));
        }
    }

    @Test
    void chatAndShotsFadeIntoEachOtherAndTheChatComesBackUnharmed() {
        TestVideo chat = new TestVideo(store);
        chat.messages = 3;
        film.chat = chat.layout();
        film.transition = 0.3;
        Composition composition =
                film.scene(null, 1).scene(film.flat(GREEN), 1).scene(null, 1).build();
        List<BufferedImage> frames = TestShots.frames(composition, store);
        int shot = (int) TestShots.start(composition, 1);
        int back = (int) TestShots.start(composition, 2);
        CompositionTest.close(at(frames, shot - 10, 135, 10), TestVideo.TOP);
        CompositionTest.close(at(frames, shot, 135, 10), GREEN);
        Color half = at(frames, shot - 5, 135, 10);
        assertThat(half.getGreen()).isBetween(TestVideo.TOP.getGreen() + 10, GREEN.getGreen() - 10);
        CompositionTest.close(at(frames, back - 10, 135, 200), GREEN);
        CompositionTest.close(at(frames, back, 135, 10), TestVideo.TOP);
        CompositionTest.close(at(frames, back, 265, 400), TestVideo.WALLPAPER);
        CompositionTest.close(at(frames, back + 1, 135, 470), TestVideo.BOTTOM);
    }

    @Test
    void theThumbnailIsTheFirstShotWithAllItsLayers() {
        Composition composition =
                film.scene(film.drawing(4), 3).scene(film.flat(RED), 1).build();
        Path jpg = folder.resolve("thumbnail.jpg");
        new Thumbnail(store, new Backgrounds(store, CompositionTest.properties(20))).write(composition, jpg);
        Picture picture = Pictures.read(jpg);
        int y = film.barY(3) + film.height / 40;
        CompositionTest.close(new Color(picture.argb[y * film.width + 100]), Color.WHITE);
    }

    private Path compose(Composition composition, double segmentSeconds) {
        return Films.compose(
                composition,
                store,
                folder.resolve("film" + segmentSeconds),
                CompositionTest.properties(segmentSeconds));
    }

    private static Color at(List<BufferedImage> frames, int frame, int x, int y) {
        return new Color(frames.get(frame).getRGB(x, y));
    }

    private static boolean same(BufferedImage one, BufferedImage other) {
        return java.util.Arrays.equals(Decoded.pixels(one), Decoded.pixels(other));
    }
}
