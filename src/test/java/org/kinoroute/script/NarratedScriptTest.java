package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Visual;
import org.kinoroute.video.Script;

/** Scripts in which a narrator tells and each scene shows something. */
class NarratedScriptTest {

    private final ScriptReader reader = new ScriptReader(ScriptProperties.defaults());

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.write(folder.resolve("a.png"), Pictures.png(640, 480));
        Files.write(folder.resolve("b.mp4"), "\0\0\0\u0018ftypisom\0\0".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("b.mov"), "\0\0\0\u0018moov\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(
                folder.resolve("b.webm"),
                "\u001aE\u00df\u00a3\u0001\0\0\0\0\0\0\u001fB\u0082\u0084webm".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(
                folder.resolve("b.mkv"),
                "\u001aE\u00df\u00a3\u0001\0\0\0\0\0\0\u001fB\u0082\u0088matroska"
                        .getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("b.heic"), "\0\0\0\u0018ftypheic\0\0".getBytes(StandardCharsets.ISO_8859_1));
    }

    private Script read(String yaml, ScriptRequest request) {
        return reader.read(yaml.getBytes(StandardCharsets.UTF_8), "s.yaml", folder, request)
                .script();
    }

    private Script read(String yaml) {
        return read(yaml, ScriptRequest.none());
    }

    private Asset asset(String name) {
        return new Asset(folder.resolve(name).toString());
    }

    @Test
    void everyKindOfVisualIsReadWithItsProperties() {
        Script script = read(
                """
                format: explainer
                title: Everything
                language: en
                theme: midnight
                narrator: {voice: "espeak:f2", gender: female}
                scenes:
                  - {text: One, slide: {title: 42, bullets: [a, b], layout: bullets}}
                  - text: Two
                    diagram:
                      source: |
                        flowchart LR
                          a --> b
                  - text: Three
                    chart: {type: bar, labels: [2020, 2021], series: [{name: no, values: [1, 2.50]}], unit: "%"}
                  - text: Four
                    code: {language: python, source: "def f():\\n\\treturn 1  ", highlight: [2]}
                  - {text: Five, formula: {latex: "a^2 + b^2"}}
                  - {text: Six, photo: a.png}
                  - {text: Seven, photo: {file: ./a.png, motion: zoom-in}}
                  - {text: Eight, clip: b.mp4}
                  - {text: Nine, image: a.png}
                  - {text: Ten, image: {prompt: A fox, negative: dogs, motion: left}}
                  - {text: Eleven, visual: {kind: hologram, size: 3}}
                  - {clip: {file: b.webm}}
                """);

        assertThat(script.format()).isEqualTo(Format.EXPLAINER);
        assertThat(script.theme()).isEqualTo("midnight");
        assertThat(script.chat()).isNull();
        assertThat(script.me()).isNull();
        assertThat(script.participants()).containsExactly(new Participant("Narrator", null, "female", "espeak:f2"));
        assertThat(script.scenes()).extracting(Scene::kind).containsOnly(Scene.Kind.VISUAL);
        assertThat(script.scenes()).extracting(Scene::from).containsOnly("Narrator");
        assertThat(script.scenes())
                .extracting(Scene::visual)
                .containsExactly(
                        new Visual(
                                "slide",
                                null,
                                Map.of("title", "42", "bullets", List.of("a", "b"), "layout", "bullets")),
                        new Visual("diagram", null, Map.of("source", "flowchart LR\n  a --> b")),
                        new Visual(
                                "chart",
                                null,
                                Map.of(
                                        "type",
                                        "bar",
                                        "labels",
                                        List.of("2020", "2021"),
                                        "series",
                                        List.of(Map.of("name", "no", "values", List.of(1, 2.5))),
                                        "unit",
                                        "%")),
                        new Visual(
                                "code",
                                null,
                                Map.of(
                                        "language",
                                        "python",
                                        "source",
                                        "def f():\n    return 1",
                                        "highlight",
                                        List.of(2))),
                        new Visual("formula", null, Map.of("latex", "a^2 + b^2")),
                        new Visual("photo", asset("a.png"), Map.of()),
                        new Visual("photo", asset("a.png"), Map.of("motion", "zoom-in")),
                        new Visual("clip", asset("b.mp4"), Map.of()),
                        new Visual("photo", asset("a.png"), Map.of()),
                        new Visual("image", null, Map.of("prompt", "A fox", "negative", "dogs", "motion", "left")),
                        new Visual("hologram", null, Map.of("size", "3")),
                        new Visual("clip", asset("b.webm"), Map.of()));
        assertThat(script.scenes().get(11).isSpoken()).isFalse();

        ScriptJson json = new ScriptJson();
        assertThat(json.read(json.write(script))).isEqualTo(script);
        assertThat(reader.read(json.write(script), "again", folder, ScriptRequest.none())
                        .script())
                .isEqualTo(script);
    }

    @Test
    void photosClipsAndSlidesStandInAChatToo() {
        Script script = read(
                """
                - {from: Ana, to: Bruno, text: Look}
                - {from: Ana, text: The sea, photo: a.png}
                - {from: Bruno, clip: b.mov}
                - {from: Bruno, image: a.png}
                - {from: Bruno, text: Numbers, slide: {title: T}}
                """);

        assertThat(script.scenes())
                .extracting(
                        Scene::kind, s -> s.visual() == null ? null : s.visual().kind())
                .containsExactly(
                        tuple(Scene.Kind.MESSAGE, null),
                        tuple(Scene.Kind.VISUAL, "photo"),
                        tuple(Scene.Kind.VISUAL, "clip"),
                        tuple(Scene.Kind.IMAGE, null),
                        tuple(Scene.Kind.VISUAL, "slide"));
    }

    @Test
    void aSceneThatShowsNothingIsGivenSomethingToShow() {
        String scenes = "title: Tea\nscenes: [{text: Tea is old. Very old.}, {text: b, photo: a.png}, {text: Hm. So.}]";

        assertThat(read("format: explainer\n" + scenes).scenes())
                .extracting(s -> s.visual().kind(), s -> s.visual().properties())
                .containsExactly(
                        tuple("slide", Map.of("title", "Tea", "layout", "title")),
                        tuple("photo", Map.of()),
                        tuple("slide", Map.of("title", "Hm", "layout", "title")));
        assertThat(read("format: product\n" + scenes).scenes())
                .extracting(s -> s.visual().kind(), s -> s.visual().properties())
                .containsExactly(
                        tuple("slide", Map.of("title", "Tea", "layout", "card")),
                        tuple("photo", Map.of()),
                        tuple("photo", Map.of()));
    }

    @Test
    void styleAndKeywordsJoinThePromptOnceHoweverOftenItIsRead() {
        String yaml =
                """
                format: story
                style: comic
                keywords: [red scarf]
                negative_keywords: [rain]
                scenes:
                  - {text: One, image: {prompt: A fox., negative: dogs}}
                  - {text: Two, image: {prompt: "A fox with a red scarf"}}
                """;
        Style comic = new Styles(ScriptProperties.defaults()).get("comic");

        Script script = read(yaml);

        assertThat(script.style()).isEqualTo("comic");
        assertThat(script.scenes())
                .extracting(s -> s.visual().properties())
                .containsExactly(
                        Map.of(
                                "prompt",
                                "A fox. red scarf, " + comic.prompt(),
                                "negative",
                                "dogs, rain, " + comic.negative()),
                        Map.of(
                                "prompt",
                                "A fox with a red scarf, " + comic.prompt(),
                                "negative",
                                "rain, " + comic.negative()));
        assertThat(reader.read(new ScriptJson().write(script), "again", folder, ScriptRequest.none())
                        .script())
                .isEqualTo(script);
        assertThat(read(
                                yaml,
                                new ScriptRequest(
                                        null, null, null, null, null, null, null, null, "anime", List.of("snow"), null))
                        .scenes()
                        .get(0)
                        .visual()
                        .properties()
                        .get("prompt")
                        .toString())
                .startsWith("A fox. red scarf, snow, anime key visual");
    }

    @Test
    void theMakerNamesTheNarratorsVoiceTheLookAndTheFormat() {
        String yaml = "theme: paper\nscenes: [{text: Hello there.}, {text: Good bye.}]";
        for (String who : new String[] {"", "narrator", "Narrator"}) {
            Script script = read(
                    yaml,
                    new ScriptRequest("explainer", null, "pt_BR", null, null, "midnight", null, Map.of(who, "f3")));
            assertThat(script.participants()).containsExactly(new Participant("Narrator", null, null, "f3"));
            assertThat(script.language()).isEqualTo("pt-br");
            assertThat(script.theme()).isEqualTo("midnight");
            assertThat(script.title()).isEqualTo("Hello there");
        }
        assertThatThrownBy(() -> read(
                        yaml, new ScriptRequest("explainer", null, null, null, null, null, null, Map.of("Zoe", "f3"))))
                .hasMessage("voice: \"Zoe\" speaks nowhere; write one of Narrator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explainer.yaml", "product.yaml", "story.yaml"})
    void theSamplesAreReadWithTheirFilesAndWithoutANote(String sample) throws IOException {
        Path samples = Path.of("config/samples");
        byte[] content = Files.readAllBytes(samples.resolve(sample));

        Reading reading = reader.read(content, sample, samples, ScriptRequest.none());

        assertThat(reading.notes()).isEmpty();
        assertThat(reading.script().language()).isEqualTo("en");
        assertThat(reading.script().scenes()).allMatch(Scene::isSpoken);
        if (sample.equals("explainer.yaml")) {
            assertThat(reading.script().scenes())
                    .extracting(s -> s.visual().kind())
                    .contains("slide", "diagram", "chart", "code", "formula", "photo");
        }
    }

    @Test
    void othersMaySpeakButInAStory() {
        String scenes = "scenes: [{text: a}, {from: Ana, text: b}]";
        assertThat(read("format: explainer\n" + scenes).participants())
                .containsExactly(new Participant("Narrator"), new Participant("Ana"));
        assertThatThrownBy(() -> read("format: story\n" + scenes))
                .isExactlyInstanceOf(Problem.class)
                .hasMessage(
                        "s.yaml:2: scenes[1].from: one voice tells a story, and that is Narrator; leave from out, or"
                                + " name the voice in narrator:");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("", "s.yaml: no scenes; add scenes: with a list of text and what is shown"),
                arguments("scenes: []", "s.yaml:1: no scenes; add some with text and what is shown"),
                arguments(
                        "scenes:\n- {}",
                        "s.yaml:3: scenes[0]: the scene is empty; write its text, or give it something to show"),
                arguments(
                        "scenes:\n- {text: a, sticker: a.png}",
                        "s.yaml:3: scenes[0].sticker: only a chat has that, and the format is explainer; delete it"),
                arguments(
                        "scenes:\n- {day: Today}",
                        "s.yaml:3: scenes[0].day: only a chat has that, and the format is explainer; delete it"),
                arguments(
                        "look: ios\nscenes: [{text: a}]",
                        "s.yaml:2: look: only a chat has that; delete it, or write format: chat"),
                arguments(
                        "theme: Dark Blue\nscenes: [{text: a}]",
                        "s.yaml:2: theme: \"Dark Blue\" is no name of a preset; write small letters, digits and dashes"),
                arguments(
                        "style: comik\nscenes: [{text: a}]",
                        "s.yaml:2: style: there is no style \"comik\"; did you mean comic?"),
                arguments(
                        "scenes:\n- {text: a, slide: {titel: x}}",
                        "s.yaml:3: scenes[0].slide: \"titel\" is not known here; did you mean title?"),
                arguments(
                        "scenes:\n- {text: a, slide: {}}",
                        "s.yaml:3: scenes[0].slide: an empty slide; give it a title, or leave it out"),
                arguments(
                        "scenes:\n- text: a\n  chart: {type: donut, series: [{values: [1]}]}",
                        "s.yaml:4: scenes[0].chart.type: \"donut\" is not known; write one of bar, line, pie"),
                arguments(
                        "scenes:\n- text: a\n  chart:\n    type: bar\n    series:\n    - values: [1, two]",
                        "s.yaml:7: scenes[0].chart.series[0].values[1]: \"two\" is not a number; write it like 4.2"),
                arguments(
                        "scenes:\n- text: a\n  chart:\n    type: bar\n    labels: [x]\n    series: [{values: [1, 2]}]",
                        "s.yaml:7: scenes[0].chart.series: row 1 has 2 values for 1 label; give one for each"),
                arguments(
                        "scenes:\n- {text: a, chart: {type: pie, series: [{values: [1]}, {values: [1]}]}}",
                        "s.yaml:3: scenes[0].chart.series: a pie has one row of values; make it a bar chart, or two scenes"),
                arguments(
                        "scenes:\n- {text: a, code: {source: ' '}}",
                        "s.yaml:3: scenes[0].code.source: empty; write something"),
                arguments(
                        "scenes:\n- {text: a, code: {source: x, highlight: [0]}}",
                        "s.yaml:3: scenes[0].code.highlight[0]: 0 is too small; the smallest is 1"),
                arguments(
                        "scenes:\n- {text: a, image: {negative: x}}",
                        "s.yaml:3: scenes[0].image: prompt is missing; add it"),
                arguments(
                        "scenes:\n- {text: a, photo: a.png, clip: b.mp4}",
                        "s.yaml:3: scenes[0].clip: one scene cannot be photo and clip; make two scenes of it"),
                arguments(
                        "scenes:\n- {text: a, photo: {file: b.mp4}}",
                        "s.yaml:3: scenes[0].photo.file: \"b.mp4\" is no PNG, JPEG or WebP picture; save it as one"),
                arguments(
                        "scenes:\n- {text: a, clip: a.png}",
                        "s.yaml:3: scenes[0].clip: \"a.png\" is no MP4, WebM or MOV clip; save it as one"),
                arguments(
                        "scenes:\n- {text: a, clip: b.mkv}",
                        "s.yaml:3: scenes[0].clip: \"b.mkv\" is no MP4, WebM or MOV clip; save it as one"),
                arguments(
                        "scenes:\n- {text: a, clip: b.heic}",
                        "s.yaml:3: scenes[0].clip: \"b.heic\" is no MP4, WebM or MOV clip; save it as one"),
                arguments(
                        "scenes:\n- {text: a, photo: {file: a.png, motion: spin}}",
                        "s.yaml:3: scenes[0].photo.motion: \"spin\" is not known; write one of zoom-in, zoom-out, left,"
                                + " right, up, down, none"),
                arguments(
                        "scenes:\n- {text: a, visual: {kind: photo, file: x}}",
                        "s.yaml:3: scenes[0].visual.kind: \"photo\" is no kind of visual that can be written here; write"
                                + " small letters, digits and dashes (photo and clip have fields of their own)"),
                arguments(
                        "scenes:\n" + "- {text: a}\n".repeat(201),
                        "s.yaml:2: scenes: more than 200 scenes; make several videos of it, or raise"
                                + " kinoroute.script.max-scenes"),
                arguments(
                        "scenes:\n- {text: " + "x".repeat(4001) + "}",
                        "s.yaml:3: scenes[0].text: 4,001 characters in one scene; make several of it (4,000 at most), or"
                                + " raise kinoroute.script.max-characters"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrongWhereAndHowToMendIt(String yaml, String line) {
        assertThatThrownBy(() -> read("format: explainer\n" + yaml))
                .isExactlyInstanceOf(Problem.class)
                .hasMessage(line);
    }

    @Test
    void aChatsThemeAndNarratorAreNotThoseOfOthers() {
        assertThatThrownBy(() -> read("theme: midnight\nscenes: [{from: A, to: B, text: x}]"))
                .hasMessage("s.yaml:1: theme: \"midnight\" is not known; write one of light, dark");
        assertThatThrownBy(() -> read("narrator: {voice: f2}\nscenes: [{from: A, to: B, text: x}]"))
                .hasMessage("s.yaml:1: narrator: a chat has participants and no narrator; delete it, or write another"
                        + " format");
    }
}
