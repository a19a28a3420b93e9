package org.kinoroute.visual;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.Chat;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.visual.Studio.Drawn;

/** Compares whole chats with {@linkplain Golden pictures that a person has looked at}. */
class GoldenChatTest {

    @ParameterizedTest
    @CsvSource({
        "ANDROID, LIGHT, false",
        "ANDROID, DARK, true",
        "IOS, LIGHT, true",
        "IOS, DARK, false",
    })
    void theChatLooksAsItDid(Chat.Look look, Chat.Theme theme, boolean group) throws IOException {
        Drawn drawn = Studio.draw(Everything.chat(look, theme, group), Studio.frame(360, 640));
        int height = whole(drawn.layout());
        BufferedImage picture =
                Studio.PICTURE.image(drawn.layout(), drawn.layout().rows().size() - 1, height);
        String name = (look + "-" + theme + (group ? "-group" : "") + ".png").toLowerCase();

        Golden.compare(picture, "chat/" + name);
    }

    /** As high as it takes to show every row. */
    private static int whole(ChatLayout layout) {
        ChatLayout.Row last = layout.rows().get(layout.rows().size() - 1);
        return layout.top().height()
                + layout.paddingTop()
                + last.y()
                + last.sprite().height()
                + layout.paddingBottom()
                + layout.bottom().height();
    }
}
