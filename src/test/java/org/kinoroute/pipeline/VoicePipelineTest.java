package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;
import org.kinoroute.video.Ledger;
import org.kinoroute.video.Problem;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.video.VideoState;
import org.kinoroute.voice.Espeak;
import org.kinoroute.voice.VoiceSample;

/** Voices of a server on their way through the whole pipeline. */
class VoicePipelineTest {

    private static final String SPEECH = "POST /v1/audio/speech";
    private static final String LISTENER = "kinoroute.voice.transcription.model";
    private static final String LISTEN = "POST /v1/audio/transcriptions";

    @TempDir
    static Path folder;

    static final ProviderServer server = new ProviderServer();
    static Kinoroute kinoroute;

    @BeforeAll
    static void start() throws IOException {
        Path config = folder.resolve("config");
        Path routes = Files.createDirectories(config.resolve("routes"));
        // The engine that stands in for others, with a line that it cannot speak either.
        String espeak = Files.readString(Path.of("src/main/resources/routes/42-voice-espeak.camel.yaml"));
        Files.writeString(
                routes.resolve("42-voice-espeak.camel.yaml"),
                espeak.replace(
                        "      steps:\n",
                        """
                              steps:
                                - choice:
                                    when:
                                      - simple: "${body} contains 'Nobody can say this'"
                                        steps:
                                          - throwException:
                                              exceptionType: java.io.IOException
                                              message: lost its voice
                        """));
        followTheGuide(config);
        kinoroute = new Kinoroute(
                folder.resolve("data"),
                "--kinoroute.config=" + config,
                "--kinoroute.theme.folder=config/themes",
                "--camel.component.openai.api-key=sk-of-all-the-others",
                "--kinoroute.voice.transcription.key=sk-of-the-listener",
                "--kinoroute.voice.house.url=" + server.url(),
                "--kinoroute.voice.house.voices=ana,bruno",
                "--kinoroute.voice.engine=openai",
                "--kinoroute.voice.openai.url=" + server.url() + "/v1",
                "--kinoroute.voice.openai.concurrency=3",
                "--kinoroute.voice.openai.voices=alloy,nova,onyx,echo",
                "--kinoroute.voice.elevenlabs.key=",
                "--kinoroute.voice.circuit.calls=100",
                "--kinoroute.voice.xtts.url=" + server.url(),
                "--kinoroute.voice.transcription.url=" + server.url() + "/v1",
                "--kinoroute.prices.table[0].provider=127.0.0.1",
                "--kinoroute.prices.table[0].model=tts-1",
                "--kinoroute.prices.table[0].characters=1000000",
                "--kinoroute.prices.table[1].provider=127.0.0.1",
                "--kinoroute.prices.table[1].model=whisper-1",
                "--kinoroute.prices.table[1].seconds=1");
    }

    @AfterAll
    static void stop() throws IOException {
        kinoroute.close();
        server.close();
    }

    @BeforeEach
    void answer() {
        server.on(
                SPEECH,
                request -> Answer.bytes(
                        "audio/wav", voice(json(request).path("input").asText())));
    }

    /** A setting of the process, which is read anew for each line. */
    @AfterEach
    void stopListening() {
        System.clearProperty(LISTENER);
    }

    private static void listen(Answer answer) {
        server.on(LISTEN, answer);
        System.setProperty(LISTENER, "whisper-1");
    }

    /** Puts every file of the guide's chapter on voice engines where the guide says. */
    private static void followTheGuide(Path config) throws IOException {
        String guide = Files.readString(Path.of("docs/extending.md"));
        String chapter = guide.substring(guide.indexOf("## Add a voice engine"), guide.indexOf("## Add a visual kind"));
        Matcher file = Pattern.compile("Put it into `config/(\\S+)`:\n\n```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(chapter);
        int files = 0;
        for (; file.find(); files++) {
            Files.writeString(config.resolve(file.group(1)), file.group(2));
        }
        assertThat(files).isEqualTo(2);
        ToneAndCard.writeTone(config.resolve("recordings/ana/0.wav"));
    }

    @Test
    void theGuideToEnginesLeadsToEnginesThatSpeak() {
        server.on("POST /say", request -> Answer.bytes("audio/wav", voice(request.text())));
        VideoState state = kinoroute.make(
                """
                format: chat
                participants: [{name: Ana, voice: "recorded:ana"}, {name: Bruno, voice: "house:bruno"}]
                scenes:
                  - {from: Ana, text: This was recorded}
                  - {from: Bruno, text: And this is what the house says}
                """);

        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(state.degraded()).isEmpty();
        assertThat(kinoroute
                        .sql()
                        .sql("select engine from voices where video_id = :id order by scene_index")
                        .param("id", state.id())
                        .query(String.class)
                        .list())
                .containsExactly("recorded", "house");
        Request asked = server.requests("POST /say").get(0);
        assertThat(asked.text()).isEqualTo("And this is what the house says");
        assertThat(asked.header("X-Voice")).isEqualTo("bruno");
        assertThat(asked.header("video_id")).isNull();
    }

    private static byte[] voice(String text) {
        return kinoroute.bean(Espeak.class).speak(text, "en", "f2", 1, 1).wav();
    }

    private static JsonNode json(Request request) {
        try {
            return new ObjectMapper().readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int calls() {
        return server.requests(SPEECH).size();
    }

    private static List<String> said(int from) {
        return server.requests(SPEECH).stream()
                .skip(from)
                .map(request -> json(request).path("input").asText())
                .toList();
    }

    private static String chat(String first, String second) {
        return """
                [{"from": "Ana", "to": "Bruno", "text": "%s"}, {"from": "Bruno", "to": "Ana", "text": "%s"}]
                """
                .formatted(first, second);
    }

    @Test
    void whatWasSpokenOnceIsNeverAskedForAgain() {
        int before = calls();
        VideoState first = kinoroute.make(chat("Good morning, my friend.", "Good morning to you."));
        assertThat(first.status()).as(first.errorMessage()).isEqualTo("completed");
        assertThat(first.degraded()).isEmpty();
        assertThat(said(before)).containsExactlyInAnyOrder("Good morning, my friend.", "Good morning to you.");

        // The same again: not one call. One line changed: that one.
        assertThat(kinoroute
                        .make(chat("Good morning, my friend.", "Good morning to you."))
                        .status())
                .isEqualTo("completed");
        assertThat(calls()).isEqualTo(before + 2);
        VideoState third = kinoroute.make(chat("Good morning, my friend.", "And a fine one it is."));
        assertThat(third.status()).isEqualTo("completed");
        assertThat(said(before + 2)).containsExactly("And a fine one it is.");

        // What is found costs nothing.
        assertThat(ledger(first)).hasSize(2);
        assertThat(ledger(third)).singleElement().satisfies(entry -> {
            assertThat(entry.item()).isEqualTo("voice 2");
            assertThat(entry.unit()).isEqualTo("characters");
            assertThat(entry.quantity()).isEqualTo(21);
            assertThat(entry.model()).isEqualTo("tts-1");
            assertThat(entry.price()).isEqualByComparingTo("21");
        });
    }

    private static List<Ledger.Entry> ledger(VideoState state) {
        return kinoroute.bean(Ledger.class).entries(state.id()).stream()
                .filter(entry -> entry.unit().equals("characters"))
                .toList();
    }

    @Test
    void charactersKeepDistinctVoicesOfTheServer() {
        int before = calls();
        kinoroute.make(chat("I am the first who speaks.", "And I am the second one."));
        kinoroute.make(chat("The first one speaks again.", "So does the second."));

        // By line: which of two lines is spoken first is nobody's promise.
        Map<String, String> voices = server.requests(SPEECH).stream()
                .skip(before)
                .map(VoicePipelineTest::json)
                .collect(Collectors.toMap(request -> request.path("input").asText(), request -> request.path("voice")
                        .asText()));
        assertThat(voices).hasSize(4);
        String first = voices.get("I am the first who speaks.");
        String second = voices.get("And I am the second one.");
        assertThat(List.of(first, second)).doesNotHaveDuplicates().isSubsetOf("alloy", "nova", "onyx", "echo");
        assertThat(voices.get("The first one speaks again.")).isEqualTo(first);
        assertThat(voices.get("So does the second.")).isEqualTo(second);
    }

    @Test
    void linesOfOneVideoAreSpokenAtOnceByVoicesThatAreCastBefore() {
        CountDownLatch together = new CountDownLatch(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> cast = new CopyOnWriteArrayList<>();
        server.on(SPEECH, request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            cast.add(castOf("Singer"));
            together.countDown();
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            return Answer.bytes("audio/wav", voice(json(request).path("input").asText()));
        });
        String lines = IntStream.range(0, 8)
                .mapToObj(i -> "{\"from\": \"Singer %d\", \"to\": \"Bruno\", \"text\": \"La la %d\"}".formatted(i, i))
                .collect(Collectors.joining(", ", "[", "]"));
        VideoState state = kinoroute.make(lines);

        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(state.degraded()).isEmpty();
        // The engine allows three.
        assertThat(most.get()).isEqualTo(3);
        assertThat(cast).hasSize(8).containsOnly(8);
        assertThat(kinoroute.queues().getQueueInfo("kinoroute.voices." + state.id()))
                .as("the worker's queue")
                .isNull();
    }

    private static int castOf(String name) {
        return kinoroute
                .sql()
                .sql("select count(*) from voice_mappings where character_name like :name || '%'"
                        + " and metadata -> 'cast' is not null")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    @Test
    void aServerThatFailsIsTriedThreeTimesAndAnotherEngineSpeaksInItsPlace() {
        server.on(SPEECH, Answer.error(503, "too busy"));
        int before = calls();
        VideoState state = kinoroute.make(chat("Nobody hears this line.", "😀"));

        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(calls() - before).isEqualTo(3);
        assertThat(state.degraded())
                .singleElement()
                .asString()
                .contains("scene 1", "espeak speaks in place of its own voice", "the engine openai", "too busy");
        assertThat(engines(state.id())).containsExactly("espeak engine");
        // Nothing came of it, so nothing is owed, and nothing stays set aside.
        assertThat(kinoroute.bean(Ledger.class).total(state.id())).isZero();
    }

    @Test
    void aLineThatIsRefusedIsNotTriedAgain() {
        server.on(SPEECH, Answer.error(400, "no such voice"));
        int before = calls();
        VideoState state = kinoroute.make(chat("This line is refused.", "😀"));

        assertThat(state.status()).isEqualTo("completed");
        assertThat(calls() - before).isEqualTo(1);
        assertThat(state.degraded()).singleElement().asString().contains("no such voice");
    }

    @Test
    void aHiccupIsNotSeenInTheVideo() {
        server.on(SPEECH, Answer.error(500, "hiccup"), Answer.bytes("audio/wav", voice("It hiccups once.")));
        VideoState state = kinoroute.make(chat("It hiccups once.", "😀"));

        assertThat(state.status()).isEqualTo("completed");
        assertThat(state.degraded()).isEmpty();
        assertThat(ledger(state)).hasSize(1);
    }

    @Test
    void whereTheOtherEngineFailsTooTheSceneIsSilent() {
        server.on(SPEECH, Answer.error(400, "never"));
        VideoState state = kinoroute.make(chat("Nobody can say this.", "😀"));

        assertThat(state.status()).isEqualTo("completed");
        assertThat(state.degraded())
                .singleElement()
                .asString()
                .contains("scene 1: its voice could not be made", "the engine openai", "never");
        assertThat(engines(state.id())).isEmpty();
    }

    @Test
    void aBudgetStopsTheVideoBeforeItIsPassed() {
        int before = calls();
        VideoRequest request = new VideoRequest(
                UUID.randomUUID(),
                "kinoroute",
                UUID.randomUUID().toString(),
                VideoRequest.Origin.LOCAL,
                Kinoroute.script(chat("Ten marks.", "And this one is far beyond the budget.")),
                null,
                Kinoroute.SMALL,
                12,
                List.of());
        kinoroute.bean(ProducerTemplate.class).requestBody("direct:script", request);
        VideoState state = kinoroute.await(request.id());

        assertThat(state.status()).isEqualTo("failed");
        assertThat(state.errorMessage()).contains("budget");
        assertThat(said(before)).doesNotContain("And this one is far beyond the budget.");
        // The other line may still be under way.
        Kinoroute.await(() -> kinoroute.camel().getInflightRepository().size(), size -> size == 0);
    }

    private static final Answer LISTENED = Answer.json("{\"text\":\"Listen to me now\",\"duration\":1.2,\"words\":["
            + "{\"word\":\"listen\",\"start\":0.05,\"end\":0.4},{\"word\":\"too\",\"start\":0.4,\"end\":0.5},"
            + "{\"word\":\"me\",\"start\":0.5,\"end\":0.7},{\"word\":\"now\",\"start\":0.7,\"end\":0.95}]}");

    @Test
    void aTranscriptionThatFailsIsSaidAndTheSoundIsNotLost() {
        listen(Answer.error(500, "deaf"));
        int before = calls();
        VideoState state = kinoroute.make(chat("Now listen to me, now!", "😀"));

        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(state.degraded())
                .singleElement()
                .asString()
                .startsWith("scene 1: the times of its words are estimated")
                .contains("500", "deaf");
        assertThat(engines(state.id())).containsExactly("openai estimate");

        // The next time it is only listened to.
        server.on(LISTEN, LISTENED);
        state = kinoroute.make(chat("Now listen to me, now!", "😀"));
        assertThat(state.degraded()).isEmpty();
        assertThat(engines(state.id())).containsExactly("openai transcription");
        assertThat(calls() - before).isEqualTo(1);
    }

    @Test
    void aTranscriptionThatIsSetUpLaterTimesWhatWasSpokenBefore() {
        int before = calls();
        VideoState state = kinoroute.make(chat("Just listen to me, now!", "😀"));
        assertThat(state.degraded()).isEmpty();
        assertThat(engines(state.id())).containsExactly("openai estimate");

        listen(LISTENED);
        int heard = server.requests(LISTEN).size();
        state = kinoroute.make(chat("Just listen to me, now!", "😀"));
        assertThat(engines(state.id())).containsExactly("openai transcription");
        state = kinoroute.make(chat("Just listen to me, now!", "😀"));
        assertThat(engines(state.id())).containsExactly("openai transcription");
        assertThat(calls() - before).isEqualTo(1);
        assertThat(server.requests(LISTEN)).hasSize(heard + 1);
    }

    private static String story(String second) {
        return """
                format: story
                title: A tale
                scenes:
                  - {text: There was a fox., slide: {title: One}}
                  - {text: %s, say: It was cold out there., slide: {title: Two}}
                  - {text: So it went home., slide: {title: Three}}
                """
                .formatted(second);
    }

    @Test
    void ofAStoryOnlyWhatHasChangedIsSpokenAnew() {
        int before = calls();
        VideoState first = kinoroute.make(story("It was -5°."));
        assertThat(first.status()).as(first.errorMessage()).isEqualTo("completed");
        assertThat(said(before)).containsExactly("There was a fox.", "It was cold out there.", "So it went home.");
        assertThat(ledger(first)).extracting(Ledger.Entry::item).containsExactly("voice 1", "voice 2", "voice 3");
        // One narration, with the script's own words.
        assertThat(words(first.id())).containsExactly("There was a fox. It was -5°. So it went home.");

        // What is only shown is not heard.
        VideoState second = kinoroute.make(story("It was freezing."));
        assertThat(words(second.id())).containsExactly("There was a fox. It was freezing. So it went home.");
        assertThat(calls()).isEqualTo(before + 3);
        VideoState third = kinoroute.make(story("It was freezing.").replace("cold out there", "rather cold"));
        assertThat(third.status()).isEqualTo("completed");
        assertThat(said(before + 3)).containsExactly("It was rather cold.");
        assertThat(ledger(third)).extracting(Ledger.Entry::item).containsExactly("voice 2");
    }

    @Test
    void aStoryThatFailedHalfWayIsNotPaidTwice() {
        String tale = story("Gone.")
                .replace("fox", "hare")
                .replace("cold out", "warm out")
                .replace("went", "ran");
        server.on(
                SPEECH,
                request -> json(request).path("input").asText().startsWith("It was warm") && calls() % 2 == 0
                        ? Answer.error(500, "hiccup")
                        : Answer.bytes(
                                "audio/wav", voice(json(request).path("input").asText())));
        int before = calls();
        VideoState state = kinoroute.make(tale);
        assertThat(state.degraded()).isEmpty();
        assertThat(said(before).stream().distinct())
                .containsExactly("There was a hare.", "It was warm out there.", "So it ran home.");
        assertThat(said(before)).filteredOn("There was a hare."::equals).hasSize(1);
    }

    private static List<String> words(UUID id) {
        return kinoroute
                .sql()
                .sql("select string_agg(word ->> 'word', ' ' order by place) from voices,"
                        + " jsonb_array_elements(voice -> 'words') with ordinality as spoken(word, place)"
                        + " where video_id = :id group by scene_index order by scene_index")
                .param("id", id)
                .query(String.class)
                .list();
    }

    @Test
    void aTranscriptionTimesTheWordsWhereTheEngineDoesNot() {
        listen(LISTENED);
        VideoState state = kinoroute.make(chat("Listen to me, now!", "😀"));

        assertThat(state.degraded()).isEmpty();
        assertThat(engines(state.id())).containsExactly("openai transcription");
        assertThat(server.requests(SPEECH)).allSatisfy(request -> assertThat(request.header("Authorization"))
                .as("a key that is not this server's")
                .doesNotContain("sk-of-all-the-others"));
        assertThat(server.requests(LISTEN)).allSatisfy(request -> assertThat(request.header("Authorization"))
                .isEqualTo("Bearer sk-of-the-listener"));
        assertThat(kinoroute
                        .sql()
                        .sql("select string_agg(word ->> 'word', ' ') from voices,"
                                + " jsonb_array_elements(voice -> 'words') word where video_id = :id")
                        .param("id", state.id())
                        .query(String.class)
                        .single())
                .isEqualTo("Listen to me, now!");
        assertThat(kinoroute.bean(Ledger.class).entries(state.id())).anySatisfy(entry -> {
            assertThat(entry.model()).isEqualTo("whisper-1");
            assertThat(entry.unit()).isEqualTo("seconds");
            assertThat(entry.quantity()).isBetween(0.5, 3.0);
        });
    }

    @Test
    void aVoiceIsClonedFromASampleWithConsentAndNotWithout() {
        byte[] sound = voice("This is my own voice, and I lend it to my friends, who may let it say what they like.");
        var without = new VoiceSample.Offer("ana.wav", sound, null);
        assertThatThrownBy(() -> register(without))
                .hasRootCauseInstanceOf(Problem.class)
                .rootCause()
                .hasMessageContaining("consent");
        assertThatThrownBy(() -> kinoroute.accept(
                        Kinoroute.script(cloned("xtts:samples/" + "0".repeat(64) + ".wav")), Kinoroute.SMALL))
                .hasRootCauseInstanceOf(Problem.class)
                .rootCause()
                .hasMessageContaining("consent");

        VoiceSample sample = register(new VoiceSample.Offer(
                "ana.wav", sound, new VoiceSample.Consent("Ana Silva", "our family videos", null)));
        assertThat(sample.key()).matches("samples/[0-9a-f]{64}\\.wav");
        assertThat(sample.consent().at()).isNotNull();
        assertThat(kinoroute
                        .sql()
                        .sql("select consent_by || ': ' || consent_for from voice_samples where key = :key")
                        .param("key", sample.key())
                        .query(String.class)
                        .single())
                .isEqualTo("Ana Silva: our family videos");

        server.on(
                "POST /tts_to_audio/",
                request -> Answer.bytes(
                        "audio/wav", voice(json(request).path("text").asText())));
        VideoState state = kinoroute.make(cloned(sample.key()));
        assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
        assertThat(state.degraded()).isEmpty();
        String file = json(server.requests("POST /tts_to_audio/").get(0))
                .path("speaker_wav")
                .asText();
        assertThat(Path.of(file)).isAbsolute().exists().hasFileName(sample.sha256() + ".wav");
    }

    @Test
    void anEngineWithoutItsKeyIsRefusedAtTheDoor() {
        assertThatThrownBy(() -> kinoroute.accept(Kinoroute.script(cloned("elevenlabs:abc")), Kinoroute.SMALL))
                .cause()
                .isInstanceOf(Problem.class)
                .hasMessageContaining("voice of Ana")
                .hasMessageContaining("ELEVENLABS_API_KEY");
        assertThatThrownBy(() -> kinoroute.accept(Kinoroute.script(cloned("xtts:ana.wav")), Kinoroute.SMALL))
                .rootCause()
                .isInstanceOf(Problem.class)
                .hasMessageContaining("consent");
    }

    @Test
    void aSampleMustBeGoodEnough() {
        var consent = new VoiceSample.Consent("Ana Silva", "tests", null);
        assertThatThrownBy(() -> register(new VoiceSample.Offer("short.wav", voice("Hi."), consent)))
                .rootCause()
                .isInstanceOf(Problem.class)
                .hasMessageContaining("short.wav lasts");
        assertThatThrownBy(() -> register(new VoiceSample.Offer("page.html", "<html>".getBytes(), consent)))
                .rootCause()
                .isInstanceOf(Problem.class)
                .hasMessageContaining("page.html is no sound");
    }

    private static String cloned(String voice) {
        return """
                format: chat
                participants: [{name: Ana, voice: "%s"}, Bruno]
                scenes:
                  - {from: Ana, text: Now I speak with my own voice}
                """
                .formatted(voice);
    }

    private static VoiceSample register(VoiceSample.Offer offer) throws CamelExecutionException {
        return kinoroute.bean(ProducerTemplate.class).requestBody("direct:voicing-sample", offer, VoiceSample.class);
    }

    private static List<String> engines(UUID id) {
        return kinoroute
                .sql()
                .sql("select engine || ' ' || (voice ->> 'source') from voices where video_id = :id"
                        + " and voice is not null order by scene_index")
                .param("id", id)
                .query(String.class)
                .list();
    }
}
