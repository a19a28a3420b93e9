package org.kinoroute.visual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kinoroute.video.Box;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Sheet;
import org.kinoroute.video.Sprite;

/** What the page says about the chat that it laid out; lengths are pixels of the picture. */
record DrawnChat(
        List<Integer> sheets,
        Sprite wallpaper,
        Sprite top,
        Sprite bottom,
        List<Sprite> topTyping,
        List<List<Sprite>> typing,
        List<Row> rows,
        int paddingTop,
        int paddingBottom) {

    private static final double TYPING_CYCLE_SECONDS = 1.2;

    record Row(int gap, Sprite sprite, Box bubble) {}

    /** @param names of the participants as the script writes them; what is drawn of them may be cleaned */
    ChatLayout toLayout(ChatPage page, List<String> names, String folder) {
        List<Sheet> keyed = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            keyed.add(new Sheet(folder + i + ".png", page.panel().width(), sheets.get(i)));
        }
        Map<String, Sprite> tops = new LinkedHashMap<>();
        Map<String, List<Sprite>> dots = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (typing.get(i) != null) {
                tops.put(names.get(i), topTyping.get(i));
                dots.put(names.get(i), typing.get(i));
            }
        }
        return new ChatLayout(
                page.panel().width(),
                keyed,
                wallpaper,
                top,
                tops,
                bottom,
                dots,
                TYPING_CYCLE_SECONDS,
                page.panel().radius(),
                paddingTop,
                paddingBottom,
                list(page));
    }

    private List<ChatLayout.Row> list(ChatPage page) {
        List<ChatLayout.Row> list = new ArrayList<>();
        int y = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            ChatPage.Row shown = page.rows().get(i);
            boolean opens = i == 0 || page.rows().get(i - 1).page() != shown.page();
            y = opens ? 0 : y + row.gap();
            list.add(new ChatLayout.Row(shown.scene(), shown.page(), y, row.sprite(), row.bubble(), shown.mine()));
            y += row.sprite().height();
        }
        return list;
    }
}
