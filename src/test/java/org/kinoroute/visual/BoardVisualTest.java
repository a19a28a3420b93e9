package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kinoroute.video.Box;
import org.kinoroute.video.Drawing;
import org.kinoroute.video.Problem;
import org.kinoroute.visual.SampleBoards.Drawn;

class BoardVisualTest {

    private static final int CYAN = 0x4fd6ee;

    static Stream<Arguments> everywhere() {
        int[][] sizes = {{1920, 1080}, {240, 240}, {480, 3840}, {3840, 480}};
        return Stream.of(sizes).flatMap(size -> SampleBoards.ALL.keySet().stream()
                .filter(name -> size[0] * size[1] < 1_000_000 || name.matches("slide-bullets|chart-pie|code"))
                .map(name -> Arguments.of(name, size[0], size[1])));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void boardsFillFramesOfAllSizesAndTheirLayersStayWithin(String name, int width, int height) {
        // A sequence has no room for its words in a very flat frame; what it says then is tested below.
        if (name.startsWith("diagram") && Math.max(width, height) > 4 * Math.min(width, height)) {
            return;
        }
        Drawn drawn = SampleBoards.draw(name, "paper", width, height, null);
        Drawing drawing = drawn.drawing();

        assertThat(drawing.width()).isEqualTo(width);
        assertThat(drawing.height()).isEqualTo(height);
        assertThat(Studio.isOpaque(drawn.sheets().get(0))).as("the base").isTrue();
        assertThat(drawing.layers()).isNotEmpty().allSatisfy(layer -> {
            assertThat(layer.x()).isBetween(0, width - layer.sprite().width());
            assertThat(layer.y()).isBetween(0, height - layer.sprite().height());
            BufferedImage sheet = drawn.sheets().get(layer.sprite().sheet());
            assertThat(sheet.getWidth()).isEqualTo(layer.sprite().width());
            assertThat(sheet.getHeight()).isEqualTo(layer.sprite().height());
            assertThat(Studio.countWhere(sheet, pixel -> pixel >>> 24 > 60))
                    .as("something is drawn")
                    .isPositive();
            assertThat(Studio.isOpaque(sheet)).as("it lies on nothing").isFalse();
        });
    }

    @Test
    void aSlideEntersTitleFirstThenBulletByBullet() {
        Drawn drawn = SampleBoards.draw("slide-bullets", "midnight", 640, 360, null);
        List<Drawing.Layer> layers = drawn.drawing().layers();

        assertThat(layers).hasSize(5);
        for (int i = 2; i < layers.size(); i++) {
            assertThat(layers.get(i).y()).isGreaterThan(layers.get(i - 1).y());
        }
        assertThat(Studio.count(drawn.sheets().get(0), CYAN))
                .as("accents of the base")
                .isZero();
        assertThat(Studio.count(drawn.sheets().get(1), CYAN))
                .as("the title's bar")
                .isGreaterThan(50);
        assertThat(Studio.count(drawn.sheets().get(2), CYAN))
                .as("a bullet's dot")
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "chart-bar, 5",
        "chart-bars, 2",
        "chart-line, 2",
        "chart-pie, 5",
        "diagram-flow, 1",
        "code, 1",
        "formula, 1"
    })
    void layersAreWhatEntersOneAfterTheOther(String name, int layers) {
        assertThat(SampleBoards.layers(name, "midnight", 640, 360, null)).hasSize(layers);
    }

    @Test
    void barsAreAsHighAsTheirValues() {
        Drawn drawn = SampleBoards.draw("chart-bar", "midnight", 640, 360, null);

        List<Integer> heights = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> Studio.count(drawn.sheets().get(i), CYAN))
                .toList();
        double first = heights.get(0) / 1.5;
        assertThat(heights.get(3) / 3.01).isBetween(0.97 * first, 1.03 * first);
        assertThat(heights.get(4) / 2.77).isBetween(0.97 * first, 1.03 * first);
    }

    @Test
    void slicesAreAsLargeAsTheirShares() {
        Drawn drawn = SampleBoards.draw("chart-pie", "midnight", 640, 360, null);

        double heating = Studio.count(drawn.sheets().get(1), CYAN);
        double water = Studio.count(drawn.sheets().get(2), 0x8f8bff);
        assertThat(heating / water).isBetween(0.9 * 9800 / 2600, 1.1 * 9800 / 2600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slide-bullets | How a heat pump works | One kilowatt in, three to four kilowatts out",
                "slide-card    | Terra Mug             | R$ 89,90",
                "diagram-flow  | Condenser             | Expansion valve",
                "chart-bar     | 2021                  | 3.01\u00a0m",
                "chart-line    | Lisbon                | -3\u00a0°C",
                "chart-pie     | Appliances            | 63%",
                "code          | record HeatPump       | return 0.5 * limit;",
            })
    void whatTheScriptSaysIsThere(String name, String one, String other) {
        assertThat(text(SampleBoards.kind(name), SampleBoards.ALL.get(name), "en"))
                .contains(one, other);
    }

    @Test
    void numbersAreWrittenTheWayOfTheLanguage() {
        assertThat(text("chart", SampleBoards.ALL.get("chart-bar"), "pt-br")).contains("3,01\u00a0m");
        assertThat(text("chart", SampleBoards.ALL.get("chart-bar"), "no such language"))
                .contains("3.01\u00a0m");
    }

    @Test
    void codeHasTheColoursOfItsLanguageAndBarsOverItsLines() {
        String keyword = "0xa79bff";
        Drawn java = SampleBoards.draw("code", "midnight", 1280, 720, null);
        Drawn unknown = SampleBoards.draw("code", Map.of("language", "klingon", "source", "record x"), 1280, 720);

        assertThat(Studio.count(java.sheets().get(0), Integer.decode(keyword))).isGreaterThan(20);
        assertThat(Studio.count(unknown.sheets().get(0), Integer.decode(keyword)))
                .isZero();
        assertThat(unknown.drawing().layers()).isEmpty();
        assertThat(SampleBoards.layers(SampleBoards.order(
                        "code",
                        Map.of("source", "a\nb\nc\nd", "highlight", List.of(1, "3-4", 99)),
                        "midnight",
                        "en",
                        SampleBoards.settings(640, 360, null))))
                .hasSize(2);
    }

    /** Rarer languages lie in files of their own. */
    @Test
    void rareLanguagesAreColouredToo() {
        Drawn drawn = SampleBoards.draw(
                "code", Map.of("language", "haskell", "source", "main = putStrLn \"hello\""), 640, 360);

        assertThat(Studio.count(drawn.sheets().get(0), 0x8ce3b0))
                .as("the colour of strings")
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080", "1080, 1920", "320, 240"})
    void longTextsShrinkAndAreCutButNeverHangOver(int width, int height) {
        String words = "An extraordinarily long explanation of everything 日本語のとても長い説明文 🎉 "
                .repeat(12)
                .strip();
        Map<String, Object> slide = Map.of(
                "title", words.substring(0, 300),
                "subtitle", words.substring(0, 400),
                "bullets", Collections.nCopies(30, words));
        String overhang = SampleBoards.BOARDS.drawn(
                SampleBoards.order("slide", slide, "midnight", "en", SampleBoards.settings(width, height, "bold")),
                (tab, layers) -> tab.call(
                        "none => { const box = document.querySelector('.sheet'); return String("
                                + "Math.max(box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth)); }",
                        ""));

        assertThat(Integer.parseInt(overhang)).isLessThanOrEqualTo(1);
    }

    @Test
    void whatCaptionsCoverStaysFree() {
        for (int[] size : new int[][] {{640, 360}, {360, 640}}) {
            int captions = (int) (size[1] * (size[0] > size[1] ? 0.74 : 0.65));
            for (String name : SampleBoards.ALL.keySet()) {
                assertThat(SampleBoards.layers(name, "midnight", size[0], size[1], "bold"))
                        .as(name)
                        .allSatisfy(layer ->
                                assertThat(layer.y() + layer.height()).isLessThanOrEqualTo(captions + size[1] / 30));
            }
        }
    }

    @Test
    void arabicRunsFromTheRight() {
        Map<String, Object> slide = Map.of("title", "مضخة حرارية", "bullets", List.of("تنقل الحرارة", "توفر الطاقة"));
        List<Box> right = SampleBoards.layers(
                SampleBoards.order("slide", slide, "midnight", "ar", SampleBoards.settings(640, 360, null)));
        List<Box> left = SampleBoards.layers(
                SampleBoards.order("slide", slide, "midnight", "en", SampleBoards.settings(640, 360, null)));

        assertThat(right.get(0).x()).isGreaterThan(320);
        assertThat(left.get(0).x()).isLessThan(320);
    }

    @Test
    void theSameIsDrawnTheSame() {
        for (String name : List.of("diagram-flow", "chart-line", "code")) {
            BufferedImage one =
                    SampleBoards.draw(name, "aurora", 640, 360, null).whole();
            BufferedImage other =
                    SampleBoards.draw(name, "aurora", 640, 360, null).whole();
            assertThat(Studio.pixels(other)).isEqualTo(Studio.pixels(one));
        }
        Map<String, Object> branches =
                Map.of("source", "gitGraph\n commit\n branch a\n commit\n checkout main\n merge a");
        assertThat(text("diagram", branches, "en")).isEqualTo(text("diagram", branches, "en"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "diagram | source | flowchart LR; a -->       | diagram cannot be read.*on line 2",
                "diagram | source | this is no diagram         | diagram cannot be read",
                "diagram | source | ''                         | source.*missing",
                "formula | latex  | \\frac{1                   | formula cannot be read",
                "formula | latex  | \\nosuchcommand            | formula cannot be read.*nosuchcommand",
                "formula | formel | x                          | latex.*missing",
                "chart   | type   | radar                      | radar.*bar, line, pie",
                "chart   | type   | bar                        | labels.*missing",
                "slide   | layout | card                       | slide is empty",
                "slide   | layout | round                      | round.*title, bullets, card",
                "code    | source | '  '                       | source.*missing",
            })
    void whatCannotBeDrawnIsAProblemInOneLine(String kind, String name, String value, String told) {
        assertThatThrownBy(() -> SampleBoards.draw(kind, Map.of(name, value), 640, 360))
                .isInstanceOf(Problem.class)
                .hasMessageMatching("(?s).*" + told + ".*")
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("\n"));
    }

    @Test
    void chartsWithoutSoundDataAreProblems() {
        List<String> labels = List.of("a", "b");
        assertProblem(Map.of("labels", labels), "series.*missing");
        assertProblem(chart("bar", labels, List.of(1)), "2 labels.*1 values");
        assertProblem(chart("bar", labels, List.of(1, "many")), "\"many\".*no number");
        assertProblem(chart("line", labels, List.of(1, Double.NaN)), "NaN.*no number");
        assertProblem(chart("pie", labels, List.of(1, -1)), "shares");
        assertProblem(chart("pie", labels, List.of(0, 0)), "shares");
        assertProblem(Map.of("labels", "a", "series", List.of()), "labels.*is a list");
        assertProblem(chart("bar", Collections.nCopies(500, "a"), Collections.nCopies(500, 1)), "500 entries");
        assertThat(SampleBoards.draw("chart", chart("bar", labels, List.of("1.5", -2)), 640, 360)
                        .drawing()
                        .layers())
                .hasSize(2);
    }

    @Test
    void whatIsTooLargeToBeReadIsAProblem() {
        StringBuilder chain = new StringBuilder("flowchart LR\n");
        IntStream.range(0, 150).forEach(i -> chain.append("n")
                .append(i)
                .append("[A node with words] --> n")
                .append(i + 1)
                .append("\n"));

        assertThatThrownBy(() -> SampleBoards.draw("diagram", Map.of("source", chain.toString()), 640, 360))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> SampleBoards.draw("code", Map.of("source", "line\n".repeat(200)), 640, 360))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("200 lines");
        assertThatThrownBy(() -> SampleBoards.draw("formula", Map.of("latex", "x+".repeat(400) + "x"), 640, 360))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("too long");
        assertThatThrownBy(() -> SampleBoards.draw("code", Map.of("source", "x".repeat(30_000)), 640, 360))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("30000 characters");
    }

    @Test
    void theKeyKnowsAllThatDecidesAndNothingElse() {
        Map<String, Object> slide = SampleBoards.ALL.get("slide-title");
        String key = SampleBoards.BOARDS.key(
                SampleBoards.order("slide", slide, "midnight", "en", SampleBoards.settings(640, 360, null)));

        assertThat(key).matches("visuals/[0-9a-f]{64}\\.json");
        assertThat(Stream.of(
                                SampleBoards.order(
                                        "slide", slide, "paper", "en", SampleBoards.settings(640, 360, null)),
                                SampleBoards.order(
                                        "slide", slide, "midnight", "ar", SampleBoards.settings(640, 360, null)),
                                SampleBoards.order(
                                        "slide", slide, "midnight", "en", SampleBoards.settings(642, 360, null)),
                                SampleBoards.order(
                                        "slide", slide, "midnight", "en", SampleBoards.settings(640, 360, "bold")),
                                SampleBoards.order(
                                        "slide",
                                        Map.of("title", "Another"),
                                        "midnight",
                                        "en",
                                        SampleBoards.settings(640, 360, null)))
                        .map(SampleBoards.BOARDS::key))
                .doesNotHaveDuplicates()
                .doesNotContain(key);
        // Another style of captions covers the same room.
        assertThat(SampleBoards.BOARDS.key(
                        SampleBoards.order("slide", slide, "midnight", "en", SampleBoards.settings(640, 360, "bold"))))
                .isEqualTo(SampleBoards.BOARDS.key(
                        SampleBoards.order("slide", slide, "midnight", "en", SampleBoards.settings(640, 360, "box"))));
    }

    private static Map<String, Object> chart(String type, List<?> labels, List<?> values) {
        return Map.of("type", type, "labels", labels, "series", List.of(Map.of("name", "s", "values", values)));
    }

    private static void assertProblem(Map<String, Object> chart, String told) {
        assertThatThrownBy(() -> SampleBoards.draw("chart", chart, 640, 360))
                .isInstanceOf(Problem.class)
                .hasMessageMatching(".*" + told + ".*");
    }

    private static String text(String kind, Map<String, Object> properties, String language) {
        return SampleBoards.BOARDS.drawn(
                SampleBoards.order(kind, properties, "midnight", language, SampleBoards.settings(1280, 720, null)),
                (tab, layers) -> tab.call("none => document.body.textContent", ""));
    }
}
