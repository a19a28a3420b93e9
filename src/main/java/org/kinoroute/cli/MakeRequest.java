package org.kinoroute.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.kinoroute.intake.Brought;
import org.kinoroute.intake.Intake;
import org.kinoroute.intake.Order;
import org.kinoroute.intake.Submission;
import org.kinoroute.routes.ExtensionPoints;
import org.kinoroute.routes.RouteFiles;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptWriters;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Script;
import org.kinoroute.video.VideoDefaults;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.voice.VoiceSample;

/** What {@code make} was asked for, read and checked in full before anything is started. */
final class MakeRequest {

    private static final String SAMPLE = "samples/conversa.json";

    private final MakeCommand options;
    private final Surroundings surroundings;
    private final ScriptProperties limits;
    private final RecordedVoices recorded;
    private final Order order;
    private final VideoRequest video;

    MakeRequest(MakeCommand options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        limits = surroundings.bind("kinoroute.script", ScriptProperties.class);
        recorded = new RecordedVoices(options.consent);
        Submission submission = submission();
        order = intake().order(submission, isWritten() ? brought() : null, new LocalFiles());
        Script script = order.script();
        // Where the title is not known before it is written, the folder is checked all the same.
        Path out = out(script == null ? "video" : script.title());
        Results results = new Results(out, 0);
        spareInput(results);
        OutputFile.check(results);
        String key = order.key(script == null ? options.out : out);
        video = order.video(
                UUID.randomUUID(), VideoRequest.LANE_OF_ONE + key.substring(0, 12), key, VideoRequest.Origin.LOCAL);
    }

    VideoRequest video() {
        return video;
    }

    /** Recordings that are handed in to be cloned. */
    List<VoiceSample.Offer> recordings() {
        return recorded.offers();
    }

    /** Where the video of a title goes. */
    Path out(String title) {
        return OutputFile.of(options.out, surroundings.path("kinoroute.output"), title);
    }

    /** What was decided for the maker, to be shown. */
    List<String> notes() {
        return order.notes();
    }

    /** Results lie beside the MP4 under its name: they must not take the place of what it is made of. */
    private void spareInput(Results results) {
        Stream<Path> own = order.files().stream().map(VideoRequest.LocalFile::path);
        Stream<Path> script =
                options.script == null || options.script.equals("-") ? Stream.of() : Stream.of(Path.of(options.script));
        List<Path> input = Stream.concat(own, script).toList();
        for (Path result : results.all()) {
            for (Path file : input) {
                if (isSame(result, file)) {
                    throw new Problem("--out: " + result + " would take the place of " + file
                            + ", which the video is made of; choose another name");
                }
            }
        }
    }

    private static boolean isSame(Path result, Path file) {
        try {
            return Files.exists(result) && Files.isSameFile(result, file);
        } catch (IOException e) {
            return false;
        }
    }

    private Intake intake() {
        return new Intake(
                surroundings.path("kinoroute.config"),
                this::formats,
                surroundings.bind("kinoroute.video", VideoDefaults.class),
                new ScriptReader(limits),
                ScriptWriters.of(limits, surroundings.environment()));
    }

    /** Each has a route that writes its scripts. */
    private List<String> formats() {
        return ExtensionPoints.names(RouteFiles.find(surroundings.path("kinoroute.routes.folder")), "script");
    }

    /** Whether there is a script: one that is named, or the sample where nothing else is asked for. */
    private boolean isWritten() {
        boolean formatAlone = options.format != null && !options.format.equals("chat");
        boolean asked = Stream.of(
                        options.prompt,
                        options.sourceText,
                        options.images,
                        options.description,
                        options.price,
                        options.category,
                        options.tone,
                        options.messages,
                        options.duration)
                .anyMatch(Objects::nonNull);
        return options.script != null || !formatAlone && !asked;
    }

    private Submission submission() {
        return new Submission(
                options.format,
                options.title,
                options.description,
                options.language,
                null,
                options.prompt,
                SourceText.read(options.sourceText),
                options.price,
                options.category,
                options.tone,
                options.messages,
                options.duration,
                options.participants,
                options.me,
                voices(),
                options.theme,
                options.look,
                options.style,
                options.keywords,
                options.negativeKeywords,
                options.images == null
                        ? null
                        : options.images.stream().map(Path::toString).toList(),
                options.background,
                options.music,
                options.size,
                options.fps,
                options.layout,
                options.messagesPerGroup,
                options.startBuffer,
                options.endBuffer,
                options.pause,
                options.silence,
                options.transition,
                options.motion,
                options.captions,
                options.seed,
                options.budget,
                null);
    }

    private Brought brought() {
        try {
            if ("-".equals(options.script)) {
                return Brought.beside(Path.of("").toAbsolutePath(), System.in.readNBytes(most()), "standard input");
            }
            Path file = options.script == null
                    ? surroundings.path("kinoroute.config").resolve(SAMPLE)
                    : Path.of(options.script);
            if (Files.isDirectory(file)) {
                throw new Problem(file + ": is a folder; name the file of the script");
            }
            if (!Files.exists(file)) {
                throw new Problem(
                        file + ": there is no such file; name the file of the script, or - for standard input");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Brought.beside(file.toAbsolutePath().getParent(), in.readNBytes(most()), file.toString());
            }
        } catch (IOException e) {
            throw new Problem(options.script + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** One byte more than is allowed: enough to tell that it is too much. */
    private int most() {
        return (int) Math.min(Integer.MAX_VALUE - 8, limits.maxInput().toBytes() + 1);
    }

    private Map<String, String> voices() {
        Map<String, String> voices = new LinkedHashMap<>();
        if (options.voices != null) {
            voices.putAll(options.voices);
        }
        if (options.voiceMappings != null) {
            for (String mapping : options.voiceMappings) {
                int colon = mapping.indexOf(':');
                if (colon < 1 || colon == mapping.length() - 1) {
                    throw new Problem("--voice-mapping: \"" + mapping + "\" is not CHARACTER:VOICE");
                }
                voices.put(mapping.substring(0, colon), mapping.substring(colon + 1));
            }
        }
        voices.replaceAll((character, voice) -> recorded.voice(voice));
        return voices;
    }
}
