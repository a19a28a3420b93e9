package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kinoroute.visual.Scenes.of;
import static org.kinoroute.visual.Scenes.say;
import static org.kinoroute.visual.Studio.chat;
import static org.kinoroute.visual.Studio.frame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;

class ChatPagesTest {

    private static ChatPage page(Script script, Settings settings) {
        return ChatPages.of(script, settings, 4096).page();
    }

    @Test
    void aRunOpensWithItsFirstMessageAndEndsWithItsLast() {
        ChatPage page =
                page(chat(say("Ana", "1"), say("Ana", "2"), say("Ana", "3"), say("Bruno", "4")), frame(1080, 1920));

        assertThat(page.rows()).extracting(ChatPage.Row::first).containsExactly(true, false, false, true);
        assertThat(page.rows()).extracting(ChatPage.Row::last).containsExactly(false, false, true, true);
        assertThat(page.rows()).extracting(ChatPage.Row::mine).containsExactly(false, false, false, true);
    }

    @Test
    void aNoticeBreaksARun() {
        ChatPage page = page(chat(say("Ana", "1"), of(Kind.DAY, null, "Today"), say("Ana", "2")), frame(1080, 1920));

        assertThat(page.rows()).extracting(ChatPage.Row::first).containsExactly(true, false, true);
    }

    @Test
    void groupsCountMessagesAndANoticeComesWithTheNextOne() {
        Script script = chat(
                of(Kind.DAY, null, "Today"),
                say("Ana", "1"),
                say("Ana", "2"),
                of(Kind.SYSTEM, null, "Something"),
                say("Ana", "3"),
                of(Kind.SYSTEM, null, "The end"));
        ChatPage page = page(script, Studio.settings(1080, 1920, null, Settings.Layout.GROUPS, 2));

        assertThat(page.rows()).extracting(ChatPage.Row::page).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(page.rows().get(4).first()).as("a run starts anew").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1080, 1920, true, 864, 360",
        "1080, 1920, false, 1080, 360",
        "270, 480, true, 216, 360",
        "1920, 1080, true, 1536, 640",
        "1920, 1080, false, 1920, 640",
        "240, 240, true, 192, 360",
        "3840, 2160, true, 3072, 640"
    })
    void aPanelHasThePhonesWidthOrMore(int width, int height, boolean framed, int panel, int css) {
        ChatPage page = page(
                chat(say("Ana", "1")), Studio.settings(width, height, framed ? "bg" : null, Settings.Layout.SCROLL, 4));

        assertThat(page.panel().width()).isEqualTo(panel);
        assertThat(page.panel().cssWidth()).isEqualTo(css);
        assertThat(page.panel().radius() > 0).isEqualTo(framed);
    }

    @ParameterizedTest
    @CsvSource({
        "en, typing…, This message was deleted",
        "pt-br, digitando…, Mensagem apagada",
        "es-mx, escribiendo…, Se eliminó este mensaje.",
        "fr, écrit…, Ce message a été supprimé",
        "de-at, schreibt…, Diese Nachricht wurde gelöscht.",
        "it, sta scrivendo…, Questo messaggio è stato eliminato",
        "xx, typing…, This message was deleted"
    })
    void theAppSpeaksTheScriptsLanguage(String language, String typing, String deleted) {
        Chat look = new Chat("Ana", false, null, null, Chat.Look.ANDROID, Chat.Theme.LIGHT, "9:41", 80);
        ChatPage page = page(chat(language, look, of(Kind.DELETED, "Ana", null)), frame(1080, 1920));

        assertThat(page.people().get(0).typing()).isEqualTo(typing);
        assertThat(page.people().get(1).typing()).as("me").isNull();
        assertThat(page.rows().get(0).text()).isEqualTo(deleted);
    }

    @Test
    void aGroupNamesItsMembersAndWhoTypes() {
        Chat look = new Chat("Trip", true, null, null, Chat.Look.ANDROID, Chat.Theme.LIGHT, "9:41", 80);
        ChatPage page = page(chat("pt-br", look, say("Ana", "1")), frame(1080, 1920));

        assertThat(page.header().presence()).isEqualTo("Ana, Carla Dias, Você");
        assertThat(page.people().get(2).typing()).isEqualTo("Carla Dias está digitando…");
        assertThat(page.people().get(2).avatar().initials()).isEqualTo("CD");
    }

    @Test
    void namesHaveColoursOfTheirOwn() {
        List<Participant> many = java.util.stream.IntStream.range(0, 16)
                .mapToObj(i -> new Participant("Person " + i))
                .toList();
        Chat look = new Chat("Trip", true, null, null, Chat.Look.ANDROID, Chat.Theme.LIGHT, "9:41", 80);
        Script script =
                new Script(Format.CHAT, "t", "en", null, many, look, List.of(Scene.message("Person 3", "hello")));

        assertThat(page(script, frame(1080, 1920)).people())
                .extracting(ChatPage.Person::colour)
                .doesNotHaveDuplicates();
    }

    @Test
    void theKeyDependsOnWhatIsSeenAlone() {
        Script script = chat(say("Ana", "Hello"));
        Settings settings = frame(1080, 1920);
        Settings slower = new Settings(
                1080,
                1920,
                60,
                Settings.Layout.SCROLL,
                9,
                2,
                5,
                1.5,
                2,
                false,
                "bold",
                "backgrounds/other.mp4",
                "m",
                7);
        String key = Studio.CHAT.key(script, settings);

        assertThat(key).matches("sheets/[0-9a-f]{64}/layout\\.json");
        assertThat(Studio.CHAT.key(script, slower)).isEqualTo(key);
        assertThat(Studio.CHAT.key(chat(say("Ana", "Hullo")), settings)).isNotEqualTo(key);
        assertThat(Studio.CHAT.key(script, frame(1080, 1080))).isNotEqualTo(key);
        assertThat(ChatVisual.sheetKey(key, 3)).isEqualTo(key.replace("layout.json", "3.png"));
    }

    @Test
    void anUnknownSenderAndAScriptWithoutChatAreProblems() {
        assertThatThrownBy(() -> page(chat(say("Nobody", "1")), frame(1080, 1920)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Nobody");
        Script other = new Script(Format.STORY, "t", "en", null, List.of(), null, List.of());
        assertThatThrownBy(() -> page(other, frame(1080, 1920)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("chat");
    }
}
