package org.kinoroute.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody does with the dashboard, in a real browser. */
class DashboardTest {

    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>alert(1)</script>";
    private static final Path PICTURES = Path.of("config/samples/pictures");

    private static Visitor visitor;
    private StandIn server;
    private Page page;

    @BeforeAll
    static void open() {
        visitor = new Visitor();
    }

    @AfterAll
    static void close() {
        visitor.close();
    }

    @BeforeEach
    void start() {
        server = new StandIn();
        page = visitor.visit();
    }

    @AfterEach
    void stop() {
        assertThat(visitor.complaints()).isEmpty();
        visitor.leave();
        server.close();
    }

    private void go(String path) {
        page.navigate(server.url(path));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator radio(String name) {
        return page.getByRole(
                AriaRole.RADIO, new GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name));
    }

    private Locator labelled(String name) {
        return page.getByLabel(name, new GetByLabelOptions().setExact(true));
    }

    private Locator errorAt(String field) {
        return page.locator("[data-field='" + field + "'] .error");
    }

    private Locator card(ObjectNode video) {
        return page.locator("[data-id='" + video.path("id").asText() + "']");
    }

    private JsonNode sent() {
        return server.received("POST", "/api/videos").stream()
                .filter(one -> one.query() == null)
                .reduce((first, second) -> second)
                .orElseThrow()
                .json();
    }

    // Gallery

    @Test
    void the_gallery_shows_what_happens_without_a_reload() {
        ObjectNode video = server.video("chat", "Pizza night", one -> {});
        go("/");
        assertThat(card(video)).containsText("Waiting for its turn");
        assertThat(page.locator(".lamp.live")).isVisible();

        server.happens(id(video), one -> one.put("status", "processing")
                .put("stage", "voices")
                .put("progress", 40)
                .put("time_left", 20));
        assertThat(card(video)).containsText("Recording the voices");
        assertThat(card(video)).containsText("about 20 s left");
        assertThat(card(video).locator("progress")).hasAttribute("aria-label", "Progress");
        assertThat(card(video).locator("progress")).hasJSProperty("value", 40);

        server.completes(id(video), 65);
        assertThat(card(video)).containsText("1:05");
        assertThat(card(video).locator("img.sharp")).isVisible();
        assertThat(page.locator("#announcer")).hasText("Pizza night: Done");
    }

    @Test
    void videos_come_and_go_in_the_gallery() {
        go("/");
        assertThat(heading("Your first video")).isVisible();
        assertThat(page.locator(".lamp.live")).isVisible();

        ObjectNode video = server.video("story", "A tale", one -> {});
        server.happens(id(video), one -> {});
        assertThat(card(video)).isVisible();

        page.evaluate(
                "id => fetch('/api/videos/' + id, {method: 'DELETE', headers: {'X-Requested-With': 'kinoroute'}})",
                id(video));
        assertThat(heading("Your first video")).isVisible();
    }

    @Test
    void where_no_events_come_through_the_gallery_asks() {
        server.breakEvents();
        ObjectNode video = server.video("chat", "Pizza night", one -> {});
        go("/");
        assertThat(page.locator(".lamp.polling")).isVisible();

        server.completes(id(video), 65);
        assertThat(card(video)).containsText("1:05");
    }

    @Test
    void a_stream_that_breaks_is_taken_up_again() {
        ObjectNode video = server.video("chat", "Pizza night", one -> {});
        go("/");
        assertThat(page.locator(".lamp.live")).isVisible();
        server.happens(id(video), one -> one.put("status", "processing").put("stage", "voices"));
        assertThat(card(video)).containsText("Recording the voices");

        server.drop();
        page.waitForCondition(server::isListenedTo);
        server.completes(id(video), 65);
        assertThat(card(video)).containsText("1:05");
        assertThat(server.last("GET", "/api/events").headers().get("Last-event-id"))
                .isNotEmpty();
    }

    @Test
    void the_gallery_is_filtered_searched_and_turned() {
        for (int i = 1; i <= 30; i++) {
            server.done(i % 2 == 0 ? "chat" : "story", "Video " + i, i, null);
        }
        ObjectNode failed = server.video(
                "chat", "Broken", one -> one.put("status", "failed").put("error_message", "voices: no engine"));
        go("/");
        assertThat(page.locator(".video-card")).hasCount(24);
        assertThat(page.locator(".pager")).containsText("Page 1 of 2");

        button("Older").click();
        assertThat(page.locator(".video-card")).hasCount(7);
        assertThat(page).hasURL(Pattern.compile("page=1"));

        button("Failed").click();
        assertThat(page.locator(".video-card")).hasCount(1);
        assertThat(card(failed)).containsText("voices: no engine");

        button("All").click();
        page.getByLabel("Format").selectOption("story");
        assertThat(page.locator(".video-card")).hasCount(15);
        page.getByLabel("Search titles").fill("video 7");
        assertThat(page.locator(".video-card")).hasCount(1);

        page.reload();
        assertThat(page.locator(".video-card")).hasCount(1);
        page.getByLabel("Search titles").fill("nothing like that");
        assertThat(heading("Nothing fits")).isVisible();
        button("Show all").click();
        assertThat(page.locator(".video-card")).hasCount(24);
    }

    @Test
    void hostile_texts_are_shown_as_texts() {
        ObjectNode video = server.video("chat", HOSTILE, one -> {
            one.put("status", "failed").put("error_message", HOSTILE).put("script", HOSTILE);
            one.withArray("degraded").add(HOSTILE);
        });
        go("/");
        assertThat(card(video).locator("h2")).hasText(HOSTILE);
        card(video).getByRole(AriaRole.LINK).click();
        assertThat(page.locator("h1")).hasText(HOSTILE);
        assertThat(page.locator(".script")).hasText(HOSTILE);
        assertThat(page.locator(".notice.bad")).containsText(HOSTILE);
        assertThat(page.locator("main img, main script")).hasCount(0);
        assertThat(page).hasTitle(HOSTILE + " · Kinoroute");

        page.evaluate(
                "ad => fetch('/api/ads/create', {method: 'POST', headers: {'X-Requested-With': 'kinoroute'}, body: JSON.stringify(ad)})",
                java.util.Map.of(
                        "title",
                        HOSTILE,
                        "description",
                        HOSTILE,
                        "price",
                        HOSTILE,
                        "videoUrl",
                        "javascript:alert(1)",
                        "thumbnailUrl",
                        "javascript:alert(1)"));
        go("/my-ads");
        assertThat(page.locator(".video-card h2")).hasText(HOSTILE);
        assertThat(page.locator(".video-card img")).hasCount(0);
        go("/my-ads/1");
        assertThat(page.locator("h1")).hasText(HOSTILE);
        assertThat(page.locator("main video")).hasCount(0);
    }

    // Forms

    @Test
    void the_way_to_a_video_needs_no_mouse() {
        go("/");
        assertThat(heading("Your first video")).isVisible();
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        tabTo(link("New video"));
        page.keyboard().press("Enter");
        assertThat(heading("What shall it be?")).isVisible();
        tabTo(page.locator("a[href='/new/chat']"));
        page.keyboard().press("Enter");
        assertThat(heading("New chat")).isVisible();
        tabTo(labelled("Message 1"));
        page.keyboard().type("Are you at home?");
        page.keyboard().press("Enter");
        assertThat(labelled("Message 2")).isFocused();
        page.keyboard().type("I am! Why?");
        page.keyboard().press("Enter");
        assertThat(labelled("Message 3")).isFocused();
        page.keyboard().type("First");
        page.keyboard().press("Alt+ArrowUp");
        page.keyboard().press("Alt+ArrowUp");
        assertThat(labelled("Message 1")).hasValue("First");
        assertThat(labelled("Message 1")).isFocused();
        tabTo(button("Make the video"));
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/videos/"));

        JsonNode script = sent().path("script");
        assertThat(script.path("me").asText()).isEqualTo("Bruno");
        assertThat(script.path("scenes").findValuesAsText("text"))
                .containsExactly("First", "Are you at home?", "I am! Why?");
        assertThat(script.path("scenes").findValuesAsText("from")).containsExactly("Ana", "Ana", "Bruno");
        assertThat(sent().path("theme").asText()).isEqualTo("light");
    }

    private void tabTo(Locator target) {
        for (int i = 0; i < 80; i++) {
            if ((Boolean) target.first().evaluate("element => element === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }

    @Test
    void a_chat_is_drawn_while_it_is_typed_and_exactly_when_asked() {
        go("/new/chat");
        labelled("Message 1").fill("Hello");
        assertThat(page.locator(".phone .bubble.theirs")).hasText(Pattern.compile("^Hello"));
        labelled("Message 2").fill("Hi!");
        assertThat(page.locator(".phone .bubble.mine")).hasText(Pattern.compile("^Hi!"));
        radio("Dark").check();
        assertThat(page.locator(".phone")).hasAttribute("data-theme", "dark");
        assertThat(page.locator(".facts")).containsText("about 0:42");

        radio("Exact picture").check();
        assertThat(page.locator("img.exact")).isVisible();
        JsonNode asked = server.last("POST", "/api/previews/chat").json();
        assertThat(asked.path("theme").asText()).isEqualTo("dark");
        assertThat(asked.path("script").path("scenes")).hasSize(2);
        assertThat(asked.fieldNames()).toIterable().isSubsetOf("script", "theme", "look", "language");
    }

    @Test
    void a_chat_of_a_phone_is_taken_over() {
        go("/new/chat");
        button("Paste a chat").click();
        labelled("Export or JSON").fill("not a chat");
        button("Take over").click();
        assertThat(page.locator("dialog .error")).containsText("neither an exported chat nor messages");
        labelled("Export or JSON")
                .fill(
                        """
                12/03/2026, 10:14 - Messages are end-to-end encrypted.
                12/03/2026, 10:15 - Marina: Hi!
                and a second line
                12/03/2026, 10:16 - Léo: <Media omitted>
                12/03/2026, 10:17 - Léo: Hello: you
                """);
        button("Take over").click();
        assertThat(labelled("Message 1")).hasValue("Hi!\nand a second line");
        assertThat(labelled("Message 2")).hasValue("Hello: you");
        assertThat(labelled("Name of participant 2")).hasValue("Léo");
        assertThat(page.locator("#notes")).containsText("2 messages taken over; 2 lines");
        button("Delete message 1").click();
        assertThat(labelled("Message 1")).hasValue("Hello: you");
        button("Make the video").click();
        assertThat(page).hasURL(Pattern.compile("/videos/"));
        assertThat(sent().path("script").path("scenes")).hasSize(1);
    }

    @Test
    void what_is_wrong_is_said_at_its_field() {
        go("/new/explainer");
        button("Make the video").click();
        assertThat(errorAt("source_text")).hasText("Paste the text that is to be explained");
        assertThat(labelled("Text")).isFocused();
        assertThat(labelled("Text")).hasAttribute("aria-invalid", "true");

        labelled("Text").fill("Heat pumps move heat.");
        server.refuse("/api/videos", 400, "budget", "must not be negative");
        button("Make the video").click();
        assertThat(errorAt("budget")).hasText("must not be negative");
        assertThat(page.getByLabel("Budget")).isFocused();

        server.refuse("/api/videos", 429, null, "five of your videos are under way already");
        button("Make the video").click();
        assertThat(page.locator(".form-error")).containsText("five of your videos are under way already");
        assertThat(errorAt("budget")).isHidden();
    }

    @Test
    void an_explainer_is_asked_for() {
        go("/new/explainer");
        labelled("Text").fill("Heat pumps move heat.");
        radio("Midnight").check();
        page.getByLabel("Narrator").selectOption("openai:nova");
        page.getByLabel("Music", new GetByLabelOptions().setExact(true)).selectOption("warm-lofi");
        button("Make the video").click();
        assertThat(page).hasURL(Pattern.compile("/videos/"));
        assertThat(sent().path("source_text").asText()).isEqualTo("Heat pumps move heat.");
        assertThat(sent().path("theme").asText()).isEqualTo("midnight");
        assertThat(sent().path("music").asText()).isEqualTo("warm-lofi");
        assertThat(sent().path("duration").asInt()).isEqualTo(90);
        assertThat(sent().path("voices").path("narrator").asText()).isEqualTo("openai:nova");
        assertThat(server.last("POST", "/api/videos").headers()).containsKey("Idempotency-key");
    }

    @Test
    void the_same_request_sent_again_has_the_same_key() {
        go("/new/explainer");
        labelled("Text").fill("Heat pumps move heat.");
        assertThat(page.locator(".facts")).isVisible();
        server.refuse("/api/videos", 503, null, "the database is busy");
        button("Make the video").click();
        assertThat(page.locator(".form-error")).containsText("the database is busy");
        button("Make the video").click();
        assertThat(page).hasURL(Pattern.compile("/videos/"));
        assertThat(server.received("POST", "/api/videos").stream()
                        .filter(one -> one.query() == null)
                        .map(one -> one.headers().get("Idempotency-key"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void an_idea_needs_a_model() {
        server.withoutModel();
        go("/new/story");
        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("From an idea"))
                .click();
        assertThat(page.locator(".notice.warn:visible")).containsText("No language model is configured");
        labelled("What is the story about?").fill("A lighthouse keeper");
        server.refuse("/api/videos", 400, "prompt", "needs a language model");
        button("Make the video").click();
        assertThat(errorAt("prompt")).hasText("needs a language model");
    }

    @Test
    void a_product_is_sent_with_its_pictures() throws IOException {
        go("/new/product");
        labelled("Pictures and clips").setInputFiles(new FilePayload[] {
            new FilePayload("one.jpg", "image/jpeg", Files.readAllBytes(PICTURES.resolve("mug-front.jpg"))),
            new FilePayload("two.jpg", "image/jpeg", Files.readAllBytes(PICTURES.resolve("mug-above.jpg"))),
            new FilePayload("bad.gif", "image/gif", new byte[] {1, 2, 3})
        });
        assertThat(page.locator(".thumb")).hasCount(2);
        assertThat(page.locator(".error.local:visible"))
                .containsText("bad.gif is not taken: PNG, JPEG, WebP, MP4, WebM or MOV, please");
        button("Move two.jpg forward").click();
        assertThat(page.locator(".thumb-name").first()).hasText("two.jpg");
        labelled("Name of the product").fill("Mug");
        button("Make the video").click();
        assertThat(errorAt("description")).hasText("Say a sentence or two about it");
        labelled("Description").fill("Keeps tea warm.");
        page.getByLabel("Price").fill("€24.90");
        button("Estimate").click();
        assertThat(page.locator(".facts")).containsText("about 0:42");
        button("Make the video").click();
        assertThat(page).hasURL(Pattern.compile("/videos/"));

        assertThat(sent().path("images").findValuesAsText("")).isEmpty();
        assertThat(sent().path("images").toString()).isEqualTo("[\"1.jpg\",\"2.jpg\"]");
        assertThat(sent().path("price").asText()).isEqualTo("€24.90");
        String body = server.last("POST", "/api/videos").text();
        assertThat(body).contains("filename=\"1.jpg\"", "filename=\"2.jpg\"", "filename=\"request.json\"");
    }

    @Test
    void a_picture_can_be_dropped() {
        go("/new/product");
        assertThat(heading("New product video")).isVisible();
        page.evaluate(
                """
                () => {
                  const data = new DataTransfer();
                  data.items.add(new File([new Uint8Array([1])], 'dropped.png', {type: 'image/png'}));
                  document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
                }""");
        assertThat(page.locator(".thumb-name")).hasText("dropped.png");
        button("Remove dropped.png").click();
        assertThat(page.locator(".thumb")).hasCount(0);
    }

    @Test
    void a_story_is_asked_for() {
        go("/new/story");
        labelled("The story").fill("A fox lived at the edge of the wood.");
        radio("Watercolor").check();
        page.getByLabel("They show").fill("red scarf");
        page.keyboard().press("Enter");
        page.keyboard().type("snow,");
        page.getByLabel("They never show").fill("people");
        button("Make the video").click();
        assertThat(page).hasURL(Pattern.compile("/videos/"));
        assertThat(sent().path("style").asText()).isEqualTo("watercolor");
        assertThat(sent().path("keywords").toString()).isEqualTo("[\"red scarf\",\"snow\"]");
        assertThat(sent().path("negative_keywords").toString()).isEqualTo("[\"people\"]");
    }

    // One video

    @Test
    void a_video_is_watched_from_its_beginning_to_its_film() {
        ObjectNode video = server.video("chat", "Pizza night", one -> {});
        go("/videos/" + id(video));
        assertThat(page.locator(".making")).containsText("Waiting for its turn");
        page.waitForCondition(server::isListenedTo);
        server.happens(
                id(video),
                one -> one.put("status", "processing").put("stage", "voices").put("progress", 50));
        assertThat(page.locator(".making")).containsText("Recording the voices");
        assertThat(page.locator(".log")).containsText("Recording the voices");

        server.completes(id(video), 65);
        assertThat(page.locator("video")).hasAttribute("src", "/api/videos/" + id(video) + "/video.mp4");
        assertThat(page.locator("video track")).hasAttribute("kind", "captions");
        assertThat(link("Download")).hasAttribute("href", "/api/videos/" + id(video) + "/video.mp4?download");
        assertThat(page.locator(".log")).containsText("Done");
        page.waitForCondition(() -> (Boolean) page.evaluate("document.querySelector('video').readyState >= 1"));
    }

    @Test
    void a_video_is_cancelled_tried_again_and_deleted() {
        ObjectNode video = server.video(
                "chat", "Pizza night", one -> one.put("status", "processing").put("stage", "voices"));
        go("/videos/" + id(video));
        button("Cancel").click();
        assertThat(page.locator(".head")).containsText("Cancelled");
        button("Try again").click();
        assertThat(page.locator(".head")).containsText("In the making");

        button("Delete").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Pizza night");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(server.received("DELETE", "/api/videos/" + id(video))).isEmpty();
        button("Delete").click();
        button("Delete it").click();
        assertThat(heading("Your first video")).isVisible();
        assertThat(server.received("DELETE", "/api/videos/" + id(video))).hasSize(1);
    }

    @Test
    void times_cost_and_gaps_are_told() {
        Scenery scenery = Scenery.fill(server);
        go("/videos/" + scenery.done());
        assertThat(page.locator(".chart div")).hasCount(5);
        assertThat(page.locator(".chart")).containsText("12.9 s");
        assertThat(page.locator("table")).containsText("gpt-4o-mini");
        assertThat(page.locator("tfoot")).containsText("0.0184");
        assertThat(page.locator(".notice.warn")).containsText("the formula cannot be drawn");

        go("/videos/" + scenery.failed());
        assertThat(page.locator(".notice.bad")).containsText("set another OPENAI_MODEL");
    }

    @Test
    void a_video_that_is_not_there_is_said_to_be_missing() {
        go("/videos/7c9e6679-7425-40de-944b-e07fc1f90ae7");
        assertThat(page.locator("main")).containsText("There is no video");
        go("/videos/" + id(server.video("chat", "x", one -> {})));
        assertThat(heading("x")).isVisible();
    }

    // Voices and library

    @Test
    void a_voice_is_heard_and_given_to_a_character() {
        go("/voices");
        button("Play Nova").click();
        assertThat(button("Stop Nova")).isVisible();
        button("Stop Nova").click();
        assertThat(button("Play Nova")).isVisible();
        page.getByLabel("Search voices").fill("deep");
        assertThat(page.locator(".rows.two > li")).hasCount(1);

        button("Give Onyx to a character").click();
        button("Give it").click();
        assertThat(page.locator("dialog .error:visible")).hasText("Whose voice is it to be?");
        labelled("Name of the character").fill("Bruno");
        button("Give it").click();
        assertThat(page.getByLabel("Voices of characters")).containsText("Bruno");
        assertThat(server.last("POST", "/api/voices").json().path("voice").asText())
                .isEqualTo("openai:onyx");

        button("Take the voice from Bruno").click();
        button("Take it").click();
        assertThat(page.getByLabel("Voices of characters")).containsText("Nobody yet");
    }

    @Test
    void a_recorded_voice_needs_consent() {
        go("/voices");
        button("Add a recording").click();
        labelled("Name of the voice").fill("Ana Lima");
        labelled("Recording").setInputFiles(new FilePayload("ana.wav", "audio/wav", Sounds.beep()));
        labelled("Whose voice is it?").fill("Ana Lima");
        labelled("What may be made with it?").fill("Videos of our school");
        button("Add the voice").click();
        assertThat(errorAt("agreed")).containsText("Without their consent");
        assertThat(server.received("POST", "/api/voices")).isEmpty();
        page.getByLabel("This person agreed to it").check();
        button("Add the voice").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        StandIn.Received added = server.last("POST", "/api/voices");
        assertThat(added.json().path("consent").path("by").asText()).isEqualTo("Ana Lima");
        assertThat(added.json().path("consent").path("for").asText()).isEqualTo("Videos of our school");
        assertThat(added.text()).contains("name=\"sample\"; filename=\"ana.wav\"");
    }

    @Test
    void music_is_added_and_deleted() {
        go("/library");
        labelled("Add to music").setInputFiles(new FilePayload("my-song.mp3", "audio/mpeg", new byte[] {1, 2}));
        assertThat(page.getByLabel("Music", new GetByLabelOptions().setExact(true)))
                .containsText("My song");
        server.refuse("/api/music/my-song", 403, null, "this music is not yours");
        button("Delete My song").click();
        button("Delete it").click();
        assertThat(page.locator("#notes")).containsText("this music is not yours");
        button("Delete My song").click();
        button("Delete it").click();
        assertThat(button("Delete My song")).hasCount(0);

        server.refuse("/api/music", 400, "file", "this is no sound");
        labelled("Add to music").setInputFiles(new FilePayload("fake.mp3", "audio/mpeg", new byte[] {1, 2}));
        assertThat(page.locator(".notice.bad")).containsText("this is no sound");
    }

    // Wizard

    @Test
    void three_steps_lead_to_a_listing() throws IOException {
        go("/my-ads");
        page.locator(".empty").getByText("Sell something").click();
        labelled("Pictures and clips")
                .setInputFiles(new FilePayload(
                        "mug.jpg", "image/jpeg", Files.readAllBytes(PICTURES.resolve("mug-front.jpg"))));
        page.getByLabel("Music", new GetByLabelOptions().setExact(true)).selectOption("bright-pop");
        button("Next: details").click();
        labelled("What do you sell?").fill("Hillside Mug");
        labelled("Description").fill("Keeps tea warm.");
        page.getByLabel("Price").fill("-3");
        button("Next: review").click();
        assertThat(errorAt("price")).hasText("A price is not negative");
        page.getByLabel("Price").fill("24.90");
        button("Next: review").click();

        page.reload(); // The pictures outlive it.
        assertThat(page.locator(".thumb img")).hasAttribute("alt", "mug.jpg");
        server.refuse("/api/videos", 400, "images", "mug.jpg is no picture");
        button("Make the video").click();
        assertThat(page.locator(".form-error")).containsText("mug.jpg is no picture");
        assertThat(link("Change the pictures")).hasAttribute("href", "/upload");
        button("Make the video").click();
        assertThat(heading("The video is in the making")).isVisible();
        assertThat(sent().path("format").asText()).isEqualTo("product");
        assertThat(sent().path("music").asText()).isEqualTo("bright-pop");
        assertThat(sent().path("images").toString()).isEqualTo("[\"1.jpg\"]");

        page.reload();
        assertThat(heading("The video is in the making")).isVisible();
        page.waitForCondition(server::isListenedTo);
        String id = (String) page.evaluate("JSON.parse(sessionStorage.getItem('kinoroute.wizard.job'))");
        server.happens(
                id,
                one -> one.put("status", "processing").put("stage", "compose").put("progress", 70));
        assertThat(page.locator("main")).containsText("Composing the video");
        server.completes(id, 15);
        assertThat(page.locator("main video")).isVisible();
        button("Publish the listing").click();
        assertThat(page).hasURL(Pattern.compile("/my-ads/1$"));
        assertThat(heading("Hillside Mug")).isVisible();
        assertThat(page.locator(".price")).hasText("24.90");
        assertThat(page.locator("main video")).hasAttribute("src", Pattern.compile("/api/videos/" + id + "/video.mp4"));

        link("My listings").first().click();
        assertThat(page.locator(".video-card")).hasCount(1);
        page.locator(".video-card a").click();
        button("Delete").click();
        button("Delete it").click();
        assertThat(heading("Nothing for sale yet")).isVisible();
        assertThat(server.received("DELETE", "/api/ads/1")).hasSize(1);
        go("/upload");
        assertThat(page.locator(".thumb")).hasCount(0);
    }

    // Access

    @Test
    void with_keys_the_dashboard_asks_once() {
        server.lock();
        go("/voices");
        assertThat(heading("Welcome")).isVisible();
        button("Log in").click();
        assertThat(errorAt("key")).hasText("Type or paste your key");
        labelled("Your key").fill("wrong");
        page.keyboard().press("Enter");
        assertThat(errorAt("key")).hasText("this key is not known, or was revoked");
        labelled("Your key").fill(StandIn.KEY);
        page.keyboard().press("Enter");
        assertThat(heading("Voices").first()).isVisible();
        assertThat(page).hasURL(server.url("/voices"));

        go("/settings");
        assertThat(page.locator("main")).containsText("Logged in as ana, an admin");
        button("Log out").click();
        assertThat(heading("Welcome")).isVisible();
    }

    @Test
    void a_session_that_ends_costs_nothing_that_was_typed() {
        server.lock();
        go("/login?next=/new/chat");
        labelled("Your key").fill(StandIn.KEY);
        page.keyboard().press("Enter");
        labelled("Message 1").fill("Do not lose me");
        page.getByLabel("Title").fill("Kept");
        assertThat(page.locator(".facts")).isVisible();
        server.expireSession();
        button("Make the video").click();
        assertThat(heading("Welcome")).isVisible();
        labelled("Your key").fill(StandIn.KEY);
        page.keyboard().press("Enter");
        assertThat(labelled("Message 1")).hasValue("Do not lose me");
        assertThat(page.getByLabel("Title")).hasValue("Kept");
        button("Make the video").click();
        assertThat(page).hasURL(Pattern.compile("/videos/"));
    }

    @Test
    void the_way_back_from_the_login_leads_nowhere_else() {
        server.lock();
        go("/login?next=https%3A%2F%2Fexample.com%2F");
        labelled("Your key").fill(StandIn.KEY);
        page.keyboard().press("Enter");
        assertThat(heading("Videos")).isVisible();
        assertThat(page).hasURL(server.url("/"));
    }

    @Test
    void an_admin_makes_and_withdraws_keys() {
        server.lock();
        go("/login?next=/keys");
        labelled("Your key").fill(StandIn.KEY);
        page.keyboard().press("Enter");
        button("New key").click();
        server.refuse("/api/keys", 400, "name", "there is a key of this name already");
        labelled("Whose is it?").fill("bruno");
        button("Make it").click();
        assertThat(errorAt("name")).hasText("there is a key of this name already");
        button("Make it").click();
        assertThat(page.locator(".secret")).hasText("kino-0123456789abcdef0123456789abcdef");
        button("Done").click();
        button("Withdraw bruno").click();
        button("Withdraw it").click();
        assertThat(heading("No keys")).isVisible();
    }

    @Test
    void the_theme_is_chosen_and_kept() {
        go("/settings");
        radio("Dark").check();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        go("/");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        assertThat((String) page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(19, 20, 19)");
    }

    private static String id(ObjectNode video) {
        return video.path("id").asText();
    }
}
