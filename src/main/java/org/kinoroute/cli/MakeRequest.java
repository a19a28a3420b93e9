package org.kinoroute.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.compose.Backgrounds;
import org.kinoroute.script.Reading;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.JsonConfiguration;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Settings.Layout;
import org.kinoroute.video.VideoDefaults;
import org.kinoroute.video.VideoRequest;

/** What {@code make} was asked for, read and checked in full before anything is started. */
final class MakeRequest {

    private static final String SAMPLE = "samples/conversa.json";
    private static final Pattern SIZE = Pattern.compile("(\\d{2,5})x(\\d{2,5})");

    private final List<String> notes = new ArrayList<>();
    private final VideoRequest video;
    private final Path out;

    MakeRequest(MakeCommand options, Surroundings surroundings) {
        Path config = surroundings.path("kinoroute.config");
        VideoDefaults defaults = surroundings.bind("kinoroute.video", VideoDefaults.class);
        Reading reading = readScript(options, surroundings, config);
        notes.addAll(reading.notes());
        AssetCheckIn checkIn = new AssetCheckIn();
        Script script = checkIn.script(reading.script());
        long seed = options.seed != null ? options.seed : ContentKey.number(json(script));
        Settings settings = settings(options, defaults, checkIn, config, seed);
        this.out = OutputFile.of(options.out, surroundings.path("kinoroute.output"), script.title());
        String key = ContentKey.sha256(json(Map.of("script", script, "settings", settings, "out", out.toString())));
        this.video = new VideoRequest(
                UUID.randomUUID(),
                "kinoroute.make-" + key.substring(0, 12),
                key,
                script,
                null,
                settings,
                0,
                checkIn.files());
    }

    VideoRequest video() {
        return video;
    }

    Path out() {
        return out;
    }

    /** What was decided for the maker, to be shown. */
    List<String> notes() {
        return notes;
    }

    private static Reading readScript(MakeCommand options, Surroundings surroundings, Path config) {
        ScriptReader reader = new ScriptReader(surroundings.bind("kinoroute.script", ScriptProperties.class));
        ScriptRequest request = new ScriptRequest(
                options.format,
                options.title,
                options.language,
                options.me,
                options.participants,
                options.theme,
                options.look,
                voices(options));
        try {
            if ("-".equals(options.script)) {
                return reader.read(
                        System.in.readAllBytes(), "standard input", Path.of("").toAbsolutePath(), request);
            }
            Path file = options.script == null ? config.resolve(SAMPLE) : Path.of(options.script);
            if (Files.isDirectory(file)) {
                throw new Problem(file + ": is a folder; name the file of the script");
            }
            if (!Files.exists(file)) {
                throw new Problem(
                        file + ": there is no such file; name the file of the script, or - for standard input");
            }
            return reader.read(
                    Files.readAllBytes(file),
                    file.toString(),
                    file.toAbsolutePath().getParent(),
                    request);
        } catch (IOException e) {
            throw new Problem(options.script + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static Map<String, String> voices(MakeCommand options) {
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
        return voices;
    }

    private Settings settings(
            MakeCommand options, VideoDefaults defaults, AssetCheckIn checkIn, Path config, long seed) {
        String size = options.size == null ? defaults.size() : options.size;
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new Problem("--size: \"" + size + "\" is not WIDTHxHEIGHT; write it like 1080x1920");
        }
        int width = side(matcher.group(1), size);
        int height = side(matcher.group(2), size);
        return new Settings(
                width,
                height,
                (int) within("--fps", options.fps == null ? defaults.fps() : options.fps, 10, 60),
                layout(options.layout == null ? defaults.layout() : options.layout),
                (int) within(
                        "--messages-per-group",
                        options.messagesPerGroup == null ? defaults.messagesPerGroup() : options.messagesPerGroup,
                        1,
                        100),
                within(
                        "--start-buffer",
                        options.startBuffer == null ? defaults.startBuffer() : options.startBuffer,
                        0,
                        60),
                within("--end-buffer", options.endBuffer == null ? defaults.endBuffer() : options.endBuffer, 0, 60),
                within("--pause", options.pause == null ? defaults.pause() : options.pause, 0, 60),
                within("--silence", options.silence == null ? defaults.silence() : options.silence, 0.1, 60),
                options.motion == null ? defaults.motion() : options.motion,
                captions(options.captions, config),
                background(options.background, checkIn, config, seed),
                options.music == null ? null : checkIn.music(options.music),
                seed);
    }

    private static int side(String digits, String size) {
        int side = Integer.parseInt(digits);
        if (side < 240 || side > 3840 || side % 2 != 0) {
            throw new Problem("--size: " + size + ": width and height are even numbers from 240 to 3840");
        }
        return side;
    }

    private static double within(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new Problem(String.format(
                    Locale.ROOT,
                    "%s: %s is out of range; it goes from %s to %s",
                    option,
                    plain(value),
                    plain(least),
                    plain(most)));
        }
        return value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static Layout layout(String name) {
        return switch (name) {
            case "scroll" -> Layout.SCROLL;
            case "groups" -> Layout.GROUPS;
            default -> throw new Problem("--layout: \"" + name + "\" is neither scroll nor groups");
        };
    }

    private static String captions(String style, Path config) {
        if (style == null || style.equals("off")) {
            return null;
        }
        List<String> styles = names(config.resolve("captions"), ".css");
        if (!styles.contains(style)) {
            throw new Problem(
                    "--captions: there is no style \"" + style + "\"; there are off, " + String.join(", ", styles));
        }
        return style;
    }

    private String background(String choice, AssetCheckIn checkIn, Path config, long seed) {
        if (choice.equals("none")) {
            return null;
        }
        if (choice.equals("random")) {
            Path library = config.resolve("backgrounds");
            List<String> files = names(library, "");
            if (files.isEmpty()) {
                notes.add("there is no background in " + library + ": the chat fills the frame");
                return null;
            }
            return checkIn.background(library.resolve(files.get((int) Math.floorMod(seed, (long) files.size()))));
        }
        Path file = Path.of(choice);
        try {
            Backgrounds.probe(file);
        } catch (Problem e) {
            throw new Problem("--background: " + e.getMessage(), e);
        }
        return checkIn.background(file);
    }

    /** Names of the files in a folder, sorted, without their ending. */
    private static List<String> names(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var list = Files.list(folder)) {
            return list.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending) && !name.startsWith(".") && !name.endsWith(".md"))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Problem(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static byte[] json(Object value) {
        try {
            ObjectMapper mapper = new JsonConfiguration()
                    .objectMapper()
                    .configure(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
            return mapper.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
