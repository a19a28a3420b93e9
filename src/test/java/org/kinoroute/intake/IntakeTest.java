package org.kinoroute.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.compose.UploadProperties;
import org.kinoroute.compose.Uploads;
import org.kinoroute.library.Bundled;
import org.kinoroute.library.Kind;
import org.kinoroute.library.Libraries;
import org.kinoroute.library.LibraryProperties;
import org.kinoroute.routes.RouteStock;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptWriters;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Format;
import org.kinoroute.video.Prices;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Settings;
import org.kinoroute.video.VideoDefaults;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.voice.ChosenVoices;
import org.kinoroute.voice.VoiceProperties;
import org.kinoroute.voice.VoiceServices;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockPropertySource;
import org.springframework.util.unit.DataSize;

/** What the API is asked for, right and wrong. */
class IntakeTest {

    private static final Path MUG = Path.of("config/samples/pictures/mug-front.jpg");
    private static final Path CAT = Path.of("config/samples/pictures/cat-sticker.webp");
    private static final String CHAT =
            "\"script\": [{\"from\": \"Ana\", \"to\": \"Bruno\", \"text\": \"Oi!\"}, {\"from\": \"Bruno\", \"text\": \"Oi\"}]";
    private static final String PRODUCT =
            "\"title\": \"Mug\", \"description\": \"Keeps tea warm.\", \"price\": \"€ 9\", \"images\": [\"%s\"]";

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final IntakeDoor door;

    IntakeTest() {
        environment.getPropertySources().addFirst(new MockPropertySource().withProperty("OPENAI_MODEL", ""));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ScriptProperties limits = ScriptProperties.defaults();
        Binder binder = Binder.get(environment);
        VoiceProperties voices = binder.bindOrCreate("kinoroute.voice", VoiceProperties.class);
        door = new IntakeDoor(
                environment,
                new RouteStock("no-such-folder", environment),
                binder.bindOrCreate("kinoroute.video", VideoDefaults.class),
                new ScriptReader(limits),
                ScriptWriters.of(limits, environment),
                binder.bindOrCreate("kinoroute.prices", Prices.class),
                new ChosenVoices(null, new VoiceServices(environment, voices), voices),
                new Uploads(binder.bindOrCreate("kinoroute.uploads", UploadProperties.class)),
                new Libraries(null, binder.bindOrCreate("kinoroute.library", LibraryProperties.class), null) {
                    // Nobody has handed anything in.
                    @Override
                    public Optional<Path> file(String kind, String nameOrId, String owner) {
                        return bundled(kind).named(nameOrId);
                    }

                    @Override
                    public Optional<Path> random(String kind, long seed, String owner) {
                        return bundled(kind).random(seed);
                    }
                },
                new IntakeProperties(DataSize.ofMegabytes(1)));
    }

    private static Bundled bundled(String kind) {
        return new Bundled(Kind.of(kind), Path.of("config"));
    }

    /** As the route does once a video is on its way: what was taken of its files goes. */
    @AfterEach
    void done() {
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    private VideoRequest request(String json, Map<String, Path> files) {
        return door.request(null, json.getBytes(StandardCharsets.UTF_8), "ana", files, exchange);
    }

    private VideoRequest request(String json) {
        return request(json, Map.of());
    }

    @Test
    void aChatIsReadyMessages() {
        VideoRequest chat = request("{" + CHAT + ", \"me\": \"Bruno\", \"fps\": 15, \"background\": \"none\","
                + " \"callback_url\": \"https://example.org/hook\"}");

        assertThat(chat.script().format()).isEqualTo(Format.CHAT);
        assertThat(chat.script().me()).isEqualTo("Bruno");
        assertThat(chat.settings().fps()).isEqualTo(15);
        assertThat(chat.settings().background()).isNull();
        assertThat(chat.lane()).isEqualTo("kinoroute");
        assertThat(chat.origin().owner()).isEqualTo("ana");
        assertThat(chat.origin().callbackUrl()).isEqualTo("https://example.org/hook");
        assertThat(chat.origin().request()).contains("\"me\":\"Bruno\"").doesNotContain("null");
    }

    @Test
    void aScriptMayBeATextInAnyForm() {
        assertThat(request("{\"script\": \"12/03/2024, 14:02 - Ana: Oi!\\n12/03/2024, 14:03 - Bruno: Oi, Ana!\"}")
                        .script()
                        .participants())
                .hasSize(2);
        assertThat(request("{\"script\": \"format: story\\nscenes:\\n- text: Once upon a time.\\n\"}")
                        .format())
                .isEqualTo("story");
    }

    @Test
    void anExplainerIsAScriptWithSlides() {
        VideoRequest explainer = request("{\"script\": {\"format\": \"explainer\", \"scenes\":"
                + " [{\"text\": \"Tides\", \"slide\": {\"title\": \"Tides\", \"bullets\": [\"The moon\"]}}]}}");

        assertThat(explainer.format()).isEqualTo("explainer");
        assertThat(explainer.settings().width()).isEqualTo(1920);
    }

    @Test
    void aProductIsItsDetailsAndItsPictures() {
        VideoRequest product = request("{" + PRODUCT.formatted("mug.gif") + "}", Map.of("mug.gif", MUG));

        assertThat(product.format()).isEqualTo("product");
        // Known by its content, whatever its name says.
        assertThat(product.files())
                .singleElement()
                .satisfies(file -> assertThat(file.key()).matches("assets/[0-9a-f]{64}\\.jpg"))
                .satisfies(file -> assertThat(file.contentType()).isEqualTo("image/jpeg"));
        assertThat(product.brief().files().get(0).location())
                .isEqualTo(product.files().get(0).key());
    }

    @Test
    void aPictureMayStandInADataUriAndIsShownAgainWithoutIt() throws Exception {
        String uri = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(MUG));
        VideoRequest product = request("{" + PRODUCT.formatted(uri) + "}");
        Path decoded = product.files().get(0).path();

        assertThat(decoded).isNotEmptyFile();
        assertThat(product.files().get(0).contentType()).isEqualTo("image/jpeg");
        assertThat(product.origin().request()).contains("data:image/jpeg;base64,...");
        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());
        assertThat(decoded).doesNotExist();
    }

    @Test
    void aStoryIsItsTextAndAWrittenStoryItsPictures() {
        VideoRequest story = request(
                "{\"format\": \"story\", \"source_text\": \"Once upon a time there was a boat. It sailed.\","
                        + " \"images\": [\"one.jpg\"], \"voices\": {\"narrator\": \"f2\"}, \"style\": \"watercolor\"}",
                Map.of("one.jpg", MUG));

        assertThat(story.brief().files()).hasSize(1);
        assertThat(story.settings().transition()).isEqualTo(0.6);

        VideoRequest written = request(
                "{\"script\": {\"format\": \"story\", \"scenes\": [{\"text\": \"A cat.\", \"photo\": \"cat\"}]}}",
                Map.of("cat", CAT));
        assertThat(written.script().scenes().get(0).visual().file().location()).endsWith(".png");
    }

    @Test
    void backgroundAndMusicAreNamesOfTheLibrary() {
        Settings settings = request("{" + CHAT + ", \"background\": \"aurora\", \"music\": \"warm-lofi\"}")
                .settings();

        assertThat(settings.background()).matches("assets/[0-9a-f]{64}\\.mp4");
        assertThat(settings.music()).matches("assets/[0-9a-f]{64}\\.m4a");
        assertThat(request("{" + CHAT + ", \"background\": \"random\", \"music\": \"random\", \"seed\": 3}")
                        .files())
                .hasSize(2);
        assertThat(request("{" + CHAT + ", \"background\": \"mine\"}", Map.of("mine", MUG))
                        .settings()
                        .background())
                .endsWith(".jpg");
    }

    @Test
    void anEstimateIsThereBeforeAnythingIsMade() {
        assertThat(door.estimate(request("{" + CHAT + "}")).seconds()).isBetween(3.0, 20.0);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("{\"promt\": \"x\"}", "promt", "is not known; did you mean prompt"),
                arguments("{\"fps\": \"many\"}", "fps", "is of the wrong type; write a whole number"),
                arguments("{\"fps\": 29.5}", "fps", "write a whole number"),
                arguments("{\"motion\": \"yes\"}", "motion", "write true or false"),
                arguments("{\"keywords\": \"boat\"}", "keywords", "write a list of texts"),
                arguments("{\"keywords\": [{}]}", "keywords[0]", "write a text"),
                arguments("{\"keywords\": [null]}", "keywords", "null"),
                arguments("{\"voices\": [\"f2\"]}", "voices", "write an object of texts"),
                arguments("{\"voices\": {\"Ana\": {}}}", "voices.Ana", "write a text"),
                arguments("{\"title\": [\"x\"]}", "title", "write a text"),
                arguments("{}", "script", "there is nothing to make a video of"),
                arguments("{" + CHAT + ", \"prompt\": \"x\"}", "script", "leave out prompt, source_text, images"),
                arguments("{\"script\": {\"scenes\": 7}}", "script", "scenes"),
                arguments("{\"script\": 7}", "script", ""),
                arguments("{" + CHAT + ", \"theme\": \"pink\"}", "theme", "\"pink\" is not known; write one of light"),
                arguments("{" + CHAT + ", \"language\": \"?!\"}", "language", "is no language tag"),
                arguments("{" + CHAT + ", \"messages_per_group\": 0}", "messages_per_group", "0 is out of range"),
                arguments("{" + CHAT + ", \"size\": \"100x100\"}", "size", "from 240 to 3840"),
                arguments("{" + CHAT + ", \"layout\": \"pile\"}", "layout", "neither scroll nor groups"),
                arguments("{" + CHAT + ", \"captions\": \"../bold\"}", "captions", "there are off, bold"),
                arguments("{" + CHAT + ", \"music\": \"nothing\"}", "music", "there is no music called nothing"),
                arguments("{" + CHAT + ", \"budget\": 0}", "budget", "out of range"),
                arguments("{" + CHAT + ", \"voices\": {\"Ana\": \"xtts:/etc/passwd.wav\"}}", "voices", "/api/voices"),
                arguments("{\"format\": \"opera\", \"prompt\": \"x\"}", "format", "there is no format \"opera\""),
                arguments("{\"format\": \"explainer\", \"prompt\": \"x\", \"price\": \"9\"}", "price", "of no use"),
                arguments("{\"format\": \"story\"}", "source_text", "there is nothing to tell"),
                arguments("{\"format\": \"story\", \"source_text\": \"x\", \"style\": \"comik\"}", "style", "comic?"),
                arguments("{\"title\": \"Mug\", \"images\": [\"x\"]}", "images", "is not among the uploaded files"),
                arguments("{\"prompt\": \"x\", \"participants\": [\"Ana\"]}", "participants", "needs two"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsToldWithItsField(String json, String field, String message) {
        assertThatThrownBy(() -> request(json))
                .isInstanceOfSatisfying(
                        FieldProblem.class, e -> assertThat(e.field()).isEqualTo(field))
                .message()
                .contains(message)
                .hasLineCount(1)
                .doesNotContain("Exception", "org.kinoroute", "com.fasterxml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "\"x\"", "{", "{\"prompt\": \"x\"} {}", "{\"fps\": 1, \"fps\": 2}", "\u0000"})
    void whatIsNoJsonObjectIsToldInOneLine(String body) {
        assertThatThrownBy(() -> request(body))
                .isInstanceOf(Problem.class)
                .message()
                .startsWith("the body is")
                .hasLineCount(1);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        String deep = "{\"script\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> request(deep)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "/etc/passwd",
                "file:/etc/passwd",
                "file:///etc/passwd",
                "http://127.0.0.1/x.png",
                "config/samples/pictures/mug-front.jpg",
                "classpath:application.yaml",
                "C:\\windows\\win.ini",
                "..",
                ""
            })
    void noNameReachesAFileOfThisMachine(String name) {
        String json = name.replace("\\", "\\\\");
        Map<String, Path> files = Map.of("mug.jpg", MUG);
        assertThatThrownBy(() -> request("{" + PRODUCT.formatted(json) + "}", files))
                .isInstanceOfSatisfying(
                        FieldProblem.class, e -> assertThat(e.field()).isEqualTo("images"));
        assertThatThrownBy(() -> request("{" + CHAT + ", \"background\": \"" + json + "\"}", files))
                .isInstanceOfSatisfying(
                        FieldProblem.class, e -> assertThat(e.field()).isEqualTo("background"));
        assertThatThrownBy(() -> request("{" + CHAT + ", \"music\": \"" + json + "\"}", files))
                .isInstanceOfSatisfying(
                        FieldProblem.class, e -> assertThat(e.field()).isEqualTo("music"));
        assertThatThrownBy(() -> request(
                        "{\"script\": {\"format\": \"story\", \"scenes\": [{\"text\": \"x\", \"photo\": \"" + json
                                + "\"}]}}",
                        files))
                .isInstanceOfSatisfying(
                        FieldProblem.class, e -> assertThat(e.field()).isEqualTo("script"));
    }

    @Test
    void aDataUriThatIsTooBigIsRefusedBeforeItIsDecoded() {
        String big = "data:image/png;base64," + "A".repeat(1_400_000);
        assertThatThrownBy(() -> request("{" + PRODUCT.formatted(big) + "}"))
                .isInstanceOf(FieldProblem.class)
                .hasMessageContaining("more than 1 MB");
        assertThatThrownBy(() -> request("{\"title\": \"" + "A".repeat(2_000_000) + "\"}"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void aFileThatIsNoPictureIsToldByItsOwnName() {
        Map<String, Path> files = Map.of("mug.jpg", Path.of("README.md"));
        assertThatThrownBy(() -> request("{" + PRODUCT.formatted("mug.jpg") + "}", files))
                .isInstanceOf(FieldProblem.class)
                .message()
                .contains("mug.jpg")
                .doesNotContain("README");
        assertThatThrownBy(() -> request("{" + PRODUCT.formatted("data:image/png;base64,AAAA") + "}"))
                .isInstanceOf(FieldProblem.class)
                .message()
                .doesNotContain("/tmp");
        assertThatThrownBy(() -> request("{" + PRODUCT.formatted("data:text/plain,x") + "}"))
                .isInstanceOf(FieldProblem.class)
                .hasMessageContaining("not in base64");
    }
}
