package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kinoroute.video.Problem;

/** Each kind of bad input, and the one line that its maker gets to read. */
class BadScriptTest {

    private static final String TWO = "- {from: Ana, to: Bruno, text: Oi}\n";

    private final ScriptReader reader = new ScriptReader(ScriptProperties.defaults());

    @TempDir
    Path folder;

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("", "chat.yaml: empty; write some messages into it"),
                arguments(" \n\t\r\n ", "chat.yaml: empty; write some messages into it"),
                arguments("# only a comment\n", "chat.yaml: empty; write some messages into it"),
                arguments(
                        "just some words",
                        "chat.yaml: neither a script (YAML or JSON) nor an exported chat; see docs/scripts.md for examples"),
                arguments(
                        "42",
                        "chat.yaml: neither a script (YAML or JSON) nor an exported chat; see docs/scripts.md for examples"),
                arguments(
                        "{",
                        "chat.yaml:1: not valid JSON: it ends before its last bracket or quote is closed; mend it there"),
                arguments(
                        "[{\"from\":\"Ana\",\n\"to\":\"Bruno\" \"text\":\"Oi\"}]",
                        "chat.yaml:2: not valid JSON: unexpected character ('\"'): expected comma to separate Object entries; mend it there"),
                arguments(
                        "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi\"},]",
                        "chat.yaml:1: not valid JSON: unexpected character (']'): expected a valid value; mend it there"),
                arguments("{\"scenes\": []} {}", "chat.yaml:1: more follows after the end of the script; delete it"),
                arguments(
                        "{'scenes': []}",
                        "chat.yaml:1: not valid JSON: unexpected character ('''): a name in double quotes is missing; mend it there"),
                arguments(
                        "[".repeat(100_000),
                        "chat.yaml: lists and objects are nested deeper than 20 levels; make it flat"),
                arguments(
                        "a: ".repeat(3) + "[".repeat(100_000),
                        "chat.yaml:1: not valid YAML: mapping values are not allowed here; look at the indents and quotes there"),
                arguments(
                        "x: " + "[".repeat(100_000),
                        "chat.yaml: lists and objects are nested deeper than 20 levels; make it flat"),
                arguments(
                        "{\"a\":".repeat(100_000),
                        "chat.yaml: lists and objects are nested deeper than 20 levels; make it flat"),
                arguments(
                        "scenes:\n" + TWO + "---\nscenes:\n" + TWO,
                        "chat.yaml:3: a second document begins; one file is one script: delete it or the line ---"),
                arguments(
                        "scenes:\n\t- from: Ana",
                        "chat.yaml:2: not valid YAML: a tab stands there; indent with spaces"),
                arguments(
                        "scenes: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x/\"]]",
                        "chat.yaml:1: the tag \"tag:yaml.org,2002:javax.script.ScriptEngineManager\" has no place in a script; delete it"),
                arguments("a: &a [x,x]\n" + laughs(), "chat.yaml:1: its aliases make it endless; write the values out"),
                arguments(
                        "scenes: &s\n  - *s\n",
                        "chat.yaml:1: lists and objects are nested deeper than 20 levels; make it flat"),
                arguments(
                        "title: A\ntitle: B\nscenes:\n" + TWO,
                        "chat.yaml:2: \"title\" is given twice; delete one of them"),
                arguments(
                        "[{\"from\":\"Ana\",\n\"from\":\"Bruno\"}]",
                        "chat.yaml:2: \"from\" is given twice; delete one of them"),
                arguments("? [a, b]\n: c", "chat.yaml:1: a name must be one word; write it like text: Hi"),
                arguments("[]", "chat.yaml:1: no messages; add some with from and text"),
                arguments("{}", "chat.yaml: no messages; add scenes: with a list of from and text"),
                arguments("scenes: []", "chat.yaml:1: no messages; add some with from and text"),
                arguments("title: x\n", "chat.yaml: no messages; add scenes: with a list of from and text"),
                arguments("scenes:\n  - day: Today\n", "chat.yaml:1: no messages; add some with from and text"),
                arguments(
                        "scenes:\n" + TWO + "messages:\n" + TWO,
                        "chat.yaml:3: messages: scenes and messages are one thing; keep one of them"),
                arguments(
                        "format: film\nscenes:\n" + TWO,
                        "chat.yaml:1: format \"film\" is not known; write one of chat, explainer, product, story"),
                arguments(
                        "scenes:\n  - from: Ana\n    txt: Oi\n",
                        "chat.yaml:3: scenes[0]: \"txt\" is not known here; did you mean text?"),
                arguments(
                        "scenes:\n  - form: Ana\n    text: Oi\n",
                        "chat.yaml:2: scenes[0]: \"form\" is not known here; did you mean from?"),
                arguments(
                        "scenes:\n  - wxyzw: Ana\n",
                        "chat.yaml:2: scenes[0]: \"wxyzw\" is not known here; delete it, or write one of chart, clip, code, day, deleted, diagram, edited, formula, forwarded, from, id, image, language, omitted, photo, reactions, reply_to, say, slide, status, sticker, system, text, time, to, visual, voice_note"),
                arguments(
                        "scenes:\n  - text: Oi\n",
                        "chat.yaml:2: scenes[0]: a message needs from, a line between messages day or system; add one of them"),
                arguments(
                        "titel: x\nteme: dark\nscenes:\n  - {from: A, text: x, time: '25:99'}\n",
                        "chat.yaml:1: \"titel\" is not known here; did you mean title? (and 2 more)"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, time: '25:99'}\n",
                        "chat.yaml:3: scenes[1].time: \"25:99\" is no time of day; write it like 14:02"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, status: reed}\n",
                        "chat.yaml:3: scenes[1].status: \"reed\" is not known; write one of sent, delivered, read"),
                arguments(
                        "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":42}]",
                        "chat.yaml:1: [0].text: 42 is not a text; put it in quotes"),
                arguments(
                        "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"x\"},\n7, null]",
                        "chat.yaml:2: [1]: 7 is not an object; write an object (and 1 more)"),
                arguments("scenes: 12", "chat.yaml:1: scenes: \"12\" is not a list; write a list"),
                arguments(
                        "chat: {battery: 1" + "0".repeat(400) + "}\nscenes:\n" + TWO,
                        "chat.yaml:1: chat.battery: the number is too large; the largest is 100"),
                arguments(
                        "{\"chat\":{\"battery\":1e99999999},\"scenes\":[]}",
                        "chat.yaml:1: chat.battery: the number is too large; the largest is 100"),
                arguments(
                        "chat: {battery: full}\nscenes:\n" + TWO,
                        "chat.yaml:1: chat.battery: \"full\" is not a whole number; write it like 42"),
                arguments(
                        "language: Portuguese!\nscenes:\n" + TWO,
                        "chat.yaml:1: language: \"Portuguese!\" is no language tag; write it like pt-br"),
                arguments(
                        "scenes:\n  - {from: Ana, text: Oi}\n",
                        "chat.yaml:1: participants: only \"Ana\" is there, and a chat needs two; name both in participants"),
                arguments(
                        "participants: [Ana]\nscenes:\n  - {from: Ana, text: Oi}\n",
                        "chat.yaml:1: participants: only \"Ana\" is there, and a chat needs two; name both in participants"),
                arguments(
                        "participants: [Ana, Ana]\nscenes:\n  - {from: Ana, text: Oi}\n",
                        "chat.yaml:1: participants[1]: \"Ana\" is there twice; names must differ, so give one of them another name"),
                arguments(
                        "participants: [Ana, Bruno]\nscenes:\n  - {from: Bruna, text: Oi}\n",
                        "chat.yaml:3: scenes[0].from: \"Bruna\" is not among the participants; did you mean \"Bruno\"?"),
                arguments(
                        "participants: [Ana, Bruno]\nscenes:\n  - {from: Wolfgang, text: Oi}\n",
                        "chat.yaml:3: scenes[0].from: \"Wolfgang\" is not among the participants; add that name to them, or write one of Ana, Bruno"),
                arguments(
                        "participants: [{gender: male}, Ana]\nscenes:\n" + TWO,
                        "chat.yaml:1: participants[0]: name is missing; add it"),
                arguments(
                        "me: Zoe\nscenes:\n" + TWO,
                        "chat.yaml:1: me: \"Zoe\" is not in chat.yaml; write one of Ana, Bruno"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: ''}\n",
                        "chat.yaml:3: scenes[1]: the message is empty; write its text, or give it an image, a sticker or a voice_note"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: \"\\u0007 \\n\"}\n",
                        "chat.yaml:3: scenes[1]: the message is empty; write its text, or give it an image, a sticker or a voice_note"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, deleted: true, text: x}\n",
                        "chat.yaml:3: scenes[1].text: a deleted message shows no text; delete one of the two"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, deleted: true, voice_note: 3}\n",
                        "chat.yaml:3: scenes[1].voice_note: one scene cannot be deleted and voice_note; make two scenes of it"),
                arguments(
                        "scenes:\n" + TWO + "- {day: Today, text: x}\n",
                        "chat.yaml:3: scenes[1].text: a day line has no text; delete it or make two scenes"),
                arguments(
                        "scenes:\n" + TWO + "- {day: ' '}\n",
                        "chat.yaml:3: scenes[1]: the line is empty; write its words, or delete it"),
                arguments(
                        "scenes:\n" + TWO + "- {from: ' ', text: x}\n",
                        "chat.yaml:3: scenes[1].from: the name is empty; write one"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, voice_note: 0}\n",
                        "chat.yaml:3: scenes[1].voice_note: 0 is too small; the smallest is 1"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, voice_note: {}}\n",
                        "chat.yaml:3: scenes[1].voice_note: seconds is missing; add it"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, reply_to: nowhere}\n",
                        "chat.yaml:3: scenes[1].reply_to: no scene has the id \"nowhere\"; give that id to an earlier message"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, reply_to: 7}\n",
                        "chat.yaml:3: scenes[1].reply_to: there is no scene 7; scenes are counted from 1"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, reply_to: 0}\n",
                        "chat.yaml:3: scenes[1].reply_to: there is no scene 0; scenes are counted from 1"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, reply_to: 2}\n",
                        "chat.yaml:3: scenes[1].reply_to: a message cannot quote itself; name an earlier message"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, reply_to: 3}\n- {from: Ana, text: y}\n",
                        "chat.yaml:3: scenes[1].reply_to: 3 comes later; name an earlier message"),
                arguments(
                        "scenes:\n" + TWO + "- day: Today\n- {from: Ana, text: x, reply_to: 2}\n",
                        "chat.yaml:4: scenes[2].reply_to: 2 is a day or system line; name a message"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, id: a}\n- {from: Ana, text: y, id: a}\n",
                        "chat.yaml:4: scenes[2].id: \"a\" is the id of an earlier scene too; change one of them"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, text: x, reactions: [yes]}\n",
                        "chat.yaml:3: scenes[1].reactions[0]: \"yes\" is no emoji; write one like \"👍\""),
                arguments(
                        "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"\\ud800\"}]",
                        "chat.yaml:1: [0].text: half an emoji stands there (a lone surrogate); write it whole"),
                arguments(
                        "[{\"from\":\"A\\udc00\",\"to\":\"Bruno\",\"text\":\"x\"}]",
                        "chat.yaml:1: [0].from: half an emoji stands in the name (a lone surrogate); write it whole"),
                arguments(
                        "scenes:\n- {from: Ana, to: Bruno, text: \"\\ud83d\"}\n",
                        "chat.yaml:2: scenes[0].text: half an emoji stands there (a lone surrogate); write it whole"),
                arguments(
                        "scenes:\n- {from: Ana, to: Bruno, text: \"\\UFFFFFFFF\"}\n",
                        "chat.yaml: not valid YAML; look at its indents, quotes and escapes"),
                arguments(
                        "scenes:\n  - {from: " + "A".repeat(101) + ", text: x}\n",
                        "chat.yaml:2: scenes[0].from: longer than 100 characters; shorten it"),
                arguments(
                        "scenes:\n  - {from: Ana, to: Bruno, text: " + "x".repeat(4001) + "}\n",
                        "chat.yaml:2: scenes[0].text: 4,001 characters in one message; make several of it (4,000 at most), or raise kinoroute.script.max-characters"),
                arguments(
                        "scenes:\n" + TWO.repeat(2001),
                        "chat.yaml:1: more than 2,000 messages; make several videos of it, or raise kinoroute.script.max-messages"),
                arguments(
                        "scenes:\n" + TWO + "- day: x\n".repeat(2001),
                        "chat.yaml:1: more than 2,000 messages; make several videos of it, or raise kinoroute.script.max-messages"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, image: nowhere.png}\n",
                        "chat.yaml:3: scenes[1].image: \"nowhere.png\" is not there; paths are relative to FOLDER"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, image: .}\n",
                        "chat.yaml:3: scenes[1].image: \".\" is a folder; give a PNG, JPEG or WebP file"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, image: ' '}\n",
                        "chat.yaml:3: scenes[1].image: the path is empty; write that of a PNG, JPEG or WebP file"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, image: \"a\\0b\"}\n",
                        "chat.yaml:3: scenes[1].image: \"ab\" is not there; paths are relative to FOLDER"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, image: 'https://example.org/a.png'}\n",
                        "chat.yaml:3: scenes[1].image: \"https://example.org/a.png\" is a web address; save the picture and give its path"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, image: a.gif}\n",
                        "chat.yaml:3: scenes[1].image: \"a.gif\" is no PNG, JPEG or WebP picture; save it as one"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, image: short.png}\n",
                        "chat.yaml:3: scenes[1].image: \"short.png\" is a broken picture; save it anew"),
                arguments(
                        "scenes:\n" + TWO + "- {from: Ana, sticker: huge.png}\n",
                        "chat.yaml:3: scenes[1].sticker: \"huge.png\" is too large with 100000x100000 pixels; scale it down"),
                arguments(
                        "chat: {avatar: svg.png}\nscenes:\n" + TWO,
                        "chat.yaml:1: chat.avatar: \"svg.png\" is no PNG, JPEG or WebP picture; save it as one"));
    }

    private static String laughs() {
        StringBuilder yaml = new StringBuilder();
        for (char c = 'b'; c <= 'z'; c++) {
            yaml.append("%s: &%s [*%s, *%s]\n".formatted(c, c, (char) (c - 1), (char) (c - 1)));
        }
        return yaml.toString();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void saysWhatIsWrongWhereAndHowToMendIt(String text, String line) throws Exception {
        pictures();
        Throwable thrown = catchThrowable(
                () -> reader.read(text.getBytes(StandardCharsets.UTF_8), "chat.yaml", folder, ScriptRequest.none()));
        assertThat(thrown).isExactlyInstanceOf(Problem.class).hasMessage(line.replace("FOLDER", folder.toString()));
    }

    static Stream<Arguments> bytes() {
        return Stream.of(
                arguments(
                        "89504E470D0A1A0A0000000D",
                        "x: not a text file; give a script in YAML or JSON, or the text file of an exported chat"),
                arguments("504B030414000000", "x: a ZIP archive; unpack it and give the text file in it"),
                arguments("610AFF62", "x:2: not UTF-8 text; save the file as UTF-8"),
                arguments("FFFE00D8", "x:1: not UTF-16LE text; save the file as UTF-8"),
                arguments("FFFE", "x: empty; write some messages into it"),
                arguments(
                        "5B00",
                        "x: not a text file; give a script in YAML or JSON, or the text file of an exported chat"));
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void bytesThatAreNoText(String hex, String line) {
        assertThat(catchThrowable(() -> reader.read(HexFormat.of().parseHex(hex), "x", folder, ScriptRequest.none())))
                .isExactlyInstanceOf(Problem.class)
                .hasMessage(line);
    }

    @Test
    void aFileThatIsTooLarge() {
        assertThat(catchThrowable(() -> reader.read(new byte[10 * 1024 * 1024 + 1], "x", folder, ScriptRequest.none())))
                .hasMessage("x: larger than 10 MB; make several videos of it, or raise kinoroute.script.max-input");
    }

    private void pictures() throws Exception {
        Files.writeString(folder.resolve("a.gif"), "GIF89a            ");
        Files.writeString(folder.resolve("svg.png"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        Files.write(folder.resolve("short.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
        Files.write(folder.resolve("huge.png"), Pictures.png(100_000, 100_000));
    }
}
