package org.kinoroute.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.KinorouteApplication;

/** What a person reads after bad input: one line, exit status 2, and nothing was started or written. */
class BadUsageTest {

    @TempDir
    Path folder;

    private final PrintStream err = System.err;
    private final PrintStream out = System.out;
    private final InputStream in = System.in;
    private final String temporary = System.getProperty("java.io.tmpdir");
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void listen() throws IOException {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("good.json"), "[{\"from\":\"Ana\",\"to\":\"Bruno\",\"text\":\"Oi!\"}]");
        Files.writeString(folder.resolve("empty.json"), "");
        Files.writeString(folder.resolve("one.yaml"), "format: chat\nscenes:\n  - {from: Ana, text: Oi}\n");
        Files.writeString(folder.resolve("broken.mp4"), "this is no film");
        Files.writeString(folder.resolve("broken.wav"), "this is no sound");
        Files.createDirectory(folder.resolve("taken.vtt"));
    }

    @AfterEach
    void restore() {
        System.setErr(err);
        System.setOut(out);
        System.setIn(in);
        System.setProperty("java.io.tmpdir", temporary);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("make --script nowhere.json", "nowhere.json: there is no such file"),
                arguments("make --script .", "is a folder; name the file of the script"),
                arguments("make --script empty.json", "empty.json"),
                arguments("make --script one.yaml", "two"),
                arguments("make --script good.json --size 1080", "--size: \"1080\" is not WIDTHxHEIGHT"),
                arguments("make --script good.json --size 100x100", "from 240 to 3840"),
                arguments("make --script good.json --size 271x480", "even numbers"),
                arguments("make --script good.json --fps 5", "--fps: 5 is out of range; it goes from 10 to 60"),
                arguments("make --script good.json --fps fast", "--fps"),
                arguments("make --script good.json --layout pile", "--layout: \"pile\" is neither scroll nor groups"),
                arguments("make --script good.json --messages-per-group 0", "--messages-per-group: 0 is out of range"),
                arguments("make --script good.json --pause -1", "--pause: -1 is out of range"),
                arguments("make --script good.json --start-buffer NaN", "--start-buffer: NaN is out of range"),
                arguments("make --script good.json --captions comic", "there is no style \"comic\"; there are off, "),
                arguments("make --script good.json --background nowhere.mp4", "nowhere.mp4"),
                arguments("make --script good.json --background broken.mp4", "broken.mp4"),
                arguments("make --script good.json --music nowhere.mp3", "nowhere.mp3: there is no such file"),
                arguments("make --script good.json --music broken.mp4", "broken.mp4"),
                arguments("make --script good.json --me Carla", "Carla"),
                arguments("make --script good.json --voice Carla=f2", "Carla"),
                arguments("make --script good.json --voice Ana=nowhere.wav", "nowhere.wav: there is no such file"),
                arguments("make --script good.json --voice Ana=broken.wav", "--consent \"NAME: PURPOSE\""),
                arguments("make --script good.json --voice-mapping Ana", "\"Ana\" is not CHARACTER:VOICE"),
                arguments("make --script good.json --theme pink", "pink"),
                arguments("make --script good.json --format opera", "opera"),
                arguments("make --script good.json --format story", "a list of messages is a chat"),
                arguments("make --script good.json --lang 12", "12"),
                arguments("make --script good.json --out .", "is a folder"),
                arguments("make --script good.json --out x.avi", "does not end in .mp4"),
                arguments("make --script good.json --out good.mp4", "would take the place of"),
                arguments("make --script good.json --transition 9", "--transition: 9 is out of range"),
                arguments("make --script good.json --budget 0", "--budget: 0 is out of range"),
                arguments("make --script good.json --prompt x", "--script: a script is there already"),
                arguments("make --prompt x --theme pink", "theme: \"pink\" is not known; write one of light, dark"),
                arguments("make --prompt x --lang ?!", "is no language tag"),
                arguments("make --prompt x --price 9", "and so do a title and a description"),
                arguments("make --format explainer --prompt x --price 9", "price: of no use to the format explainer"),
                arguments("make --format story", "story: there is nothing to tell"),
                arguments("make --script good.json --tone funny", "--script: a script is there already"),
                arguments("make --source-text nowhere.txt", "nowhere.txt: there is no such file"),
                arguments("make --source-text good.json", "neither .txt nor .md"),
                arguments("make --images nowhere.png --title x", "nowhere.png: there is no such file"),
                arguments("make --script good.json --music nothing", "there is no music called nothing"),
                arguments("make --script good.json --out good.json/x.mp4", "cannot be written to"),
                arguments("make --script good.json --out taken.mp4", "taken.vtt is a folder, where a result would go"),
                arguments(
                        "make --script good.json --out new/" + "long".repeat(62) + ".mp4",
                        ".mp4 cannot be written (File name too long); choose another"),
                arguments("make --script good.json --out /proc/x.mp4", "/proc/x.mp4 cannot be written"),
                arguments("make --prompt tell-me", "OPENAI_API_KEY or OPENAI_BASE_URL, and OPENAI_MODEL"),
                arguments("make --nonsense", "--nonsense"),
                arguments("fly", "fly"),
                arguments("routes check nowhere.yaml", "nowhere.yaml: there is no such file"),
                arguments("clean --older-than soon", "--older-than: \"soon\" is no age"),
                arguments("clean --older-than 7", "--older-than: \"7\" is no age; write it like 7d"),
                arguments("clean --larger-than 2", "--larger-than: \"2\" is no size; write it like"),
                arguments("make --script good.json --data .", "holds other things"),
                arguments("clean --larger-than much", "--larger-than: \"much\" is no size"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badInputIsAnsweredInOneLine(String command, String expected) throws IOException {
        List<String> before = tree();
        assertThat(run(command)).isEqualTo(2);
        String line = said.toString(StandardCharsets.UTF_8);
        assertThat(line).startsWith("kinoroute: ").contains(expected).doesNotContain("Exception");
        assertThat(line.lines()).hasSize(1);
        assertThat(tree()).as("nothing is written").isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"make --script good.json", "serve --port 0", "clean", "keys list"})
    void aDataFolderThatCannotBeMadeIsToldInOneLine(String command) {
        assertThat(run(command + " --data /proc/kinoroute")).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("kinoroute: data folder /proc/kinoroute: cannot be written to")
                .hasLineCount(1);
    }

    @Test
    void standardInputIsReadAndNamed() throws IOException {
        System.setIn(new ByteArrayInputStream("{\"scenes\": 7}".getBytes(StandardCharsets.UTF_8)));
        assertThat(run("make --script -")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("kinoroute: standard input:1");
    }

    @Test
    void helpIsThereForEveryCommand() {
        for (String command : List.of("--help", "make --help", "routes --help", "clean --help", "--version")) {
            assertThat(run(command)).as(command).isZero();
        }
    }

    private List<String> tree() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    /** Runs a command whose file names are those of the folder. */
    private int run(String command) {
        String[] arguments = Arrays.stream(command.split(" "))
                .map(word -> word.replaceFirst("^Ana=(.+\\.wav)$", "Ana=" + folder + "/$1"))
                .map(word -> word.equals(".") || word.matches("[^=]+\\.(json|yaml|mp4|avi|mp3)(/.*)?")
                        ? folder.resolve(word).toString()
                        : word)
                .toArray(String[]::new);
        return KinorouteCommand.run(KinorouteApplication.class, arguments);
    }
}
