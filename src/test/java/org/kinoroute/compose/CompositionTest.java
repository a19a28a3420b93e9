package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline;

class CompositionTest {

    private static final int TOLERANCE = 10;

    @TempDir
    Path folder;

    private FolderStore store;
    private TestVideo chat;

    @BeforeEach
    void begin() {
        store = new FolderStore(folder.resolve("store"));
        chat = new TestVideo(store);
    }

    @Test
    void aChatWithoutBackgroundHasOnePictureForEachMessageAtExactlyItsTime() {
        Composition composition = chat.build();
        Decoded decoded = Decoded.picture(compose(composition), chat.fps, number -> true);
        assertThat(decoded.width).isEqualTo(270);
        assertThat(decoded.height).isEqualTo(480);
        assertThat(decoded.format).isEqualTo(AV_PIX_FMT_YUV420P);
        assertThat(decoded.colorspace).isEqualTo(AVCOL_SPC_BT709);
        assertThat(decoded.range).isEqualTo(AVCOL_RANGE_MPEG);
        assertThat(decoded.frameNumbers).hasSize(7).startsWith(0L);
        for (int i = 0; i < 6; i++) {
            long frame = start(composition, i);
            assertThat(decoded.frameNumbers.get(i + 1)).isEqualTo(frame);
            close(decoded.at(frame, bubbleX(i), rowY(i)), TestVideo.bubble(i));
            close(decoded.at(i == 0 ? 0 : start(composition, i - 1), bubbleX(i), rowY(i)), TestVideo.WALLPAPER);
        }
        close(decoded.at(0, 135, 10), TestVideo.TOP);
        close(decoded.at(0, 135, 470), TestVideo.BOTTOM);
    }

    @Test
    void aStillVideoIsExactlyAsLongAsItsTimeline() {
        Composition composition = chat.build();
        Path video = compose(composition);
        long frames = composition.timeline().frames(chat.fps);
        try (Input input = new Input(video, AVMEDIA_TYPE_VIDEO, Map.of("ignore_editlist", "1"))) {
            assertThat(input.stream().duration() * chat.fps)
                    .isEqualTo(frames * input.stream().time_base().den());
        }
        try (Input input = new Input(video, AVMEDIA_TYPE_AUDIO, Map.of())) {
            assertThat(input.stream().start_time()).isZero();
        }
        assertThat(LongStream.of(samples(video)).sum())
                .isBetween(
                        composition.timeline().samples(), composition.timeline().samples() + 1023);
    }

    @Test
    void overAMovingBackgroundEveryFrameIsThereAndThePanelIsOpaque() {
        chat.background = TestBackgrounds.movingBars(store, 320, 240, 1.5);
        Composition composition = chat.build();
        Decoded decoded = Decoded.picture(compose(composition), chat.fps, number -> number % 5 == 0 || number < 90);
        int frames = (int) composition.timeline().frames(chat.fps);
        assertThat(decoded.frameNumbers)
                .containsExactlyElementsOf(
                        IntStream.range(0, frames).mapToObj(i -> (long) i).toList());
        long first = start(composition, 0);
        close(decoded.at(first, panelX() + bubbleX(0) * 4 / 5, 10 + rowY(0)), TestVideo.bubble(0));
        close(decoded.at(first - 1, panelX() + bubbleX(0) * 4 / 5, 10 + rowY(0)), TestVideo.WALLPAPER);
        // The background moves on below the panel, is looped, and rounds the panel's corners off.
        close(decoded.at(10, 135, 400), TestBackgrounds.bar(10));
        close(decoded.at(50, 135, 400), TestBackgrounds.bar(50 % 45));
        close(decoded.at(50, panelX(), 10), TestBackgrounds.bar(5));
        close(decoded.at(50, panelX() + 108, 14), TestVideo.TOP);
    }

    @Test
    void withMotionABubblePopsInBeforeItsVoiceAndIsWholeAtItsFirstSample() {
        chat.motion = true;
        chat.background = TestBackgrounds.movingBars(store, 320, 240, 1.5);
        Composition composition = chat.build();
        Decoded decoded = Decoded.picture(compose(composition), chat.fps, number -> number < 200);
        for (int i = 0; i < 3; i++) {
            long frame = start(composition, i);
            int x = panelX() + bubbleX(i) * 4 / 5;
            close(decoded.at(frame, x, 10 + rowY(i)), TestVideo.bubble(i));
            Color before = decoded.at(frame - 7, x, 10 + rowY(i));
            assertThat(distance(before, TestVideo.bubble(i))).isGreaterThan(3 * TOLERANCE);
        }
        // Message 1 is the other's: it is typed in the pause before, and the header says so.
        long pop = start(composition, 1) - 6;
        close(decoded.at(pop - 1, panelX() + 25, 10 + rowY(1)), TestVideo.TYPING);
        close(decoded.at(pop - 1, panelX() + 108, 20), TestVideo.TOP.brighter());
        close(decoded.at(pop + 1, panelX() + 108, 20), TestVideo.TOP);
    }

    @Test
    void groupsStartOverWithAnEmptyList() {
        chat.group = 2;
        Composition composition = chat.build();
        Decoded decoded = Decoded.picture(compose(composition), chat.fps, number -> true);
        long frame = start(composition, 2);
        close(decoded.at(frame, bubbleX(2), rowY(0)), TestVideo.bubble(2));
        close(decoded.at(frame, bubbleX(2), rowY(1)), TestVideo.WALLPAPER);
        close(decoded.at(start(composition, 1), bubbleX(1), rowY(1)), TestVideo.bubble(1));
    }

    @Test
    void theNewestMessageStaysInViewWhenTheListIsLongerThanTheWindow() {
        chat.messages = 20;
        chat.voice = 0.3;
        Composition composition = chat.build();
        long last = start(composition, 19);
        Decoded decoded = Decoded.picture(compose(composition), chat.fps, number -> number == last);
        int y = chat.height - chat.height / 20 - chat.row() / 8 - chat.row() / 2;
        close(decoded.at(last, bubbleX(19), y), TestVideo.bubble(19));
        close(decoded.at(last, bubbleX(18), y - chat.row() - chat.row() / 8), TestVideo.bubble(18));
    }

    @Test
    void aMessageHigherThanTheWindowStartsAtItsTopAndScrollsToItsEnd() {
        for (boolean motion : new boolean[] {false, true}) {
            store = new FolderStore(folder.resolve("store" + motion));
            chat = new TestVideo(store);
            chat.motion = motion;
            chat.rowHeight = 600;
            chat.messages = 1;
            chat.voice = 3;
            Composition composition = chat.build();
            ChatMotion view = new ChatMotion(composition, PanelShape.of(composition.settings(), composition.chat()));
            long start = start(composition, 0);
            int padding = composition.chat().paddingTop();
            int window = chat.height - chat.height / 16 - chat.height / 20;
            assertThat(view.at(start).offset()).isEqualTo(padding);
            assertThat(view.at(start + 88).offset()).isEqualTo(window - padding - 600);
        }
    }

    @Test
    void captionsHighlightTheWordThatIsSpoken() {
        chat.captions = true;
        Composition composition = chat.build();
        Decoded decoded = Decoded.picture(compose(composition), chat.fps, number -> true);
        long frame = start(composition, 0);
        long second = composition.timeline().frameAt(48_000 + Math.round(0.8 / 3 * 48_000), chat.fps);
        int y = chat.height * 9 / 10;
        close(decoded.at(frame, 90, y), TestVideo.SPOKEN);
        close(decoded.at(frame, 135, y), TestVideo.CAPTION);
        close(decoded.at(second, 90, y), TestVideo.CAPTION);
        close(decoded.at(second, 135, y), TestVideo.SPOKEN);
        close(decoded.at(0, 135, y), TestVideo.WALLPAPER);
    }

    @Test
    void thirtySegmentsAreTheSameFramesAsOneAndTimesNeverGoBack() {
        chat.messages = 30;
        chat.voice = 0.25;
        chat.pause = 0.1;
        chat.background = TestBackgrounds.movingBars(store, 320, 240, 1.5);
        Composition composition = chat.build();
        List<Decoded> films = new ArrayList<>();
        List<List<Long>> heard = new ArrayList<>();
        List<List<Long>> shown = new ArrayList<>();
        for (double seconds : new double[] {0.1, 1000}) {
            ComposeProperties properties = properties(seconds);
            Path work = folder.resolve("film" + seconds);
            Path video = Films.compose(composition, store, work, properties);
            films.add(Decoded.picture(video, chat.fps, number -> true));
            monotonic(video);
            heard.add(times(video, AVMEDIA_TYPE_AUDIO));
            shown.add(times(video, AVMEDIA_TYPE_VIDEO));
        }
        assertThat(SegmentPlan.of(composition, 0.1).segments()).hasSize(31);
        assertThat(films.get(0).frameNumbers).isEqualTo(films.get(1).frameNumbers);
        assertThat(heard.get(0)).isEqualTo(heard.get(1));
        assertThat(shown.get(0)).isEqualTo(shown.get(1));
        for (long frame : films.get(0).frameNumbers) {
            for (int y = 20; y < 480; y += 90) {
                assertThat(distance(films.get(0).at(frame, 135, y), films.get(1).at(frame, 135, y)))
                        .as("frame %d, line %d", frame, y)
                        .isLessThan(3 * TOLERANCE);
            }
            if (frame % 7 == 0) {
                assertThat(similarity(
                                films.get(0).pictures.get(frame),
                                films.get(1).pictures.get(frame)))
                        .as("SSIM of frame %d", frame)
                        .isGreaterThan(0.98);
            }
        }
    }

    @Test
    void theSameInputGivesTheSameBytes() throws Exception {
        chat.motion = true;
        chat.captions = true;
        chat.messages = 3;
        chat.background = TestBackgrounds.movingBars(store, 320, 240, 1.5);
        Composition composition = chat.build();
        Path one = Films.compose(composition, store, folder.resolve("one"), properties(1));
        Path two = Films.compose(composition, store, folder.resolve("two"), properties(1));
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    }

    @Test
    void theFileStartsAtOnceAndTellsWhatItIs() throws Exception {
        chat.title = "Olá, mundo";
        Path video = compose(chat.build());
        byte[] bytes = Files.readAllBytes(video);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text.indexOf("moov")).isBetween(0, text.indexOf("mdat"));
        assertThat(text).contains("digitalsourcetype/compositeSynthetic").doesNotContain("Lavf");
        try (Input input = new Input(video, AVMEDIA_TYPE_AUDIO, Map.of())) {
            assertThat(tag(input, "title")).isEqualTo("Olá, mundo");
            assertThat(tag(input, "comment")).startsWith("Synthetic media");
            assertThat(tag(input, "creation_time")).isNull();
            AVDictionaryEntry language = avutil.av_dict_get(input.stream().metadata(), "language", null, 0);
            assertThat(language.value().getString()).isEqualTo("por");
        }
    }

    @Test
    void cancellingStopsAtOnce() {
        Composition composition = chat.build();
        SegmentEncoder encoder = new SegmentEncoder(store, new Backgrounds(store, properties(20)), properties(20));
        long[] seen = {0};
        Progress progress = new Progress() {
            @Override
            public void done(long done, long total) {
                seen[0] = done;
            }

            @Override
            public boolean cancelled() {
                return seen[0] == 5;
            }
        };
        assertThatThrownBy(() -> encoder.encode(composition, 0, folder.resolve("x.mp4"), progress))
                .isInstanceOf(CancellationException.class);
        assertThat(seen[0]).isEqualTo(5);
    }

    @Test
    void theThumbnailIsAFullPanel() throws Exception {
        chat.background = TestBackgrounds.movingBars(store, 320, 240, 1.5);
        chat.messages = 20;
        Path jpg = folder.resolve("thumbnail.jpg");
        new Thumbnail(store, new Backgrounds(store, properties(20))).write(chat.build(), jpg);
        Picture picture = Pictures.read(jpg);
        assertThat(picture.width).isEqualTo(270);
        assertThat(picture.height).isEqualTo(480);
        // The panel reaches down to three quarters of the frame.
        close(new Color(picture.argb[360 * 270 + 60]), TestVideo.BOTTOM);
    }

    @Test
    void memoryDoesNotGrowWithTheNumberOfMessages() {
        chat.messages = 300;
        chat.width = 540;
        chat.height = 960;
        Composition composition = chat.build();
        PanelShape shape = PanelShape.of(composition.settings(), composition.chat());
        Sprites sprites = new Sprites(store, composition.chat().sheets());
        ChatPainter painter = new ChatPainter(composition.chat(), shape, sprites);
        ChatMotion motion = new ChatMotion(composition, shape);
        long most = 0;
        for (int i = 0; i < 300; i++) {
            painter.draw(motion.at(start(composition, i)));
            most = Math.max(most, sprites.held());
        }
        assertThat(most).isLessThan(Sprites.PIXELS + 2L * 540 * 12 * 80 + 540L * 960 * 2);
    }

    private Path compose(Composition composition) {
        return Films.compose(composition, store, folder.resolve("film"), ComposeProperties.defaults());
    }

    static ComposeProperties properties(double segmentSeconds) {
        return new ComposeProperties("veryfast", 23, 2, segmentSeconds, 120, 160_000, -14, -1, -12, 12, 60);
    }

    private long start(Composition composition, int cue) {
        Timeline timeline = composition.timeline();
        return timeline.frameAt(timeline.cues().get(cue).start(), chat.fps);
    }

    private int panelX() {
        return 27 & ~1;
    }

    private static int bubbleX(int index) {
        return TestVideo.mine(index) ? 200 : 60;
    }

    private int rowY(int index) {
        return chat.height / 16 + chat.row() / 8 + index * (chat.row() + chat.row() / 8) + chat.row() / 2;
    }

    /** When each picture, or piece of sound, is presented. */
    private static List<Long> times(Path video, int type) {
        List<Long> times = new ArrayList<>();
        try (Input input = new Input(video, type, Map.of())) {
            for (AVPacket packet = input.packet(); packet != null; packet = input.packet()) {
                times.add(packet.pts());
            }
        }
        return times.stream().sorted().toList();
    }

    private static void monotonic(Path video) {
        for (int type : new int[] {AVMEDIA_TYPE_VIDEO, AVMEDIA_TYPE_AUDIO}) {
            try (Input input = new Input(video, type, Map.of())) {
                long before = Long.MIN_VALUE;
                for (AVPacket packet = input.packet(); packet != null; packet = input.packet()) {
                    assertThat(packet.dts()).isGreaterThan(before);
                    assertThat(packet.pts()).isGreaterThanOrEqualTo(packet.dts());
                    before = packet.dts();
                }
            }
        }
    }

    private static long[] samples(Path video) {
        float[] left = new float[4096];
        float[] right = new float[4096];
        LongStream.Builder counts = LongStream.builder();
        try (SoundFile sound = new SoundFile(video, TestVideo.RATE)) {
            for (int count = sound.read(left, right, 4096); count > 0; count = sound.read(left, right, 4096)) {
                counts.add(count);
            }
        }
        return counts.build().toArray();
    }

    /** The mean structural similarity of the brightness, by squares of 8 pixels. */
    private static double similarity(BufferedImage one, BufferedImage other) {
        int width = one.getWidth();
        double[] left = brightness(one);
        double[] right = brightness(other);
        double sum = 0;
        int squares = 0;
        for (int y = 0; y + 8 <= one.getHeight(); y += 4) {
            for (int x = 0; x + 8 <= width; x += 4) {
                sum += similarity(left, right, y * width + x, width);
                squares++;
            }
        }
        return sum / squares;
    }

    /** Of the squares of 8 pixels that begin at an index. */
    private static double similarity(double[] one, double[] other, int from, int width) {
        double n = 64;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int y = 0; y < 8; y++) {
            for (int i = from + y * width; i < from + y * width + 8; i++) {
                double left = one[i];
                double right = other[i];
                a += left / n;
                b += right / n;
                aa += left * left / n;
                bb += right * right / n;
                ab += left * right / n;
            }
        }
        double c1 = 0.01 * 255 * 0.01 * 255;
        double c2 = 0.03 * 255 * 0.03 * 255;
        return (2 * a * b + c1) * (2 * (ab - a * b) + c2) / ((a * a + b * b + c1) * (aa - a * a + bb - b * b + c2));
    }

    private static double[] brightness(BufferedImage image) {
        int[] pixels = Decoded.pixels(image);
        double[] brightness = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int rgb = pixels[i];
            brightness[i] = 0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255);
        }
        return brightness;
    }

    private static String tag(Input input, String name) {
        AVDictionaryEntry entry = avutil.av_dict_get(input.container().metadata(), name, null, 0);
        return entry == null ? null : new String(entry.value().getStringBytes(), StandardCharsets.UTF_8);
    }

    private static int distance(Color one, Color other) {
        return Math.max(
                Math.abs(one.getRed() - other.getRed()),
                Math.max(Math.abs(one.getGreen() - other.getGreen()), Math.abs(one.getBlue() - other.getBlue())));
    }

    static void close(Color found, Color wanted) {
        assertThat(distance(found, wanted)).as("%s should be %s", found, wanted).isLessThanOrEqualTo(TOLERANCE);
    }
}
