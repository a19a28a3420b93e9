package org.kinoroute.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.video.Problem;

/** What is wrong with a user's file is said in one line: where, what, and how to mend it. */
class RouteCheckTest {

    /** Those of the files in the folder {@code pipeline}, which stands for the built-in ones. */
    private static final Set<String> SETTINGS = Set.of("kinoroute.lane");

    private static final String EXAMPLES = "; the built-in files in routes/ are examples";
    private static final String INDENT = "; look at its spelling and at how far it is indented" + EXAMPLES;

    private static final String ERRORS =
            """
            - routeConfiguration:
                description: For every route that names none.
                errorHandler:
                  noErrorHandler: {}
            - routeConfiguration:
                id: stage
                description: Sets aside.
                errorHandler:
                  defaultErrorHandler: {}
            """;
    private static final String VOICE =
            """
            - routeTemplate:
                id: voicing-worker
                description: Consumes a queue.
                parameters:
                  - name: queue
                    required: true
                route:
                  from:
                    uri: spring-rabbitmq:default
                    parameters:
                      queues: "{{queue}}"
                    steps:
                      - to: direct:voicing
            - route:
                id: voicing
                description: Speaks.
                from:
                  uri: direct:voicing
                  steps:
                    - toD:
                        id: voicing-engine
                        uri: direct:voice-${header.engine}
            """;
    private static final String ESPEAK =
            """
            - route:
                id: voice-espeak
                description: Speaks with eSpeak NG.
                from:
                  uri: direct:voice-espeak
                  steps:
                    - log: "{{kinoroute.lane}}"
            """;

    @TempDir
    Path home;

    static Stream<Arguments> notYaml() {
        return Stream.of(
                arguments(
                        "- route:\n\tid: mine\n",
                        ":2: not YAML: found character '\\t(TAB)' that cannot start any token."
                                + " (Do not use \\t(TAB) for indentation); mend this line or the one before it"
                                + " (spaces, quotes, brackets)"),
                arguments(
                        "- route:\n    id: \"mine\n    description: x\n",
                        ":4: not YAML: found unexpected end of stream; mend this line or the one before it"
                                + " (spaces, quotes, brackets)"),
                arguments(
                        "- route: [\n",
                        ":2: not YAML: expected the node content, but found '<stream end>'; mend this line or the"
                                + " one before it (spaces, quotes, brackets)"),
                arguments(
                        "- route: *mine\n",
                        ":1: not YAML: found undefined alias mine; mend this line or the one before it (spaces,"
                                + " quotes, brackets)"),
                arguments("- &a\n  route: *a\n", ":1: an alias names what it stands in; write the steps out"),
                arguments("", ":1: the file is empty; begin with \"- route:\", or remove it"),
                arguments("# later\n", ":1: the file is empty; begin with \"- route:\", or remove it"),
                arguments("[]\n", ":1: the list is empty; begin with \"- route:\", or remove the file"),
                arguments(
                        "# mine\nroute:\n  id: mine\n",
                        ":2: the top of a route file is a list; begin with \"- route:\""),
                arguments("hello\n", ":1: the top of a route file is a list; begin with \"- route:\""),
                arguments("- route\n", ":1: this is no entry of a route file; write one such as \"- route:\""));
    }

    static Stream<Arguments> notInTheSchema() {
        return Stream.of(
                arguments(
                        "- route:\n",
                        ":1: \"route\" is empty, where a block of keys belongs; write its keys below it, further to"
                                + " the right"),
                arguments("- rout:\n    id: mine\n", ":1: \"rout\" is no key of a route file" + INDENT),
                arguments(
                        "- route:\n    id: mine\n    form:\n      uri: direct:mine\n",
                        ":3: \"form\" is no key of \"route\"" + INDENT),
                arguments(
                        "- route:\n    id: mine\n    id: yours\n",
                        ":3: \"id\" is there twice in one place; keep one of them"),
                arguments(
                        route("route-configuration-id: stage", "- log: x"),
                        ":3: \"route-configuration-id\" is no key here; write it as \"routeConfigurationId\""),
                arguments(
                        steps("- set-body:", "    simple: x"),
                        ":7: \"set-body\" is no key here; write it as" + " \"setBody\""),
                arguments(steps("- setBody:", "    simpel: x"), ":8: \"simpel\" is no key of \"setBody\"" + INDENT),
                arguments(
                        steps("- setHeader:", "    simple: x"), ":8: \"setHeader\" needs \"name\"; add it" + EXAMPLES),
                arguments(
                        steps("- log: x", "  to: direct:voicing"),
                        ":7: an entry of \"steps\" has more than one key; begin the next entry with \"- \""),
                arguments(
                        steps("- choice:", "    when:", "      simple: x"),
                        ":9: \"when\" is a block of keys, where a list belongs; begin each of its lines with \"- \""),
                arguments(
                        "- route:\n    id: 5\n    from:\n      uri: direct:mine\n      steps: []\n",
                        ":2: \"id\" is a whole number, where a text belongs; write it as one text, in quotes"),
                arguments(
                        steps("- to:", "    uri: direct:voicing", "    pattern: Sometimes"),
                        ":9: \"pattern\": does not have a value in the enumeration [\"InOnly\", \"InOut\"]" + EXAMPLES),
                arguments(
                        "- routeConfiguration:\n    id: mine\n    onException:\n      - exception:\n"
                                + "          - java.lang.Exception\n",
                        ":4: \"exception\" is no key of \"onException\"" + INDENT));
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments(
                        "- route:\n    from:\n      uri: direct:mine\n      steps:\n        - log: x\n",
                        ":1: this route has no id; add \"id:\" below it"),
                arguments(
                        "- from:\n    uri: direct:mine\n    steps:\n      - log: x\n",
                        ":1: a route needs an id; write \"- route:\" with id: and from: below it"),
                arguments(
                        route("description: x", "- log: x").replace("id: mine", "id: voicing"),
                        ":2: route \"voicing\" is there already, in routes/41-voicing.camel.yaml:15; give this one another"
                                + " id, or call this file 41-voicing.camel.yaml to replace that one"),
                arguments(
                        steps("- to:", "    id: voicing-engine", "    uri: direct:voicing"),
                        ":8: step \"voicing-engine\" is there already, in routes/41-voicing.camel.yaml:21; give this one"
                                + " another id, or call this file 41-voicing.camel.yaml to replace that one"),
                arguments(
                        steps("- log: x") + steps("- log: x").replace("direct:mine", "direct:other"),
                        ":9: route \"mine\" is there already, in FILE:2; give this one another id"),
                arguments(
                        steps("- log: x") + steps("- log: x").replace("id: mine", "id: other"),
                        ":12: a route begins at direct:mine there already, in FILE:5; let this one begin elsewhere"),
                arguments(
                        steps("- log: x").replace("uri: direct:mine", "uri: direct:voicing"),
                        ":5: a route begins at direct:voicing there already, in routes/41-voicing.camel.yaml:18; let this"
                                + " one begin elsewhere, or call this file 41-voicing.camel.yaml to replace that one"),
                arguments(
                        "- routeTemplate:\n    id: voicing-worker\n    from:\n      uri: direct:mine\n"
                                + "      steps:\n        - log: x\n",
                        ":2: routeTemplate \"voicing-worker\" is there already, in routes/41-voicing.camel.yaml:2; give"
                                + " this one another id, or call this file 41-voicing.camel.yaml to replace that one"),
                arguments(
                        "- routeConfiguration:\n    id: stage\n    errorHandler:\n      noErrorHandler: {}\n",
                        ":2: routeConfiguration \"stage\" is there already, in routes/00-errors.camel.yaml:6; give this"
                                + " one another id, or call this file 00-errors.camel.yaml to replace that one"),
                arguments(
                        "- routeConfiguration:\n    errorHandler:\n      noErrorHandler: {}\n",
                        ":1: a routeConfiguration without id, which holds for every route that names none, is there"
                                + " already, in routes/00-errors.camel.yaml:1; give this one an id, and name it in your"
                                + " routes as routeConfigurationId, or call this file 00-errors.camel.yaml to replace"
                                + " that one"));
    }

    static Stream<Arguments> links() {
        String nowhere = "no route begins at direct:nowhere; add one, or look at its spelling";
        return Stream.of(
                arguments(
                        route("routeConfigurationId: stagee", "- log: x"),
                        ":3: there is no routeConfiguration \"stagee\"; there is \"stage\""),
                arguments(steps("- to: direct:nowhere"), ":7: " + nowhere),
                arguments(steps("- to:", "    uri: direct:nowhere"), ":8: " + nowhere),
                arguments(
                        steps("- to:", "    uri: direct", "    parameters:", "      name: nowhere"), ":8: " + nowhere),
                arguments(
                        steps("- to:", "    uri: direct://nowhere", "    parameters:", "      timeout: 1"),
                        ":8: " + nowhere),
                arguments(steps("- toD: direct:nowhere?block=false"), ":7: " + nowhere),
                arguments(steps("- wireTap:", "    uri: direct:nowhere"), ":8: " + nowhere),
                arguments(steps("- enrich:", "    constant: direct:nowhere"), ":8: " + nowhere),
                arguments(
                        steps("- enrich:", "    expression:", "      constant:", "        expression: direct:nowhere"),
                        ":10: " + nowhere),
                arguments(steps("- recipientList:", "    constant: direct:voicing,direct:nowhere"), ":8: " + nowhere),
                arguments(
                        steps("- split:", "    simple: x", "    steps:", "      - to: direct:nowhere"),
                        ":10: " + nowhere),
                arguments(
                        steps("- toD: direct:nowhere-${header.kind}"),
                        ":7: no route begins at direct:nowhere-${header.kind}; add one, or look at its spelling"),
                arguments(
                        "- templatedRoute:\n    routeTemplateRef: voicing-workers\n    routeId: mine\n",
                        ":2: there is no routeTemplate \"voicing-workers\"; there is \"voicing-worker\""),
                arguments(
                        "- templatedRoute:\n    routeTemplateRef: voicing-worker\n    routeId: mine\n    parameters:\n"
                                + "      - name: queu\n        value: x\n",
                        ":5: routeTemplate \"voicing-worker\" has no parameter \"queu\"; it has \"queue\""),
                arguments(
                        "- templatedRoute:\n    routeTemplateRef: voicing-worker\n    routeId: mine\n",
                        ":2: routeTemplate \"voicing-worker\" needs the parameter \"queue\"; add it under parameters:"),
                arguments(
                        steps("- log: \"{{kinoroute.nothing}}\""),
                        ":7: the setting {{kinoroute.nothing}} has no value; give it one in config/application.yaml,"
                                + " or here: {{kinoroute.nothing:value}}"),
                arguments(
                        steps("- to:", "    uri: log:x?level=INFO", "    parameters:", "      showBody: true"),
                        ":8: options stand behind the \"?\" and in parameters: both, where Camel reads but one; move"
                                + " all of them to parameters:"),
                arguments(
                        steps("- to: spring-rabbit:default"),
                        ":7: there is no component \"spring-rabbit\"; look at its spelling, or add its jar to the"
                                + " class path"));
    }

    @ParameterizedTest
    @MethodSource({"notYaml", "notInTheSchema", "names", "links"})
    void aBadFileIsRefusedInOneLine(String text, String line) throws IOException {
        Path file = write("50-mine.camel.yaml", text);

        assertThat(refusal()).isEqualTo(file + line.replace("FILE", file.toString()));
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path file = home.resolve("50-mine.camel.yaml");
        Files.write(file, new byte[] {'-', ' ', 0, 1, 2, (byte) 0xff});

        assertThat(refusal()).startsWith(file + ":1: not YAML: ").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: direct:voicing",
                "- to: direct:mine",
                "- toD: direct:voice-${header.engine}",
                "- toD: ${header.anywhere}",
                "- log: \"{{kinoroute.nothing:a default}}\"",
                "- log: \"{{?kinoroute.nothing}}\"",
                "- log: \"{{env:HOME}}\"",
                "- log: \"{{kinoroute.lane}}\"",
                "- setBody:\n            constant: direct:this-is-but-a-text",
                "- bean:\n            ref: noSuchBeanYet",
                "- split:\n            simple: x\n            streaming: \"true\"\n            steps: []",
                "- split:\n            simple: x\n            streaming: \"{{kinoroute.lane}}\"\n            steps: []",
            })
    void aGoodFileIsTaken(String step) throws IOException {
        write("50-mine.camel.yaml", steps(step));

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aTemplateMayUseItsParametersAsSettings() throws IOException {
        write(
                "50-mine.camel.yaml",
                """
                - routeTemplate:
                    id: mine
                    parameters:
                      - name: door
                    from:
                      uri: direct:{{door}}
                      steps:
                        - to: direct:anything-by-template
                - templatedRoute:
                    routeTemplateRef: mine
                    routeId: first
                    parameters:
                      - name: door
                        value: anything-by-template
                """);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aFileReplacesTheBuiltInOneOfItsName() throws IOException {
        write("42-voice-espeak.camel.yaml", ESPEAK);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    static Stream<Arguments> incompleteReplacements() {
        return Stream.of(
                arguments(
                        "42-voice-espeak.camel.yaml",
                        ESPEAK.replace("direct:voice-espeak", "direct:speak"),
                        ":1: no route begins at direct:voice-${header.engine}, as in the built-in file, and"
                                + " routes/41-voicing.camel.yaml:22 calls it; let one of these routes begin there"),
                arguments(
                        "00-errors.camel.yaml",
                        ERRORS.replace("id: stage", "id: strict"),
                        ":1: there is no routeConfiguration \"stage\", as in the built-in file, and others use it;"
                                + " add one"),
                arguments(
                        "41-voicing.yaml",
                        VOICE.replace("id: voicing-worker", "id: worker"),
                        ":1: there is no routeTemplate \"voicing-worker\", as in the built-in file, and others use it;"
                                + " add one"));
    }

    @ParameterizedTest
    @MethodSource("incompleteReplacements")
    void whatAReplacementLeavesOutIsMissed(String name, String text, String line) throws IOException {
        Path file = write(name, text);

        assertThat(refusal()).isEqualTo(file + line);
    }

    @Test
    void twoUserFilesMayNotShareAnId() throws IOException {
        Path first = write("50-mine.camel.yaml", steps("- log: x"));
        Path second = write("51-mine.yaml", steps("- log: x").replace("direct:mine", "direct:other"));

        assertThat(refusal())
                .isEqualTo(
                        first + ":2: route \"mine\" is there already, in " + second + ":2; give this one another id");
    }

    @Test
    void builtInFilesNeedDescriptions() {
        List<RouteFile> files = List.of(Pipeline.file("50-mine.camel.yaml", route("group: mine", "- log: x")));

        Problem problem =
                catchThrowableOfType(Problem.class, () -> new RouteCheck(files, SETTINGS::contains).checkAll());

        assertThat(problem)
                .hasMessage("routes/50-mine.camel.yaml:1: this route has no description; say what it does in one"
                        + " sentence");
    }

    private String refusal() {
        return catchThrowableOfType(Problem.class, this::check).getMessage();
    }

    private void check() {
        List<RouteFile> files = List.of(
                Pipeline.file("00-errors.camel.yaml", ERRORS),
                Pipeline.file("41-voicing.camel.yaml", VOICE),
                Pipeline.file("42-voice-espeak.camel.yaml", ESPEAK));
        for (Path path : Pipeline.userFiles(home)) {
            files = RouteFiles.with(files, path);
        }
        new RouteCheck(files, SETTINGS::contains).checkUserFiles();
    }

    private static String steps(String... lines) {
        return route("description: Mine.", lines);
    }

    /** A route whose steps begin in line 7. */
    private static String route(String property, String... steps) {
        return "- route:\n    id: mine\n    " + property + "\n    from:\n      uri: direct:mine\n      steps:\n        "
                + String.join("\n        ", steps) + "\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text, StandardCharsets.UTF_8);
    }
}
