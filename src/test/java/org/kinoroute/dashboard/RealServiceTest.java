package org.kinoroute.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.api.Server;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;

/** The dashboard in a real browser, with the service itself behind it; only who costs money is stood in for. */
class RealServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHATS = "POST /v1/chat/completions";
    private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(120_000);

    private static final String CHAT =
            """
            {"title": "Keys", "participants": [{"name": "Ana", "gender": "female"}, {"name": "Bruno", "gender": "male"}],
             "messages": [{"from": "Ana", "text": "Where are my keys?"}, {"from": "Bruno", "text": "In the fridge."}]}""";
    private static final String EXPLAINER =
            """
            {"title": "Tides", "scenes": [{"text": "The moon pulls.", "slide": {"title": "The moon", "bullets": ["It pulls"]}},
             {"text": "The sea comes.", "slide": {"title": "The sea", "bullets": ["It comes"]}}]}""";
    private static final String PRODUCT =
            """
            {"title": "Mug", "scenes": [{"text": "Cold tea?"}, {"text": "Not with this mug."}, {"text": "Get yours."}]}""";
    private static final String STORY =
            """
            {"title": "The keeper", "scenes": [{"text": "A keeper was afraid.", "image": "a lighthouse at dusk"},
             {"text": "He lit the lamp.", "image": "a lamp"}]}""";

    @TempDir
    static Path data;

    private static ProviderServer provider;
    private static Server server;
    private static Visitor visitor;
    private Page page;

    @BeforeAll
    static void start() {
        provider = new ProviderServer();
        provider.on("POST /tts_to_audio/", Answer.bytes("audio/wav", Sounds.beep()));
        server = new Server(
                data,
                "--kinoroute.video.size=270x480",
                "--kinoroute.video.fps=10",
                "--kinoroute.video.formats.product.size=270x480",
                "--kinoroute.video.formats.story.size=480x270",
                "--kinoroute.video.formats.explainer.size=480x270",
                "--kinoroute.model.name=tester",
                "--camel.component.openai.base-url=" + provider.url() + "/v1",
                "--camel.component.openai.api-key=sk-secret",
                "--kinoroute.voice.samples=" + data.resolve("samples"),
                "--kinoroute.voice.xtts.url=" + provider.url());
        visitor = new Visitor();
        // A whole pipeline works beside the browser.
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @AfterAll
    static void stop() {
        PlaywrightAssertions.setDefaultAssertionTimeout(5_000);
        visitor.close();
        server.close();
        provider.close();
    }

    @BeforeEach
    void visit() {
        provider.on(CHATS, RealServiceTest::write);
        page = visitor.visit();
        page.setDefaultTimeout(60_000);
    }

    @AfterEach
    void leave() {
        assertThat(visitor.complaints()).isEmpty();
        visitor.leave();
    }

    private static Answer write(Request request) {
        String asked = request.text();
        return says(
                asked.contains("tides")
                        ? EXPLAINER
                        : asked.contains("Hillside") ? PRODUCT : asked.contains("lighthouse keeper") ? STORY : CHAT);
    }

    private static Answer says(String content) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("choices")
                .addObject()
                .put("finish_reason", "stop")
                .putObject("message")
                .put("role", "assistant")
                .put("content", content);
        body.putObject("usage")
                .put("prompt_tokens", 100)
                .put("completion_tokens", 50)
                .put("total_tokens", 150);
        return Answer.json(body.toString());
    }

    private void go(String path) {
        page.navigate(server.uri(path).toString());
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator labelled(String name) {
        return page.getByLabel(name, new GetByLabelOptions().setExact(true));
    }

    private void tab(String name) {
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName(name)).click();
    }

    private void make() {
        button("Make the video").click();
        assertThat(page).hasURL(Pattern.compile("/videos/"));
    }

    private Locator log() {
        return page.locator(".log");
    }

    private void done() {
        assertThat(page.locator(".head .tags")).containsText("Done", PATIENTLY);
        page.waitForCondition(() -> (Boolean) page.evaluate("document.querySelector('video').readyState >= 1"));
    }

    @Test
    void what_fails_is_tried_again_and_its_past_stays_in_the_log() {
        provider.on(CHATS, Answer.error(400, "this model is not for you"));
        go("/new/chat");
        tab("From an idea");
        labelled("What happens in the chat?").fill("Somebody looks for keys");
        make();
        assertThat(page.locator(".notice.bad")).containsText("this model is not for you", PATIENTLY);

        provider.on(CHATS, RealServiceTest::write);
        button("Try again").click();
        done();
        assertThat(page.locator(".script")).containsText("In the fridge.");

        // Whoever comes later sees all that has happened.
        page.reload();
        assertThat(log()).containsText("Done");
        List<String> lines = log().locator("li span").allInnerTexts();
        assertThat(lines).first().isEqualTo("Asked for");
        assertThat(lines).last().isEqualTo("Done");
        assertThat(lines)
                .containsSubsequence(
                        "Asked for", "Writing the script", "Taken up again", "Recording the voices", "Done")
                .anyMatch(line -> line.contains("this model is not for you"));
        assertThat(log().locator("li.bad")).hasCount(1);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/dashboard/real-log.png"))
                .setFullPage(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"explainer", "story", "product"})
    void every_format_is_written_by_a_model(String format) throws IOException {
        go("/new/" + format);
        switch (format) {
            case "explainer" -> labelled("Text").fill("Why there are tides.");
            case "story" -> {
                tab("From an idea");
                labelled("What is the story about?").fill("A lighthouse keeper who is afraid of the dark");
            }
            default -> {
                labelled("Pictures and clips")
                        .setInputFiles(new FilePayload(
                                "mug.jpg",
                                "image/jpeg",
                                Files.readAllBytes(Path.of("config/samples/pictures/mug-front.jpg"))));
                labelled("Name of the product").fill("Hillside Mug");
                labelled("Description").fill("Thrown by hand.");
                page.getByLabel("Price").fill("24.90");
            }
        }
        make();
        done();
        assertThat(page.locator(".script"))
                .containsText(
                        switch (format) {
                            case "explainer" -> "The moon pulls.";
                            case "story" -> "He lit the lamp.";
                            default -> "Not with this mug.";
                        });
        assertThat(log()).containsText("Writing the script");
        if (format.equals("story")) {
            assertThat(page.locator(".state .notice.warn")).containsText("image");
            assertThat(log().locator("li.warn").first()).containsText("image");
        }
    }

    @Test
    void a_recorded_voice_speaks_in_a_chat_and_goes_again() {
        go("/voices");
        button("Add a recording").click();
        labelled("Name of the voice").fill("Ana Lima");
        labelled("Recording").setInputFiles(new FilePayload("ana.wav", "audio/wav", Sounds.beep()));
        labelled("Whose voice is it?").fill("Ana Lima");
        labelled("What may be made with it?").fill("Videos of our school");
        page.getByLabel("This person agreed to it").check();
        button("Add the voice").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(page.locator("main")).containsText("Ana Lima");

        go("/new/chat");
        labelled("Voice of Ana").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Ana Lima"));
        labelled("Message 1").fill("This is my own voice");
        labelled("Message 2").fill("I hear");
        make();
        done();
        assertThat(page.locator(".state .notice")).hasCount(0);
        assertThat(provider.requests("POST /tts_to_audio/"))
                .anyMatch(request -> request.text().contains("This is my own voice")
                        && request.text().contains(data.resolve("samples").toString()));
        assertThat(data.resolve("samples")).isNotEmptyDirectory();

        go("/voices");
        button("Delete Ana Lima").click();
        button("Delete it").click();
        assertThat(button("Delete Ana Lima")).hasCount(0);
        assertThat(data.resolve("samples")).isEmptyDirectory();
        assertThat(server.store().list("samples/")).isEmpty();
    }

    @Test
    void three_steps_lead_to_a_listing_that_can_be_deleted() throws IOException {
        go("/upload");
        labelled("Pictures and clips")
                .setInputFiles(new FilePayload(
                        "mug.jpg", "image/jpeg", Files.readAllBytes(Path.of("config/samples/pictures/mug-front.jpg"))));
        button("Next: details").click();
        labelled("What do you sell?").fill("Hillside Mug");
        labelled("Description").fill("Keeps tea warm.");
        page.getByLabel("Price").fill("24.90");
        button("Next: review").click();
        button("Make the video").click();
        assertThat(button("Publish the listing"))
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(120_000));
        button("Publish the listing").click();
        assertThat(page).hasURL(Pattern.compile("/my-ads/\\d+$"));
        button("Delete").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Hillside Mug");
        button("Delete it").click();
        assertThat(page).hasURL(Pattern.compile("/my-ads$"));
        assertThat(page.locator("main")).containsText("Nothing for sale yet");
        assertThat(server.rows("select 1 from listings")).isEmpty();
        assertThat(server.rows("select 1 from videos where status = 'completed' and format = 'product'"))
                .as("the video stays")
                .isNotEmpty();
    }
}
