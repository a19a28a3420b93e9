package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kinoroute.visual.Scenes.labelled;
import static org.kinoroute.visual.Scenes.of;
import static org.kinoroute.visual.Scenes.reply;
import static org.kinoroute.visual.Scenes.say;
import static org.kinoroute.visual.Scenes.voiceNote;
import static org.kinoroute.visual.Studio.chat;
import static org.kinoroute.visual.Studio.count;
import static org.kinoroute.visual.Studio.countWhere;
import static org.kinoroute.visual.Studio.draw;
import static org.kinoroute.visual.Studio.frame;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Chat.Look;
import org.kinoroute.video.Chat.Theme;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Scene.Reaction;
import org.kinoroute.video.Scene.Status;
import org.kinoroute.visual.Studio.Drawn;

/** Each point of the checklist, found in the picture. */
class ChatLookTest {

    private static final Chat GROUP = new Chat("Trip", true, null, null, Look.ANDROID, Theme.LIGHT, "9:41", 80);

    private static Drawn android(Scene... scenes) {
        return draw(chat(scenes), frame(1080, 1920));
    }

    private static int width(Drawn drawn, int scene) {
        return drawn.layout().rows().get(scene).bubble().width();
    }

    private static int height(Drawn drawn, int scene) {
        return drawn.layout().rows().get(scene).bubble().height();
    }

    @ParameterizedTest
    @CsvSource({
        "ANDROID, LIGHT, ffffff, d9fdd3", "ANDROID, DARK, 20282d, 134d37",
        "IOS, LIGHT, ffffff, d8f9ce", "IOS, DARK, 242626, 144d37"
    })
    void bubblesHaveTheColoursOfLookAndTheme(Look look, Theme theme, String theirs, String mine) {
        Drawn drawn = draw(chat(look, theme, say("Ana", "Hello"), say("Bruno", "Hello")), frame(1080, 1920));

        assertThat(count(drawn.bubble(0), Integer.parseInt(theirs, 16))).isGreaterThan(5000);
        assertThat(count(drawn.bubble(1), Integer.parseInt(mine, 16))).isGreaterThan(5000);
        assertThat(drawn.layout().rows().get(0).bubble().x()).isLessThan(60);
        assertThat(drawn.layout().rows().get(1).bubble().x() + width(drawn, 1)).isGreaterThan(800);
    }

    @ParameterizedTest
    @CsvSource({"ANDROID, true, false", "IOS, false, true"})
    void theTailIsAtTheFirstOrAtTheLastOfARun(Look look, boolean first, boolean last) {
        Drawn drawn = draw(
                chat(look, Theme.LIGHT, say("Ana", "one"), say("Ana", "two"), say("Ana", "three")), frame(1080, 1920));

        assertThat(hasTail(drawn, 0)).isEqualTo(first);
        assertThat(hasTail(drawn, 1)).isFalse();
        assertThat(hasTail(drawn, 2)).isEqualTo(last);
    }

    /** Whether something white stands out on the left of a bubble. */
    private static boolean hasTail(Drawn drawn, int scene) {
        int left = drawn.layout().rows().get(scene).bubble().x();
        return count(
                        drawn.row(scene)
                                .getSubimage(0, 0, left - 1, drawn.row(scene).getHeight()),
                        0xffffff)
                > 15;
    }

    @Test
    void timeAndTicksAreInTheLastLineWhereThereIsRoom() {
        String full = "Some words that fill the line up to its end";
        Drawn drawn = android(say("Ana", "Short"), say("Ana", full), say("Ana", full + " ok"));

        assertThat(height(drawn, 0)).isLessThan(90);
        assertThat(width(drawn, 0)).as("text and time beside each other").isGreaterThan(180);
        assertThat(height(drawn, 1)).isEqualTo(height(drawn, 2));
    }

    @Test
    void ticksTellSentDeliveredAndRead() {
        Drawn drawn = android(
                say("Bruno", "Same", Status.SENT),
                say("Bruno", "Same", Status.DELIVERED),
                say("Bruno", "Same", Status.READ));

        int blue = 0x2f9fdc;
        assertThat(count(drawn.bubble(0), blue)).isZero();
        assertThat(count(drawn.bubble(1), blue)).isZero();
        assertThat(count(drawn.bubble(2), blue)).isGreaterThan(60);
        assertThat(count(drawn.bubble(1), 0x667781)).isGreaterThan(count(drawn.bubble(0), 0x667781) + 20);
    }

    @Test
    void everyoneButMeTypesInSeveralPhasesBelowAHeaderThatSaysSo() {
        Drawn drawn = draw(chat("en", GROUP, say("Ana", "Hello")), frame(1080, 1920));

        ChatLayout layout = drawn.layout();
        assertThat(layout.typing()).containsOnlyKeys("Ana", "Carla Dias");
        assertThat(layout.topTyping()).containsOnlyKeys("Ana", "Carla Dias");
        assertThat(layout.typingCycle()).isPositive();
        layout.typing().values().forEach(phases -> {
            assertThat(phases).hasSizeGreaterThan(3);
            assertThat(different(drawn.cut(phases.get(0)), drawn.cut(phases.get(3))))
                    .isGreaterThan(50);
        });
        assertThat(count(drawn.cut(layout.topTyping().get("Ana")), 0x1b9d5a))
                .as("green typing…")
                .isGreaterThan(100);
        assertThat(count(drawn.cut(layout.top()), 0x1b9d5a)).isZero();
    }

    @Test
    void aGroupShowsNamesInTheirColoursAndPictures() {
        Drawn group = draw(
                chat("en", GROUP, say("Ana", "Hello"), say("Ana", "Hello"), say("Carla Dias", "Hello")),
                frame(1080, 1920));
        Drawn pair = android(say("Ana", "Hello"), say("Ana", "Hello"));

        assertThat(height(group, 0)).isGreaterThan(height(group, 1) + 20);
        assertThat(height(group, 1)).isEqualTo(height(pair, 0));
        assertThat(countWhere(side(group, 0), pixel -> pixel >>> 24 == 255))
                .as("picture")
                .isGreaterThan(2000);
        assertThat(countWhere(side(group, 1), pixel -> pixel >>> 24 != 0))
                .as("none within a run")
                .isZero();
        assertThat(different(side(group, 0), side(group, 2)))
                .as("a colour each")
                .isGreaterThan(1000);
    }

    private static BufferedImage side(Drawn drawn, int scene) {
        return drawn.row(scene).getSubimage(0, 0, 94, 80);
    }

    @Test
    void aReplyQuotesWhatItAnswers() {
        Drawn drawn = android(say("Bruno", "The question"), say("Ana", "Yes"), reply("Ana", "Yes", 0));

        assertThat(height(drawn, 2)).isGreaterThan(height(drawn, 1) + 90);
        assertThat(count(drawn.bubble(2), 0x128c5e)).as("bar and name of me").isGreaterThan(500);
    }

    @Test
    void reactionsHangBelowTheBubble() {
        Drawn drawn = android(say("Ana", "Hello"), Scenes.reacted("Ana", "Hello", new Reaction("❤️", 3)));

        ChatLayout.Row row = drawn.layout().rows().get(1);
        int bottom = row.bubble().y() + row.bubble().height();
        BufferedImage below =
                drawn.row(1).getSubimage(0, bottom + 4, 400, row.sprite().height() - bottom - 4);
        assertThat(height(drawn, 1)).isEqualTo(height(drawn, 0));
        assertThat(count(below, 0xffffff)).isGreaterThan(200);
    }

    @Test
    void picturesStickersAndBrokenFilesHaveTheirPlace() {
        Studio.STORE.put("assets/broken.png", new byte[] {1, 2, 3}, "image/png");
        Drawn drawn = android(
                Scenes.media(Kind.IMAGE, "Ana", null, Studio.sample("beach.jpg")),
                Scenes.media(Kind.IMAGE, "Ana", "A caption below the picture", Studio.sample("beach.jpg")),
                Scenes.media(Kind.STICKER, "Ana", null, Studio.sample("cat-sticker.webp")),
                Scenes.media(Kind.IMAGE, "Ana", null, new Asset("assets/broken.png")));

        assertThat(countWhere(drawn.bubble(0), ChatLookTest::isSea)).isGreaterThan(10_000);
        assertThat(height(drawn, 1)).isGreaterThan(height(drawn, 0) + 40);
        assertThat(countWhere(drawn.bubble(2), pixel -> pixel >>> 24 == 0))
                .as("no ground")
                .isGreaterThan(5000);
        assertThat(height(drawn, 3)).isGreaterThan(100);
    }

    private static boolean isSea(int pixel) {
        return (pixel & 255) > 150 && (pixel >> 16 & 255) < 110;
    }

    @Test
    void aVoiceNoteHasItsOwnWaveform() {
        Drawn drawn =
                android(voiceNote("Ana", "first", 5), voiceNote("Ana", "second", 5), voiceNote("Ana", "first", 5));

        assertThat(count(drawn.bubble(0), 0xaab4b8)).as("bars").isGreaterThan(300);
        assertThat(different(drawn.bubble(0), drawn.bubble(1))).isGreaterThan(200);
        assertThat(different(drawn.bubble(1), drawn.bubble(2))).isGreaterThan(200);
        assertThat(width(drawn, 0)).isEqualTo(width(drawn, 1));
    }

    @Test
    void fewEmojisAloneAreLarge() {
        Drawn drawn = android(
                say("Ana", "😂"),
                say("Ana", "😂👍"),
                say("Ana", "👨‍👩‍👧 🇧🇷 👍🏽"),
                say("Ana", "😂😂😂😂"),
                say("Ana", "😂 ok"));

        assertThat(height(drawn, 0)).isGreaterThan(height(drawn, 1));
        assertThat(height(drawn, 1)).isGreaterThan(height(drawn, 2));
        assertThat(height(drawn, 2)).isGreaterThan(height(drawn, 3));
        assertThat(height(drawn, 3)).isEqualTo(height(drawn, 4));
        assertThat(countWhere(drawn.bubble(0), pixel -> (pixel >> 16 & 255) > 230 && (pixel & 255) < 90))
                .as("in colour")
                .isGreaterThan(1000);
    }

    @Test
    void deletedForwardedEditedAndOmittedMessagesSaySo() {
        Drawn drawn = android(
                say("Ana", "Hello"),
                of(Kind.DELETED, "Ana", null),
                labelled("Ana", "Hello", true, false),
                labelled("Ana", "Hello", false, true),
                of(Kind.OMITTED, "Ana", null));

        assertThat(width(drawn, 1)).isGreaterThan(400);
        assertThat(count(drawn.bubble(1), 0x0b1014)).as("grey alone").isZero();
        assertThat(height(drawn, 2)).isGreaterThan(height(drawn, 0) + 30);
        assertThat(width(drawn, 3)).isGreaterThan(width(drawn, 0) + 60);
        assertThat(count(drawn.bubble(4), 0x0b1014)).isZero();
    }

    @Test
    void noticesStandInTheMiddle() {
        Drawn drawn = android(of(Kind.DAY, null, "Today"), of(Kind.SYSTEM, null, "Ana joined"), say("Ana", "Hello"));

        for (int i = 0; i < 2; i++) {
            var box = drawn.layout().rows().get(i).bubble();
            assertThat(box.x() + box.width() / 2).isBetween(429, 435);
            assertThat(drawn.layout().rows().get(i).mine()).isFalse();
        }
    }

    @Test
    void textThatRunsToTheLeftStandsOnTheRight() {
        Drawn drawn = android(
                say("Ana", "مرحبا، كيف حالك اليوم؟ أتمنى أن تكون بخير وأن نلتقي قريبا غدا"), say("Ana", "Left"));

        BufferedImage bubble = drawn.bubble(0);
        int firstLine = 20;
        int ink = countWhere(bubble.getSubimage(bubble.getWidth() - 120, firstLine, 100, 40), ChatLookTest::isInk);
        assertThat(ink).isGreaterThan(100);
        // The last line is short: its words are on the right, its time on the left.
        int last = bubble.getHeight() - 50;
        assertThat(countWhere(bubble.getSubimage(bubble.getWidth() - 120, last, 100, 40), ChatLookTest::isInk))
                .isGreaterThan(100);
        assertThat(count(bubble.getSubimage(10, last, 120, 48), 0x667781))
                .as("time")
                .isGreaterThan(20);
    }

    private static boolean isInk(int pixel) {
        return Studio.distance(pixel, 0x0b1014) < 60;
    }

    @Test
    void everyScriptHasItsLetters() {
        // Letters that no font has would all be the same box.
        String[] texts = {"你好吗朋友", "日本語です", "한국어예요", "नमस्ते जी", "தமிழ் மொழி", "বাংলা ভাষা", "ไทยแลนด์", "שלום לך"};
        Scene[] scenes = new Scene[texts.length];
        for (int i = 0; i < texts.length; i++) {
            scenes[i] = say("Ana", texts[i]);
        }
        Drawn drawn = android(scenes);

        for (int i = 0; i < texts.length; i++) {
            assertThat(countWhere(drawn.bubble(i), ChatLookTest::isInk))
                    .as(texts[i])
                    .isGreaterThan(300);
        }
    }

    @Test
    void marksChangeTheLettersAndLinksAreColoured() {
        Drawn drawn = android(
                say("Ana", "some words"),
                say("Ana", "*some words*"),
                say("Ana", "```some words```"),
                say("Ana", "see https://example.com/a_b_c now"),
                say("Ana", "2 * 3 * 4 and snake_case_name"));

        assertThat(width(drawn, 1)).isNotEqualTo(width(drawn, 0));
        assertThat(width(drawn, 2)).isNotEqualTo(width(drawn, 0));
        assertThat(count(drawn.bubble(3), 0x027eb5)).isGreaterThan(200);
        assertThat(countWhere(drawn.bubble(4), ChatLookTest::isInk)).isGreaterThan(300);
    }

    @Test
    void longWordsWrap() {
        Drawn drawn =
                android(say("Ana", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"));

        assertThat(width(drawn, 0)).isLessThan(800);
        assertThat(height(drawn, 0)).isGreaterThan(140);
    }

    @Test
    void theHeaderShowsTheOneWhoIsWrittenTo() {
        Drawn online = android(say("Ana", "Hello"));
        Chat offline = new Chat("Ana", false, Studio.sample("ana.png"), null, Look.ANDROID, Theme.LIGHT, "9:41", 80);
        Drawn pictured = draw(chat("en", offline, say("Ana", "Hello")), frame(1080, 1920));

        assertThat(different(
                        online.cut(online.layout().top()),
                        pictured.cut(pictured.layout().top())))
                .isGreaterThan(2000);
    }

    private static int different(BufferedImage a, BufferedImage b) {
        int different = 0;
        for (int y = 0; y < Math.min(a.getHeight(), b.getHeight()); y++) {
            for (int x = 0; x < Math.min(a.getWidth(), b.getWidth()); x++) {
                different += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
            }
        }
        return different;
    }
}
