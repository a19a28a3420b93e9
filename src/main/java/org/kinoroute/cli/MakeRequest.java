package org.kinoroute.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.kinoroute.routes.ExtensionPoints;
import org.kinoroute.routes.RouteFiles;
import org.kinoroute.script.Reading;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;
import org.kinoroute.script.ScriptWriters;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Brief;
import org.kinoroute.video.JsonConfiguration;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.VideoDefaults;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.voice.VoiceSample;

/** What {@code make} was asked for, read and checked in full before anything is started. */
final class MakeRequest {

    private static final String SAMPLE = "samples/conversa.json";

    private final MakeCommand options;
    private final Surroundings surroundings;
    private final Path config;
    private final AssetCheckIn checkIn = new AssetCheckIn();
    private final List<String> notes = new ArrayList<>();
    private final RecordedVoices recorded;
    private final VideoRequest video;

    MakeRequest(MakeCommand options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        config = surroundings.path("kinoroute.config");
        recorded = new RecordedVoices(options.consent);
        Brief brief = MakeBrief.isAsked(options) ? brief() : null;
        Script script = brief == null ? checkIn.script(readScript()) : null;
        Object told = brief == null ? script : brief;
        String format = brief == null ? script.format().name().toLowerCase(Locale.ROOT) : brief.format();
        long seed = options.seed != null ? options.seed : ContentKey.number(json(told));
        VideoDefaults defaults = surroundings.bind("kinoroute.video", VideoDefaults.class);
        Settings settings = new MakeSettings(options, defaults, config, checkIn, notes).of(format, seed);
        double budget = options.budget == null ? 0 : MakeSettings.within("--budget", options.budget, 0.0001, 1e6);
        // Where the title is not known before it is written, the folder is checked all the same.
        String title = script == null ? "video" : script.title();
        Path out = out(title);
        spareInput(new Results(out, 0));
        String key = ContentKey.sha256(json(Arrays.asList(told, settings, script == null ? options.out : out, budget)));
        video = new VideoRequest(
                UUID.randomUUID(),
                "kinoroute.make-" + key.substring(0, 12),
                key,
                VideoRequest.Origin.LOCAL,
                script,
                brief,
                settings,
                budget,
                checkIn.files());
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
        return notes;
    }

    /** Results lie beside the MP4 under its name: they must not take the place of what it is made of. */
    private void spareInput(Results results) {
        Stream<Path> own = checkIn.files().stream().map(VideoRequest.LocalFile::path);
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

    private Brief brief() {
        Brief brief = MakeBrief.of(options, formats(), voices(), checkIn);
        ScriptWriters.of(limits(), surroundings.environment()).check(brief);
        return brief;
    }

    /** Each has a route that writes its scripts. */
    private List<String> formats() {
        return ExtensionPoints.names(RouteFiles.find(surroundings.path("kinoroute.routes.folder")), "script");
    }

    private ScriptProperties limits() {
        return surroundings.bind("kinoroute.script", ScriptProperties.class);
    }

    private Script readScript() {
        ScriptReader reader = new ScriptReader(limits());
        ScriptRequest request = new ScriptRequest(
                options.format,
                options.title,
                options.language,
                options.me,
                options.participants,
                options.theme,
                options.look,
                voices(),
                options.style,
                options.keywords,
                options.negativeKeywords);
        Reading reading = read(reader, request);
        notes.addAll(reading.notes());
        return reading.script();
    }

    private Reading read(ScriptReader reader, ScriptRequest request) {
        try {
            if ("-".equals(options.script)) {
                return reader.read(
                        System.in.readNBytes(most()),
                        "standard input",
                        Path.of("").toAbsolutePath(),
                        request);
            }
            Path file = options.script == null ? config.resolve(SAMPLE) : Path.of(options.script);
            if (Files.isDirectory(file)) {
                throw new Problem(file + ": is a folder; name the file of the script");
            }
            if (!Files.exists(file)) {
                throw new Problem(
                        file + ": there is no such file; name the file of the script, or - for standard input");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return reader.read(
                        in.readNBytes(most()),
                        file.toString(),
                        file.toAbsolutePath().getParent(),
                        request);
            }
        } catch (IOException e) {
            throw new Problem(options.script + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** One byte more than is allowed: enough to tell that it is too much. */
    private int most() {
        return (int) Math.min(Integer.MAX_VALUE - 8, limits().maxInput().toBytes() + 1);
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

    private static byte[] json(Object value) {
        try {
            ObjectMapper mapper = new JsonConfiguration()
                    .objectMapper()
                    .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
            return mapper.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
