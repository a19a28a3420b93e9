package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kinoroute.visual.Scenes.of;
import static org.kinoroute.visual.Scenes.reacted;
import static org.kinoroute.visual.Scenes.reply;
import static org.kinoroute.visual.Scenes.say;
import static org.kinoroute.visual.Studio.chat;
import static org.kinoroute.visual.Studio.frame;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Script;
import org.kinoroute.visual.Studio.Drawn;

class UntrustedTextTest {

    private static final String ZALGO = "Z" + "\u0301\u0316\u0334\u0489".repeat(60) + "algo";

    @Test
    void nothingInAScriptRunsOrLoads() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        List<String> tricks = List.of(
                "<script>fetch('" + url + "s')</script>",
                "<img src=x onerror=\"new Image().src='" + url + "i'\">",
                "<img src=\"" + url + "direct.png\">",
                "</style><style>*{background:url(" + url + "css)}</style>",
                "javascript:fetch('" + url + "j')",
                url + "link *" + url + "bold*",
                "<svg onload=alert(1)><iframe src=" + url + "frame>",
                "${7*7} {{7*7}} `" + url + "`",
                "https://drawing-1.kinoroute.invalid/chat.js");
        List<Scene> scenes = new ArrayList<>();
        for (String trick : tricks) {
            scenes.add(reacted(trick, trick, new Scene.Reaction(trick, 2)));
            scenes.add(of(Kind.SYSTEM, null, trick));
            scenes.add(reply(trick, trick, 0));
        }
        Script script = new Script(
                Format.CHAT,
                tricks.get(0),
                tricks.get(1),
                tricks.get(2),
                tricks.stream().map(Participant::new).toList(),
                new Chat(tricks.get(1), true, null, tricks.get(3), Chat.Look.IOS, Chat.Theme.DARK, tricks.get(0), 900),
                scenes);
        Drawn drawn = Studio.draw(script, frame(540, 960));
        server.stop(0);

        assertThat(drawn.layout().rows()).hasSize(scenes.size());
        assertThat(requests).hasValue(0);
        assertThat(drawn.layout().typing())
                .containsOnlyKeys(tricks.stream()
                        .filter(name -> !name.equals(script.me()))
                        .toArray(String[]::new));
        // Markup is shown as it was written: it takes the room of its letters.
        assertThat(drawn.layout().rows().get(0).bubble().width()).isGreaterThan(100);
    }

    @Test
    void oddCharactersNeitherBreakTheLayoutNorLeaveTheirRow() {
        Scene[] scenes = {
            say("Ana", "null \u0000 and bell \u0007 and delete \u007f"),
            say("Ana", "lone \ud83d surrogate \ude00 here"),
            say("Ana", "\u202egnp.exe\u202d override \u2066 isolate"),
            say("Ana", ZALGO),
            say("Ana", ""),
            say("Ana", "   \n\n  "),
            say("Ana", "\u200b\u200d\ufeff"),
            say("Ana", "a\tb\r\nc\rd"),
            say("Ana", "x".repeat(4000)),
            say("Ana", "*".repeat(2000) + "_".repeat(2000)),
            say("Ana", "`".repeat(4000)),
            say("Ana", "😂".repeat(2000)),
            say("Bruno", "after"),
        };
        Drawn drawn = Studio.draw(chat(scenes), frame(270, 480));

        List<org.kinoroute.video.ChatLayout.Row> rows = drawn.layout().rows();
        assertThat(rows).hasSize(scenes.length);
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i).y())
                    .isGreaterThanOrEqualTo(
                            rows.get(i - 1).y() + rows.get(i - 1).sprite().height());
        }
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.bubble().x() + row.bubble().width())
                        .isLessThanOrEqualTo(drawn.layout().width()));
    }

    @Test
    void heapsOfAccentsStayInTheirOwnRow() {
        Drawn quiet = Studio.draw(chat(say("Ana", "above"), say("Ana", "Zalgo"), say("Ana", "below")), frame(540, 960));
        Drawn loud = Studio.draw(chat(say("Ana", "above"), say("Ana", ZALGO), say("Ana", "below")), frame(540, 960));

        assertThat(same(quiet.row(0), loud.row(0))).isTrue();
        assertThat(same(quiet.row(2), loud.row(2))).isTrue();
    }

    @Test
    void anOverrideEndsWithItsMessage() {
        Drawn plain = Studio.draw(chat(say("Bruno", "hello there")), frame(540, 960));
        Chat named = new Chat("Ana", false, null, "online", Chat.Look.ANDROID, Chat.Theme.LIGHT, "9:41", 80);
        Drawn tricked =
                Studio.draw(chat("en", named, say("Ana", "\u202e evil"), say("Bruno", "hello there")), frame(540, 960));

        assertThat(same(plain.bubble(0), tricked.bubble(1))).isTrue();
    }

    private static boolean same(java.awt.image.BufferedImage a, java.awt.image.BufferedImage b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            return false;
        }
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int p = a.getRGB(x, y);
                int q = b.getRGB(x, y);
                if (Studio.distance(p, q) > 6 || Math.abs((p >>> 24) - (q >>> 24)) > 6) {
                    return false;
                }
            }
        }
        return true;
    }
}
