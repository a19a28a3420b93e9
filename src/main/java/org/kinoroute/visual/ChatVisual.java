package org.kinoroute.visual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.springframework.stereotype.Component;

/** Lays a whole chat out once, and draws it into a few sheets out of which every frame can be put together. */
@Component
public class ChatVisual {

    private static final List<String> RESOURCES = List.of(
            "chat.html",
            "base.css",
            "bubble.css",
            "android.css",
            "ios.css",
            "chat.js",
            "dom.js",
            "icons.js",
            "text.js",
            "row.js",
            "panel.js",
            "doodles.svg");
    private static final PageFiles FILES = PageFiles.resources("visual/chat").and(PageFiles.resources("visual/common"));

    private final Browser browser;
    private final ObjectStore store;
    private final VisualProperties properties;

    public ChatVisual(Browser browser, ObjectStore store, VisualProperties properties) {
        this.browser = browser;
        this.store = store;
        this.properties = properties;
    }

    /**
     * The key under which the layout of this chat lies, {@code sheets/<hash>/layout.json}; its sheets lie beside it. It
     * depends on what can be seen in the pictures, and on nothing else.
     */
    public String key(Script script, Settings settings) {
        return folder(ChatPages.of(script, settings, properties.sheetHeight()).page()) + "layout.json";
    }

    /** The key of a sheet of the chat whose layout lies under {@code layoutKey}. */
    public static String sheetKey(String layoutKey, int sheet) {
        return layoutKey.substring(0, layoutKey.lastIndexOf('/') + 1) + sheet + ".png";
    }

    /** Draws the chat into {@code sheet-0.png} and so on in a folder; they belong under the keys of the layout's sheets. */
    public ChatLayout render(Script script, Settings settings, Path directory) {
        ChatPages.Built built = ChatPages.of(script, settings, properties.sheetHeight());
        ChatPage page = built.page();
        ChatPage.Panel panel = page.panel();
        List<String> names =
                script.participants().stream().map(Participant::name).toList();
        return browser.use(
                new Browser.Paper(panel.width(), properties.sheetHeight()),
                FILES.and(pictures(built.pictures())),
                tab -> {
                    tab.open("chat.html");
                    DrawnChat drawn = PageJson.read(
                            tab.call("json => kinoroute.layout(json)", PageJson.write(page)), DrawnChat.class);
                    for (int i = 0; i < drawn.sheets().size(); i++) {
                        tab.call("index => kinoroute.show(index)", String.valueOf(i));
                        tab.picture(panel.width(), drawn.sheets().get(i), directory.resolve("sheet-" + i + ".png"));
                    }
                    return drawn.toLayout(page, names, folder(page));
                });
    }

    private PageFiles pictures(Map<String, String> keys) {
        return path -> Optional.ofNullable(keys.get(path)).map(key -> {
            try {
                return Files.readAllBytes(store.fetch(key));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String folder(ChatPage page) {
        Stream<byte[]> resources =
                RESOURCES.stream().map(name -> FILES.read(name).orElseThrow());
        Stream<byte[]> data = Stream.of(PageJson.bytes(page));
        return "sheets/" + ContentKey.sha256(Stream.concat(resources, data).toList()) + "/";
    }
}
