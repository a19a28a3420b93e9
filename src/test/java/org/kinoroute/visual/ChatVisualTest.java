package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kinoroute.visual.Scenes.say;
import static org.kinoroute.visual.Studio.chat;
import static org.kinoroute.visual.Studio.draw;
import static org.kinoroute.visual.Studio.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.store.NoSuchObjectException;
import org.kinoroute.video.Asset;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.visual.Studio.Drawn;

class ChatVisualTest {

    @Test
    void rowsFollowOneAnotherWithoutOverlap() {
        Drawn drawn = draw(chat(Studio.plain(40)), frame(1080, 1920));

        List<ChatLayout.Row> rows = drawn.layout().rows();
        assertThat(rows.get(0).y()).isZero();
        for (int i = 1; i < rows.size(); i++) {
            ChatLayout.Row before = rows.get(i - 1);
            assertThat(rows.get(i).scene()).isEqualTo(i);
            assertThat(rows.get(i).y())
                    .isGreaterThanOrEqualTo(before.y() + before.sprite().height());
        }
        for (ChatLayout.Row row : rows) {
            assertThat(row.sprite().width()).isEqualTo(864);
            assertThat(row.bubble().x()).isNotNegative();
            assertThat(row.bubble().x() + row.bubble().width()).isLessThanOrEqualTo(864);
            assertThat(row.bubble().y() + row.bubble().height())
                    .isLessThanOrEqualTo(row.sprite().height());
        }
    }

    @Test
    void gapsAreSmallInsideARun() {
        Drawn drawn = draw(chat(say("Ana", "1"), say("Ana", "2"), say("Bruno", "3")), frame(1080, 1920));

        assertThat(space(drawn, 1)).isBetween(1, 12);
        assertThat(space(drawn, 2)).isGreaterThan(space(drawn, 1) + 8);
    }

    /** Between a bubble and the one above. */
    private static int space(Drawn drawn, int scene) {
        ChatLayout.Row row = drawn.layout().rows().get(scene);
        ChatLayout.Row above = drawn.layout().rows().get(scene - 1);
        return row.y()
                + row.bubble().y()
                - above.y()
                - above.bubble().y()
                - above.bubble().height();
    }

    @Test
    void everyGroupIsAListOfItsOwn() {
        Drawn drawn = draw(chat(Studio.plain(9)), Studio.settings(1080, 1920, null, Settings.Layout.GROUPS, 4));

        assertThat(drawn.layout().rows()).extracting(ChatLayout.Row::page).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2);
        assertThat(drawn.layout().rows().get(4).y()).isZero();
        assertThat(drawn.layout().rows().get(8).y()).isZero();
        assertThat(drawn.layout().radius()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1080, 1920", "270, 480", "1920, 1080", "240, 3840", "3840, 240", "1082, 1080"})
    void anySizeIsDrawnToThePixel(int width, int height) {
        Drawn drawn = draw(chat(Studio.plain(6)), frame(width, height));

        ChatLayout layout = drawn.layout();
        assertThat(layout.width() % 2).isZero();
        for (int i = 0; i < layout.sheets().size(); i++) {
            assertThat(drawn.sheets().get(i).getWidth())
                    .isEqualTo(layout.sheets().get(i).width());
            assertThat(drawn.sheets().get(i).getHeight())
                    .isEqualTo(layout.sheets().get(i).height());
        }
        assertThat(layout.wallpaper().height()).isEqualTo(height);
        assertThat(Studio.isOpaque(drawn.cut(layout.wallpaper()))).isTrue();
        assertThat(Studio.isOpaque(drawn.cut(layout.top()))).isTrue();
        assertThat(Studio.isOpaque(drawn.cut(layout.bottom()))).isTrue();
        layout.topTyping().values().forEach(top -> assertThat(Studio.isOpaque(drawn.cut(top)))
                .isTrue());
    }

    @Test
    void rowsAreTransparentAroundTheirBubbles() {
        Drawn drawn = draw(chat(say("Ana", "Hello"), say("Bruno", "Hello")), frame(1080, 1920));

        assertThat(drawn.row(0).getRGB(800, 20) >>> 24).isZero();
        assertThat(drawn.row(1).getRGB(100, 20) >>> 24).isZero();
        assertThat(drawn.row(0).getRGB(2, 0) >>> 24)
                .as("nothing of a neighbour")
                .isZero();
    }

    @Test
    void theSameChatIsTheSameBytes() throws IOException {
        Script script = chat(Studio.plain(12));
        Path first = Studio.temporary();
        Path second = Studio.temporary();
        ChatLayout layout = Studio.CHAT.render(script, frame(540, 960), first);

        assertThat(Studio.CHAT.render(script, frame(540, 960), second)).isEqualTo(layout);
        for (int i = 0; i < layout.sheets().size(); i++) {
            assertThat(Files.mismatch(first.resolve("sheet-" + i + ".png"), second.resolve("sheet-" + i + ".png")))
                    .isEqualTo(-1);
        }
        assertThat(layout.sheets().get(0).key())
                .isEqualTo(ChatVisual.sheetKey(Studio.CHAT.key(script, frame(540, 960)), 0));
    }

    @Test
    void longChatsFillManySheetsOfBoundedHeight() {
        Path folder = Studio.temporary();
        ChatLayout layout = Studio.CHAT.render(chat(Studio.plain(300)), frame(540, 960), folder);

        assertThat(layout.rows()).hasSize(300);
        assertThat(layout.sheets()).hasSizeGreaterThan(3).allMatch(sheet -> sheet.height() <= 4096);
        assertThat(folder.resolve("sheet-" + (layout.sheets().size() - 1) + ".png"))
                .exists();
    }

    @Test
    void aMessageTallerThanASheetIsDrawnWhole() {
        Drawn drawn = draw(chat(say("Ana", "word ".repeat(800).strip())), frame(1080, 1920));

        ChatLayout.Row row = drawn.layout().rows().get(0);
        assertThat(row.sprite().height()).isGreaterThan(4096);
        assertThat(drawn.sheets().get(row.sprite().sheet()).getHeight())
                .isGreaterThanOrEqualTo(row.sprite().height());
        assertThat(drawn.bubble(0).getRGB(60, row.bubble().height() - 6)).isEqualTo(0xffffffff);
    }

    @Test
    void theProgressivePictureKeepsTheNewestBubbleInView() {
        Drawn drawn = draw(chat(Studio.plain(30)), frame(540, 960));

        for (int scene : new int[] {0, 5, 29}) {
            var bubbles = ChatPicture.bubbles(drawn.layout(), scene, 900);
            assertThat(bubbles).hasSize(scene + 1);
            var newest = bubbles.get(scene);
            assertThat(newest.scene()).isEqualTo(scene);
            assertThat(newest.box().y())
                    .isGreaterThanOrEqualTo(drawn.layout().top().height());
            assertThat(newest.box().y() + newest.box().height())
                    .isLessThanOrEqualTo(900 - drawn.layout().bottom().height());
            var image = Studio.PICTURE.image(drawn.layout(), scene, 900);
            assertThat(Studio.isOpaque(image)).isTrue();
            int middle = newest.box().y() + newest.box().height() / 2;
            assertThat(Studio.distance(image.getRGB(newest.box().x() + 3, middle), newest.mine() ? 0xd9fdd3 : 0xffffff))
                    .isLessThan(8);
        }
        assertThat(Studio.PICTURE.png(drawn.layout(), 3, 900)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void aPictureThatIsNotInTheStoreIsAFailureAndNotABlank() {
        Script script = chat(Scenes.media(Scene.Kind.IMAGE, "Ana", null, new Asset("assets/nowhere.png")));

        assertThatThrownBy(() -> Studio.CHAT.render(script, frame(540, 960), Studio.temporary()))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("assets/nowhere.png");
    }
}
