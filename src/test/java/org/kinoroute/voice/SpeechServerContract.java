package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.providers.ProviderServer.Request;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Unavailable;

/** What holds for every engine that is a server, whatever that server does. */
abstract class SpeechServerContract extends VoiceEngineContract {

    static final EspeakEngine SPEAKER = new EspeakEngine(VoiceProperties.of("en"));

    ProviderServer server;

    /** Where the server is asked for speech, such as {@code POST /v1/audio/speech}. */
    abstract String call();

    /** The text of a request. */
    abstract String text(Request request);

    /** How the server answers with that sound. */
    abstract Answer answer(String text, byte[] wav);

    /** Path of the server's address. */
    String path() {
        return "";
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kinoroute.voice." + engine() + ".url", server.url() + path());
        settings.put("kinoroute.voice." + engine() + ".timeout", "5000");
        return settings;
    }

    static byte[] wav(String text) {
        return SPEAKER.speak(new SpeechRequest(text, "en")).wav();
    }

    @BeforeEach
    void serve() {
        server = new ProviderServer().on(call(), this::speech);
    }

    private Answer speech(Request request) {
        String text = text(request);
        return answer(text, wav(text));
    }

    @AfterEach
    void shutDown() {
        server.close();
    }

    List<Request> calls() {
        return server.requests(call());
    }

    @Test
    void itIsAskedOnceAndPaidOnce() throws Exception {
        VoiceWorkshop workshop = workshop();
        speak(workshop, TEXT);

        assertThat(calls()).extracting(this::text).containsExactly(TEXT);
        assertThat(workshop.till())
                .containsExactly(
                        "reserve 2 " + engine() + " " + TEXT.length(), "charge 2 " + engine() + " " + TEXT.length());
    }

    @Test
    void theServerGetsNothingThatIsOnlyOurs() throws Exception {
        workshop().speak(engine(), voice(), TEXT, Map.of("job_queue", "kinoroute.voices.x"));

        assertThat(calls().get(0).headers().keySet())
                .noneMatch(name -> name.matches("(?i)video_id|scene.*|job_queue|language|voice|speed|pitch|camel.*"));
    }

    @Test
    void aLongTextIsAskedForInPiecesThatFit() throws Exception {
        String text = "This is the first sentence of them. This is the second one, which is a little longer.";
        speak(workshop("kinoroute.voice." + engine() + ".max-input", "50"), text);

        assertThat(calls()).extracting(this::text).allSatisfy(piece -> assertThat(piece)
                .hasSizeLessThanOrEqualTo(50));
        assertThat(calls()).extracting(this::text).first().isEqualTo("This is the first sentence of them.");
        assertThat(String.join(" ", calls().stream().map(this::text).toList())).isEqualTo(text);
    }

    @Test
    void aLongTextThatFailedHalfWayGoesOnWhereItWas() throws Exception {
        String text = "This is the first sentence of them. This is the second one, which is a little longer.";
        VoiceWorkshop workshop = workshop("kinoroute.voice." + engine() + ".max-input", "50");
        server.on(
                call(),
                request ->
                        text(request).startsWith("This is the first") ? speech(request) : Answer.error(500, "hiccup"));
        assertThatThrownBy(() -> speak(workshop, text)).isNotNull();
        server.on(call(), this::speech);
        VoiceWorkshop.Spoken spoken = speak(workshop, text);

        assertThat(calls())
                .extracting(this::text)
                .filteredOn(piece -> piece.startsWith("This is the first"))
                .hasSize(1);
        assertThat(workshop.till())
                .filteredOn(entry -> entry.startsWith("charge"))
                .doesNotHaveDuplicates();
        // What was found sounds, and is timed, as what was made.
        VoiceWorkshop.Spoken afresh = speak(workshop("kinoroute.voice." + engine() + ".max-input", "50"), text);
        assertThat(spoken.wav()).isEqualTo(afresh.wav());
        assertThat(spoken.words()).isEqualTo(afresh.words());
    }

    @Test
    void whatIsRefusedIsNotTriedAgain() {
        VoiceWorkshop workshop = workshop();
        for (int status : new int[] {400, 401, 403, 404, 413, 422}) {
            int before = calls().size();
            server.on(call(), Answer.error(status, "no such thing"));

            assertThatThrownBy(() -> speak(workshop, TEXT)).satisfies(error -> assertThat(cause(error))
                    .as("%d", status)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("the engine " + engine())
                    .hasMessageContaining("no such thing")
                    .hasMessageNotContaining("\n"));
            assertThat(calls()).hasSize(before + 1);
        }
    }

    @Test
    void whatMayPassIsLeftToAFurtherAttempt() throws Exception {
        VoiceWorkshop workshop = workshop();
        for (int status : new int[] {408, 409, 425, 429, 500, 502, 503}) {
            int before = calls().size();
            server.on(call(), Answer.error(status, "try later"));

            assertThatThrownBy(() -> speak(workshop, TEXT)).satisfies(error -> assertThat(cause(error))
                    .as("%d", status)
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("the engine " + engine())
                    .hasMessageContaining("try later"));
            // Further attempts are the stage's: nobody below it tries again.
            assertThat(calls()).hasSize(before + 1);
        }
        server.on(call(), this::speech);
        assertThat(speak(workshop, TEXT).wav()).isNotEmpty();
    }

    @Test
    void aServerThatAsksToWaitIsLeftAloneForAsLong() throws Exception {
        server.on(call(), Answer.error(429, "slow down").header("Retry-After", "1"));
        VoiceWorkshop workshop = workshop();
        assertThatThrownBy(() -> speak(workshop, TEXT)).isNotNull();
        server.on(call(), this::speech);
        long before = System.nanoTime();
        speak(workshop, TEXT);

        assertThat((System.nanoTime() - before) / 1e9).isBetween(0.7, 8.0);
    }

    @Test
    void aServerThatAsksToWaitForeverIsNotObeyed() throws Exception {
        server.on(call(), Answer.error(503, "slow down").header("Retry-After", "86400"));
        VoiceWorkshop workshop = workshop("kinoroute.voice.longest-pause", "100");
        assertThatThrownBy(() -> speak(workshop, TEXT)).isNotNull();
        server.on(call(), this::speech);

        assertThat(speak(workshop, TEXT).wav()).isNotEmpty();
    }

    @Test
    void silenceIsNoSpeech() {
        server.on(call(), request -> answer(text(request), Wav.of(new short[24_000], 24_000)));

        assertThatThrownBy(() -> speak(workshop(), TEXT))
                .satisfies(error ->
                        assertThat(cause(error)).isInstanceOf(Unavailable.class).hasMessageContaining("sent silence"));
    }

    @Test
    void rubbishIsNoSpeech() {
        server.on(call(), Answer.bytes("audio/mpeg", "this is no sound at all, by no means".getBytes()));
        assertThatThrownBy(() -> speak(workshop(), TEXT))
                .satisfies(error -> assertThat(cause(error)).isInstanceOf(Unavailable.class));
        server.on(call(), Answer.bytes("audio/mpeg", new byte[0]));
        assertThatThrownBy(() -> speak(workshop(), TEXT))
                .satisfies(error -> assertThat(cause(error)).isInstanceOf(Unavailable.class));
    }

    @Test
    void aServerThatHangsIsGivenUp() {
        server.on(call(), request -> answer(TEXT, wav(TEXT)).after(20_000));
        long before = System.nanoTime();

        assertThatThrownBy(() -> speak(workshop("kinoroute.voice." + engine() + ".timeout", "400"), TEXT))
                .satisfies(error -> assertThat(cause(error))
                        .isInstanceOf(Unavailable.class)
                        .hasMessageContaining("the engine " + engine()));
        assertThat((System.nanoTime() - before) / 1e9).isLessThan(8);
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeSo() {
        VoiceWorkshop workshop = workshop();
        server.close();

        assertThatThrownBy(() -> speak(workshop, TEXT)).satisfies(error -> assertThat(cause(error))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("the engine " + engine()));
    }

    @Test
    void aServerThatKeepsFailingIsLeftAlone() throws Exception {
        server.on(call(), Answer.error(500, "broken"));
        VoiceWorkshop workshop = workshop("kinoroute.voice.circuit.calls", "3", "kinoroute.voice.circuit.pause", "1");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> speak(workshop, TEXT)).isNotNull();
        }
        assertThatThrownBy(() -> speak(workshop, TEXT))
                .satisfies(error ->
                        assertThat(cause(error)).isInstanceOf(Unavailable.class).hasMessageContaining("left alone"));
        assertThat(calls()).hasSize(3);
        server.on(call(), this::speech);
        org.awaitility.Awaitility.await()
                .pollInterval(java.time.Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> speak(workshop, TEXT).wav().length > 0);
    }

    @Test
    void refusedLinesDoNotCountAsFailures() {
        server.on(call(), Answer.error(400, "no"));
        VoiceWorkshop workshop = workshop("kinoroute.voice.circuit.calls", "2");
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> speak(workshop, TEXT)).isNotNull();
        }
        assertThat(calls()).hasSize(4);
    }

    @Test
    void noMoreIsAskedAtOnceThanIsSet() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        server.on(call(), request -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Thread.sleep(60);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            return answer("Yes.", wav("Yes."));
        });
        VoiceWorkshop workshop = workshop("kinoroute.voice." + engine() + ".concurrency", "2");
        var threads = Executors.newFixedThreadPool(6);
        IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                speak(workshop, "Yes.");
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        threads))
                .toList()
                .forEach(CompletableFuture::join);
        threads.shutdown();

        assertThat(calls()).hasSize(6);
        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void noMoreIsAskedInAMinuteThanIsSet() throws Exception {
        VoiceWorkshop workshop = workshop("kinoroute.voice." + engine() + ".rate", "2");
        speak(workshop, "Yes.");
        speak(workshop, "No.");
        CompletableFuture<?> third = CompletableFuture.runAsync(() -> {
            try {
                speak(workshop, "Well.");
            } catch (Exception e) {
                // The workshop is closed before the minute is over.
            }
        });

        assertThatThrownBy(() -> third.get(600, java.util.concurrent.TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(calls()).hasSize(2);
    }

    /** What people are told: the same that {@code Causes} finds. */
    static Throwable cause(Throwable error) {
        Throwable cause = error;
        while (!(cause instanceof Problem || cause instanceof Unavailable) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
