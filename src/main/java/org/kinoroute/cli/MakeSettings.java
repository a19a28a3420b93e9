package org.kinoroute.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.compose.Backgrounds;
import org.kinoroute.compose.Music;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Settings.Layout;
import org.kinoroute.video.VideoDefaults;

/** How the video is made: the maker's options over the defaults of the format, each checked. */
final class MakeSettings {

    /** What somebody's own writer writes may be a chat. */
    private static final Set<String> NEVER_A_CHAT = Set.of("explainer", "product", "story");

    private static final Pattern SIZE = Pattern.compile("(\\d{2,5})x(\\d{2,5})");

    private final MakeCommand options;
    private final VideoDefaults defaults;
    private final Path config;
    private final AssetCheckIn checkIn;
    private final List<String> notes;

    /** @param notes where what was decided for the maker is added */
    MakeSettings(MakeCommand options, VideoDefaults defaults, Path config, AssetCheckIn checkIn, List<String> notes) {
        this.options = options;
        this.defaults = defaults;
        this.config = config;
        this.checkIn = checkIn;
        this.notes = notes;
    }

    Settings of(String format, long seed) {
        VideoDefaults.OfFormat own = defaults.of(format);
        String size = or(options.size, own.size());
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new Problem("--size: \"" + size + "\" is not WIDTHxHEIGHT; write it like 1080x1920");
        }
        return new Settings(
                side(matcher.group(1), size),
                side(matcher.group(2), size),
                (int) within("--fps", or(options.fps, defaults.fps()), 10, 60),
                layout(or(options.layout, defaults.layout())),
                (int) within("--messages-per-group", or(options.messagesPerGroup, defaults.messagesPerGroup()), 1, 100),
                within("--start-buffer", or(options.startBuffer, own.startBuffer()), 0, 60),
                within("--end-buffer", or(options.endBuffer, own.endBuffer()), 0, 60),
                within("--pause", or(options.pause, own.pause()), 0, 60),
                within("--silence", or(options.silence, defaults.silence()), 0.1, 60),
                within("--transition", or(options.transition, own.transition()), 0, 2),
                or(options.motion, defaults.motion()),
                captions(or(options.captions, own.captions())),
                background(format, seed),
                music(seed),
                seed);
    }

    private static <T> T or(T chosen, T otherwise) {
        return chosen == null ? otherwise : chosen;
    }

    private static int side(String digits, String size) {
        int side = Integer.parseInt(digits);
        if (side < 240 || side > 3840 || side % 2 != 0) {
            throw new Problem("--size: " + size + ": width and height are even numbers from 240 to 3840");
        }
        return side;
    }

    static double within(String option, double value, double least, double most) {
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

    private String captions(String style) {
        if (style.equals("off")) {
            return null;
        }
        List<String> styles = Library.names(config.resolve("captions"), ".css");
        if (!styles.contains(style)) {
            throw new Problem(
                    "--captions: there is no style \"" + style + "\"; there are off, " + String.join(", ", styles));
        }
        return style;
    }

    private String background(String format, long seed) {
        String choice = options.background;
        if (NEVER_A_CHAT.contains(format) && choice != null && !choice.equals("none")) {
            throw new Problem("--background: only a chat has one; leave it out");
        } else if ("none".equals(choice) || choice == null && !format.equals("chat")) {
            return null;
        }
        if (choice == null || choice.equals("random")) {
            Path library = config.resolve("backgrounds");
            Optional<Path> any = Library.random(library, seed);
            if (any.isEmpty()) {
                notes.add("there is no background in " + library + ": the chat fills the frame");
                return null;
            }
            return background(any.get());
        }
        return background(Path.of(choice));
    }

    private String background(Path file) {
        try {
            Backgrounds.probe(file);
        } catch (Problem e) {
            throw new Problem("--background: " + e.getMessage(), e);
        }
        return checkIn.file(file);
    }

    private String music(long seed) {
        String choice = options.music;
        if (choice == null || choice.equals("none")) {
            return null;
        }
        Path library = config.resolve("music");
        try {
            if (choice.equals("random")) {
                return checkIn.music(
                        Music.any(library, seed).orElseThrow(() -> new Problem("there is no music in " + library)));
            }
            boolean isFile = choice.contains("/") || choice.contains(".");
            return checkIn.music(isFile ? Path.of(choice) : Music.named(library, choice));
        } catch (Problem e) {
            throw new Problem("--music: " + e.getMessage(), e);
        }
    }
}
