package org.kinoroute.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.compose.Backgrounds;
import org.kinoroute.compose.Music;
import org.kinoroute.library.Bundled;
import org.kinoroute.library.Kind;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Settings.Layout;
import org.kinoroute.video.VideoDefaults;

/** How the video is made: the maker's choices over the defaults of the format, each checked. */
final class Choices {

    /** What somebody's own writer writes may be a chat. */
    private static final Set<String> NEVER_A_CHAT = Set.of("explainer", "product", "story");

    private static final Pattern SIZE = Pattern.compile("(\\d{2,5})x(\\d{2,5})");

    private final Submission chosen;
    private final VideoDefaults defaults;
    private final Path config;
    private final Sources sources;
    private final CheckIn checkIn;
    private final List<String> notes;

    /** @param notes where what was decided for the maker is added */
    Choices(
            Submission chosen,
            VideoDefaults defaults,
            Path config,
            Sources sources,
            CheckIn checkIn,
            List<String> notes) {
        this.chosen = chosen;
        this.defaults = defaults;
        this.config = config;
        this.sources = sources;
        this.checkIn = checkIn;
        this.notes = notes;
    }

    Settings of(String format, long seed) {
        VideoDefaults.OfFormat own = defaults.of(format);
        String size = or(chosen.size(), own.size());
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new FieldProblem(
                    "size", "\"" + UploadedFiles.shown(size) + "\" is not WIDTHxHEIGHT; write it like 1080x1920");
        }
        return new Settings(
                side(matcher.group(1), size),
                side(matcher.group(2), size),
                (int) within("fps", or(chosen.fps(), defaults.fps()), 10, 60),
                layout(or(chosen.layout(), defaults.layout())),
                (int) within("messages_per_group", or(chosen.messagesPerGroup(), defaults.messagesPerGroup()), 1, 100),
                within("start_buffer", or(chosen.startBuffer(), own.startBuffer()), 0, 60),
                within("end_buffer", or(chosen.endBuffer(), own.endBuffer()), 0, 60),
                within("pause", or(chosen.pause(), own.pause()), 0, 60),
                within("silence", or(chosen.silence(), defaults.silence()), 0.1, 60),
                within("transition", or(chosen.transition(), own.transition()), 0, 2),
                or(chosen.motion(), defaults.motion()),
                captions(or(chosen.captions(), own.captions())),
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
            throw new FieldProblem("size", size + ": width and height are even numbers from 240 to 3840");
        }
        return side;
    }

    static double within(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new FieldProblem(
                    field,
                    String.format(
                            Locale.ROOT,
                            "%s is out of range; it goes from %s to %s",
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
            default ->
                throw new FieldProblem("layout", "\"" + UploadedFiles.shown(name) + "\" is neither scroll nor groups");
        };
    }

    private String captions(String style) {
        if (style.equals("off")) {
            return null;
        }
        List<String> styles = CaptionStyles.in(config.resolve("captions"));
        if (!styles.contains(style)) {
            throw new FieldProblem(
                    "captions",
                    "there is no style \"" + UploadedFiles.shown(style) + "\"; there are off, "
                            + String.join(", ", styles));
        }
        return style;
    }

    private String background(String format, long seed) {
        String choice = chosen.background();
        if (NEVER_A_CHAT.contains(format) && choice != null && !choice.equals("none")) {
            throw new FieldProblem("background", "only a chat has one; leave it out");
        } else if ("none".equals(choice) || choice == null && !format.equals("chat")) {
            return null;
        }
        Bundled library = new Bundled(Kind.BACKGROUND, config);
        if (choice == null || choice.equals("random")) {
            Optional<Path> any = sources.random("background", seed).or(() -> library.random(seed));
            if (any.isEmpty()) {
                notes.add("there is no background in " + library.place() + ": the chat fills the frame");
                return null;
            }
            return file("background", any.get(), Backgrounds::probe);
        }
        return file("background", named("background", library, choice), Backgrounds::probe);
    }

    private String music(long seed) {
        String choice = chosen.music();
        if (choice == null || choice.equals("none")) {
            return null;
        }
        Bundled library = new Bundled(Kind.MUSIC, config);
        if (choice.equals("random")) {
            Path any = sources.random("music", seed)
                    .or(() -> library.random(seed))
                    .orElseThrow(() -> new FieldProblem("music", "there is no music in the library"));
            return file("music", any, Music::probe);
        }
        return file("music", named("music", library, choice), Music::probe);
    }

    private String file(String field, Path file, Consumer<Path> probe) {
        return checkIn.file(field, file, probe);
    }

    private Path named(String field, Bundled library, String choice) {
        return sources.isFile(choice)
                ? sources.file(field, choice)
                : sources.library(field, choice)
                        .or(() -> library.named(choice))
                        .orElseThrow(() -> new FieldProblem(field, unknown(field, library, choice)));
    }

    private static String unknown(String field, Bundled library, String choice) {
        List<String> names = library.names();
        return "there is no " + field + " called " + UploadedFiles.shown(choice) + "; "
                + (names.isEmpty() ? "name a file" : "name a file, or one of " + String.join(", ", names));
    }
}
