package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Script;

class ExportedChatTest {

    private static final String OTHER = "\n31/12/2023 21:50 - Bruno: Oi, tudo bem com você?\n";

    private final ScriptReader reader = new ScriptReader(ScriptProperties.defaults());

    @TempDir
    Path folder;

    private Reading read(String text) {
        return reader.read(text.getBytes(StandardCharsets.UTF_8), "chat.txt", folder, ScriptRequest.none());
    }

    /** Kind, speaker, text and time of each scene, in a line each. */
    private static List<String> lines(Script script) {
        return script.scenes().stream()
                .map(s -> Stream.of(s.kind().name(), s.from(), s.text(), s.time())
                        .map(v -> v == null ? "-" : v)
                        .reduce((a, b) -> a + " | " + b)
                        .orElseThrow())
                .toList();
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                arguments("12/31/23, 9:41 PM - Ana: Hi", "21:41"),
                arguments("12/31/23, 9:41\u202fPM - Ana: Hi", "21:41"),
                arguments("12/31/23, 9:41\u00a0PM - Ana: Hi", "21:41"),
                arguments("12/31/23, 12:05 AM - Ana: Hi", "00:05"),
                arguments("31/12/2023 21:41 - Ana: Hi", "21:41"),
                arguments("31/12/2023, 09:41 - Ana: Hi", "09:41"),
                arguments("31/12/23, 9:41 p. m. - Ana: Hi", "21:41"),
                arguments("31/12/23, 9:41\u202fp.\u00a0m. - Ana: Hi", "21:41"),
                arguments("31/12/23 9:41 a. m. - Ana: Hi", "09:41"),
                arguments("31/12/23, 9:41 pm - Ana: Hi", "21:41"),
                arguments("31.12.23, 21:41 - Ana: Hi", "21:41"),
                arguments("31-12-2023 21:41 - Ana: Hi", "21:41"),
                arguments("2023/12/31 21:41 - Ana: Hi", "21:41"),
                arguments("2023-12-31, 21:41 - Ana: Hi", "21:41"),
                arguments("31/12/2023 às 21:41 - Ana: Hi", "21:41"),
                arguments("31/12/2023, 21.41 - Ana: Hi", "21:41"),
                arguments("\u200f31\u200f/12\u200f/2023، 9:41 م - Ana: Hi", "21:41"),
                arguments("[31/12/23, 21:41:05] Ana: Hi", "21:41"),
                arguments("\u200e[31/12/23, 21:41:05] Ana: Hi", "21:41"),
                arguments("[12/31/23, 9:41:05\u202fPM] Ana: Hi", "21:41"),
                arguments("[2023/12/31 下午9:41:05] Ana: Hi", "21:41"),
                arguments("[31.12.23, 21:41:05] Ana: Hi", "21:41"));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void knowsTheHeadsOfAndroidAndIos(String head, String time) {
        Script script = read(head + "\nsecond: line\n" + head.replace("Ana: Hi", "Bruno: Well, this is it: a link"))
                .script();
        assertThat(lines(script))
                .containsExactly(
                        "DAY | - | " + script.scenes().get(0).text() + " | -",
                        "MESSAGE | Ana | Hi\nsecond: line | " + time,
                        "MESSAGE | Bruno | Well, this is it: a link | " + time);
        assertThat(script.scenes().get(0).text()).contains("31").contains("2023");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A value above 12 tells.
                "3/4/23, 13/4/23   | April 3, 2023     | April 13, 2023",
                "3/4/23, 3/14/23   | March 4, 2023     | March 14, 2023",
                // Only one order goes forwards.
                "5/3/23, 6/2/23    | May 3, 2023       | June 2, 2023",
                "1/12/22, 2/1/23   | December 1, 2022  | January 2, 2023",
                // Both do: in one the chat takes days, in the other months.
                "3/4/23, 4/4/23    | April 3, 2023     | April 4, 2023",
                "23/12/30, 23/12/31| December 30, 2023 | December 31, 2023",
                "23/12/31, 24/1/2  | December 31, 2023 | January 2, 2024",
                "2023/3/4, 2023/3/5| March 4, 2023     | March 5, 2023",
            })
    void tellsTheOrderOfDatesFromTheWholeFile(String dates, String first, String second) {
        String[] date = dates.split(", ");
        Reading reading = read("%s, 10:00 - Ana: What is this\n%s, 10:01 - Bruno: It is the one\n"
                .formatted(date[0].strip(), date[1].strip()));
        assertThat(reading.script().scenes().stream()
                        .filter(s -> s.kind() == Kind.DAY)
                        .map(Scene::text))
                .containsExactly(first, second);
        assertThat(reading.notes()).noneMatch(n -> n.contains("two ways"));
    }

    @Test
    void saysSoWhereDatesCanBeReadInTwoWays() {
        Reading reading = read("3/4/23, 10:00 - Ana: This is what it is\n3/4/23, 10:01 - Bruno: Yes, it is\n");
        assertThat(reading.script().scenes().get(0).text()).isEqualTo("April 3, 2023");
        assertThat(reading.notes()).contains("chat.txt: its dates could be read in two ways; taken as day/month/year");
        Reading american = read("3/4/23, 10:00 AM - Ana: This is what it is\n3/4/23, 10:01 AM - Bruno: Yes, it is\n");
        assertThat(american.script().scenes().get(0).text()).isEqualTo("March 4, 2023");
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("<Media omitted>", "OMITTED | Ana | Media omitted | 21:41"),
                arguments("<Mídia oculta>", "OMITTED | Ana | Mídia oculta | 21:41"),
                arguments("<Multimedia omitido>", "OMITTED | Ana | Multimedia omitido | 21:41"),
                arguments("\u200eimage omitted", "OMITTED | Ana | image omitted | 21:41"),
                arguments("\u200eaudio omitted", "OMITTED | Ana | audio omitted | 21:41"),
                arguments("\u200efigurinha omitida", "OMITTED | Ana | figurinha omitida | 21:41"),
                arguments("IMG-1.jpg (file attached)", "OMITTED | Ana | Mídia oculta | 21:41"),
                arguments("<attached: 0001-VIDEO.mp4>", "OMITTED | Ana | Mídia oculta | 21:41"),
                arguments("conta.pdf (arquivo anexado)", "OMITTED | Ana | conta.pdf | 21:41"),
                arguments("", "OMITTED | Ana | Mídia oculta | 21:41"),
                arguments("This message was deleted", "DELETED | Ana | - | 21:41"),
                arguments("You deleted this message", "DELETED | Ana | - | 21:41"),
                arguments("Mensagem apagada", "DELETED | Ana | - | 21:41"),
                arguments("\u200eEsta mensagem foi apagada.", "DELETED | Ana | - | 21:41"),
                arguments("Se eliminó este mensaje", "DELETED | Ana | - | 21:41"),
                arguments("Oi <This message was edited>", "MESSAGE | Ana | Oi | 21:41"),
                arguments("Oi \u200e<Mensagem editada>", "MESSAGE | Ana | Oi | 21:41"),
                arguments("Nota: 10: 20", "MESSAGE | Ana | Nota: 10: 20 | 21:41"),
                arguments("ela saiu", "MESSAGE | Ana | ela saiu | 21:41"),
                arguments("\u200eMissed voice call", "SYSTEM | - | Missed voice call | -"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void knowsWhatTheAppItselfWrote(String text, String line) {
        Script script = read("31/12/2023 21:40 - Ana: Oi, você já viu isso?\n31/12/2023 21:41 - Ana: " + text + OTHER)
                .script();
        assertThat(lines(script).get(2)).isEqualTo(line);
        assertThat(script.scenes().get(2).edited()).isEqualTo(text.contains("edit"));
        assertThat(script.language()).isEqualTo("pt-br");
        assertThat(script.scenes().get(0).text()).isEqualTo("31 de dezembro de 2023");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Messages and calls are end-to-end encrypted. No one outside can read them.",
                "Ana created group \"Plan: beach\"",
                "Ana added Bruno",
                "Ana left",
                "Missed voice call",
                "Ana changed the subject to \"Plan: sea\"",
                "Bruno joined using this group's invite link",
            })
    void linesOfNobodyAreSystemLines(String system) {
        Script script = read("31/12/2023 21:40 - " + system + "\n31/12/2023 21:41 - Ana: oi" + OTHER)
                .script();
        assertThat(lines(script).get(1)).isEqualTo("SYSTEM | - | " + system + " | -");
    }

    @Test
    void aGroupIsKnownByItsLinesOrItsSpeakers() {
        Script named = read("31/12/2023 21:40 - Ana criou o grupo \"Praia 🏖\"\n31/12/2023 21:41 - Ana: oi" + OTHER)
                .script();
        assertThat(named.chat().group()).isTrue();
        assertThat(named.chat().name()).isEqualTo("Praia 🏖");
        assertThat(named.title()).isEqualTo("Praia 🏖");
        Script three = read("31/12/2023 21:41 - Ana: oi\n31/12/2023 21:41 - Caio: oi" + OTHER)
                .script();
        assertThat(three.chat().group()).isTrue();
        assertThat(three.chat().name()).isEqualTo("Ana, Caio & Bruno");
        assertThat(read("31/12/2023 21:41 - Ana: oi" + OTHER).script().chat().group())
                .isFalse();
    }

    @Test
    void theLastNameToAppearIsMeAndANoteSaysSo() {
        Reading reading = read("31/12/2023 21:41 - Ana: oi" + OTHER + "31/12/2023 21:51 - Ana: tudo");
        assertThat(reading.script().me()).isEqualTo("Bruno");
        assertThat(reading.script().chat().name()).isEqualTo("Ana");
        assertThat(reading.notes())
                .containsExactly("chat.txt: Bruno is taken to be \"me\" (bubbles on the right), being the last name to"
                        + " appear; name another with --me or me:");
    }

    @Test
    void picturesBesideTheExportAreShownAndOthersAreNoted() throws Exception {
        Files.write(folder.resolve("IMG-1.jpg"), Pictures.png(40, 30));
        Files.write(folder.resolve("STK-2.webp"), Pictures.png(40, 30));
        Files.writeString(folder.resolve("IMG-3.jpg"), "no picture at all");
        Reading reading = read(
                """
                31/12/2023 21:41 - Ana: IMG-1.jpg (arquivo anexado)
                Olha: que lindo!
                31/12/2023 21:42 - Ana: STK-2.webp (arquivo anexado)
                31/12/2023 21:43 - Ana: IMG-3.jpg (arquivo anexado)
                E esta?
                31/12/2023 21:43 - Ana: ../IMG-1.jpg (arquivo anexado)"""
                        + OTHER);
        assertThat(lines(reading.script()).subList(1, 6))
                .containsExactly(
                        "IMAGE | Ana | Olha: que lindo! | 21:41",
                        "STICKER | Ana | - | 21:42",
                        "OMITTED | Ana | Mídia oculta | 21:43",
                        "MESSAGE | Ana | E esta? | 21:43",
                        "OMITTED | Ana | Mídia oculta | 21:43");
        assertThat(reading.script().scenes().get(1).media())
                .isEqualTo(new Asset(folder.resolve("IMG-1.jpg").toString()));
        assertThat(reading.notes())
                .contains("chat.txt: 2 files that it names are not beside it as a picture; shown as \"Mídia oculta\"");
    }

    @Test
    void namesMayHoldColons() {
        Script script =
                read("""
                31/12/2023 21:41 - Dr: Ana: oi
                31/12/2023 21:42 - Dr: Ana: PS: oi
                31/12/2023 21:43 - Dr: Ana: oi"""
                                + OTHER)
                        .script();
        assertThat(script.participants()).extracting("name").containsExactly("Dr: Ana", "Bruno");
        assertThat(script.scenes().get(2).text()).isEqualTo("PS: oi");
    }

    @Test
    void theSamplesAreReadWhole() throws Exception {
        for (String sample : List.of("export-android.txt", "export-ios.txt")) {
            Path file = Path.of("config/samples", sample);
            Reading reading = reader.read(Files.readAllBytes(file), sample, folder, ScriptRequest.none());
            Script script = reading.script();
            assertThat(script.chat().group()).isFalse();
            assertThat(script.participants()).hasSize(2);
            assertThat(script.scenes())
                    .extracting(Scene::kind)
                    .contains(Kind.DAY, Kind.SYSTEM, Kind.MESSAGE, Kind.DELETED, Kind.OMITTED);
            assertThat(script.scenes().stream().filter(s -> s.kind() == Kind.DAY))
                    .hasSize(3);
            assertThat(script.scenes().stream().filter(Scene::edited)).hasSize(1);
            assertThat(script.language()).isEqualTo(sample.contains("ios") ? "en" : "pt-br");
            assertThat(script.scenes().get(0).text())
                    .isEqualTo(sample.contains("ios") ? "December 30, 2023" : "30 de dezembro de 2023");
        }
    }
}
