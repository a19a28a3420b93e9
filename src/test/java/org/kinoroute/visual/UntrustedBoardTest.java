package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.video.Problem;

/** Nothing that a script says of a board runs or loads; text is shown as text. */
class UntrustedBoardTest {

    private static final ProviderServer SERVER = new ProviderServer();
    private static final String URL = SERVER.url() + "/";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static final List<String> TRICKS = List.of(
            "<script>window.hit = 1; fetch('" + URL + "s')</script>",
            "<img src=x onerror=\"window.hit = 1; new Image().src='" + URL + "i'\">",
            "<img src=\"" + URL + "direct.png\">",
            "</style><style>*{background:url(" + URL + "css) !important}</style>",
            "<svg onload=\"window.hit = 1\"><iframe src=\"" + URL + "frame\"></iframe>",
            "javascript:fetch('" + URL + "j')",
            "url(" + URL + "x); } * { display: none",
            "${7*7} {{7*7}}");
    private static final String ALL = String.join(" ", TRICKS);
    private static final String TITLE = ALL.substring(0, 300);

    static Stream<Arguments> boards() {
        List<Integer> values = Collections.nCopies(TRICKS.size(), 1);
        return Stream.of(
                Arguments.of(
                        "slide", Map.of("title", TITLE, "subtitle", ALL, "bullets", TRICKS, "price", TRICKS.get(0))),
                Arguments.of(
                        "chart",
                        Map.of(
                                "type",
                                "bar",
                                "title",
                                TRICKS.get(0),
                                "labels",
                                TRICKS,
                                "series",
                                List.of(
                                        Map.of("name", TRICKS.get(1), "values", values),
                                        Map.of("name", TITLE, "values", values)))),
                Arguments.of("code", Map.of("language", "html", "source", String.join("\n", TRICKS), "title", TITLE)),
                Arguments.of("formula", Map.of("latex", "x", "title", TITLE)),
                Arguments.of("diagram", Map.of("source", "flowchart LR\n a --> b", "title", TITLE)));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void markupIsShownAsItWasWritten(String kind, Map<String, Object> properties) {
        assertThat(drawn(kind, properties)).contains(TRICKS.get(0));
        assertThat(SERVER.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flowchart LR\n a[\"TRICK\"] -->|\"TRICK\"| b",
                "sequenceDiagram\n A->>B: TRICK\n Note over A: TRICK",
                "classDiagram\n class A[\"TRICK\"]",
                "mindmap\n root[\"TRICK\"]",
                "pie title TRICK\n \"TRICK\" : 1"
            })
    void labelsOfDiagramsRunNothing(String source) {
        drawnOrRefused("diagram", Map.of("source", source.replace("TRICK", ALL.replace("\"", "'"))));
        drawnOrRefused(
                "diagram",
                Map.of("source", source.replace("TRICK", TRICKS.get(1).replace("\"", "'"))));
    }

    @Test
    void directivesAndLinksOfDiagramsReachNothing() {
        for (String source : List.of(
                "flowchart LR\n a --> b\n click a href \"" + URL + "click\" _self\n click b call alert()",
                "flowchart LR\n a --> b\n click a \"javascript:window.hit=1\"",
                "%%{init: {\"securityLevel\": \"loose\", \"htmlLabels\": true, \"themeCSS\": \"*{background:url(" + URL
                        + "css)}\"}}%%\nflowchart LR\n a[\"<img src='" + URL + "img' onerror='window.hit=1'>\"] --> b",
                "%%{init: {\"fontFamily\": \"x; } @import url(" + URL + "font); a{\"}}%%\nflowchart LR\n a --> b",
                "flowchart LR\n a --> b\n style a fill:url(" + URL + "fill),background:url(" + URL + "bg)",
                "flowchart LR\n a@{ img: \"" + URL + "img.png\", label: \"x\" } --> b",
                "---\nconfig:\n  securityLevel: loose\n  themeCSS: \"* { background: url(" + URL + "y) }\"\n---\n"
                        + "flowchart LR\n a[\"<b onclick='window.hit=1'>x</b>\"] --> b")) {
            drawnOrRefused("diagram", Map.of("source", source));
        }
    }

    @Test
    void commandsOfFormulasReachNothing() {
        for (String latex : List.of(
                "\\href{javascript:window.hit=1}{x}",
                "\\href{" + URL + "href}{x}",
                "\\url{" + URL + "url}",
                "\\includegraphics[height=1em]{" + URL + "img.png}",
                "\\htmlStyle{background:url(" + URL + "css)}{x}",
                "\\htmlData{a=b}{x} \\htmlClass{stage}{x} \\htmlId{a}{x}",
                "\\text{<img src=x onerror=window.hit=1>}",
                "\\def\\a{\\a\\a}\\a",
                "\\rule{1000em}{1000em}")) {
            drawnOrRefused("formula", Map.of("latex", latex));
        }
    }

    /** The text of a board, after a look at what should not have happened. */
    private static String drawn(String kind, Map<String, Object> properties) {
        return SampleBoards.BOARDS.drawn(
                SampleBoards.order(kind, properties, "midnight", "en", SampleBoards.settings(640, 360, null)),
                (tab, layers) -> {
                    assertThat(tab.call("none => String(window.hit)", "")).isEqualTo("undefined");
                    assertThat(tab.call(
                                    "none => String(document.querySelectorAll('iframe, object, main img, main script').length)",
                                    ""))
                            .isEqualTo("0");
                    return tab.call("none => document.querySelector('main').textContent", "");
                });
    }

    private static void drawnOrRefused(String kind, Map<String, Object> properties) {
        try {
            drawn(kind, properties);
        } catch (Problem refused) {
            assertThat(refused.getMessage()).doesNotContain("\n");
        }
        assertThat(SERVER.requests()).as(properties.toString()).isEmpty();
    }
}
