package org.kinoroute.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.kinoroute.compose.Uploads;
import org.kinoroute.library.Libraries;
import org.kinoroute.routes.RouteStock;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptWriters;
import org.kinoroute.video.Estimates;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Prices;
import org.kinoroute.video.Problem;
import org.kinoroute.video.VideoDefaults;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.voice.ChosenVoices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The intake as the API reaches it: a submission in JSON with uploaded files becomes a request for a video. */
@Component("intake")
class IntakeDoor {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeDoor.class);
    private static final Pattern RECORDING = Pattern.compile("(?is).*\\.(wav|mp3|m4a|ogg|opus|flac)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z][a-z0-9-]*:)?samples/[0-9a-f]{64}\\.wav");

    private final Intake intake;
    private final SubmissionJson json;
    private final DataSize maxDataUri;
    private final Estimates estimates;
    private final Uploads uploads;
    private final Libraries libraries;
    private final String lane;

    IntakeDoor(
            Environment environment,
            RouteStock routes,
            VideoDefaults defaults,
            ScriptReader reader,
            ScriptWriters writers,
            Prices prices,
            ChosenVoices voices,
            Uploads uploads,
            Libraries libraries,
            IntakeProperties properties) {
        Path config = Path.of(environment.getRequiredProperty("kinoroute.config"));
        this.intake = new Intake(config, () -> routes.names("script"), defaults, reader, writers);
        this.maxDataUri = properties.maxDataUri();
        // Base64 is a third longer than what it holds.
        this.json = new SubmissionJson(DataSize.ofBytes(maxDataUri.toBytes() * 3 / 2));
        this.estimates = new Estimates(environment, prices, voices::engine);
        this.uploads = uploads;
        this.libraries = libraries;
        this.lane = environment.getRequiredProperty("kinoroute.lane");
    }

    /**
     * @param kept the video's id; null: it gets one
     * @param owner who asks for it
     * @param files that were uploaded with it, by their names
     * @throws Problem that names the field which is wrong
     */
    public VideoRequest request(UUID kept, byte[] body, String owner, Map<String, Path> files, Exchange exchange) {
        Submission submission = json.read(body == null ? new byte[0] : body);
        UploadedFiles sources = new UploadedFiles(
                files == null ? Map.of() : files, maxDataUri, uploads, new UploadedFiles.LibraryFiles() {
                    @Override
                    public Optional<Path> find(String field, String name) {
                        return libraries.file(field, name, owner);
                    }

                    @Override
                    public Optional<Path> random(String field, long seed) {
                        return libraries.random(field, seed, owner);
                    }
                });
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                sources.written().forEach(IntakeDoor::discard);
            }
        });
        checkVoices(submission);
        if (submission.script() == null && submission.format() == null && !Briefs.isAsked(submission)) {
            throw new FieldProblem(
                    "script",
                    "there is nothing to make a video of; give a script, a prompt, a source_text, or the images, title"
                            + " and description of a product");
        }
        Order order = order(submission, sources);
        UUID id = kept == null ? UUID.randomUUID() : kept;
        return order.video(
                id,
                lane,
                id.toString(),
                new VideoRequest.Origin(owner, submission.callbackUrl(), json.write(submission)));
    }

    public Estimates.Estimate estimate(VideoRequest request) {
        return estimates.of(request);
    }

    private Order order(Submission submission, UploadedFiles sources) {
        Brought brought = submission.script() == null
                ? null
                : new Brought(
                        json.text(submission.script()).getBytes(StandardCharsets.UTF_8),
                        "script",
                        null,
                        name -> sources.file("script", name));
        try {
            return intake.order(submission, brought, sources);
        } catch (FieldProblem e) {
            throw e;
        } catch (Problem e) {
            throw json.withField(submission, e);
        }
    }

    /** What looks like a file would be looked for by an engine's server, on that server. */
    private static void checkVoices(Submission submission) {
        Map<String, String> voices = submission.voices() == null ? Map.of() : submission.voices();
        voices.forEach((character, voice) -> {
            boolean recording = RECORDING.matcher(voice).matches() || voice.contains("/");
            if (recording && !SAMPLE.matcher(voice).matches()) {
                throw new FieldProblem(
                        "voices",
                        "\"" + UploadedFiles.shown(voice) + "\" is no voice; hand a recording in at /api/voices first,"
                                + " and name the id that it gets");
            }
        });
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is left behind: {}", file, e.getMessage());
        }
    }
}
