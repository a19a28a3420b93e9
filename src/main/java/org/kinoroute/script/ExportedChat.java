package org.kinoroute.script;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Format;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;

/** Reads the text file that the app's "Export chat" writes, as Android and iOS write it. */
final class ExportedChat {

    private static final int LINES_LOOKED_AT = 20;
    private static final Pattern FILE_OF_CHAT = Pattern.compile("(?i).* (?:with|com|con|avec|mit) (.+)\\.txt");
    private static final Pattern MEDIA_FILE =
            Pattern.compile("(?i).+\\.(?:jpe?g|png|webp|gif|heic|mp4|mov|3gp|opus|ogg|m4a|aac|mp3|amr)");
    private static final Pattern STICKER_FILE = Pattern.compile("(?i).*(?:STK|STICKER).*\\.webp");

    private final String name;
    private final Limits limits;
    private final Assets assets;
    private final List<String> notes = new ArrayList<>();
    private int absent;

    private ExportedChat(String name, Limits limits, Assets assets) {
        this.name = name;
        this.limits = limits;
        this.assets = assets;
    }

    /** A message or system line with all its lines; {@code from} is null for a system line. */
    private record Entry(int line, ExportLine head, String from, String text) {}

    static boolean looksLikeOne(String text) {
        return text.lines().filter(l -> !l.isBlank()).limit(LINES_LOOKED_AT).anyMatch(l -> ExportLine.parse(
                        Text.clip(l, 500))
                .isPresent());
    }

    static Draft read(
            String text, String name, Limits limits, Assets assets, ScriptRequest request, String defaultLanguage) {
        return new ExportedChat(name, limits, assets).read(text, request, defaultLanguage);
    }

    private Draft read(String text, ScriptRequest request, String defaultLanguage) {
        List<Entry> entries = entries(text, new ExportNames(request));
        List<Entry> messages = entries.stream().filter(e -> e.from() != null).toList();
        String language = request.language() != null
                ? Text.languageTag(request.language())
                : language(entries, messages, defaultLanguage);
        List<String> system =
                entries.stream().filter(e -> e.from() == null).map(Entry::text).toList();
        boolean group = messages.stream().map(Entry::from).distinct().count() > 2
                || system.stream().anyMatch(ExportWords::isOfGroup);
        Where where = Where.file(name);
        List<Draft.Line> lines = lines(entries, language);
        if (absent > 0) {
            notes.add(name + ": " + absent + (absent == 1 ? " file that it names is" : " files that it names are")
                    + " not beside it as a picture; shown as \"" + ExportWords.label(language) + "\"");
        }
        Draft.Header header = new Draft.Header(where, group ? groupName(system) : null, group, null, null, null, null);
        return new Draft(
                where,
                Format.CHAT,
                null,
                language,
                null,
                null,
                null,
                header,
                List.of(),
                Draft.Images.NONE,
                lines,
                true,
                notes);
    }

    private static String language(List<Entry> entries, List<Entry> messages, String defaultLanguage) {
        List<String> texts = messages.stream().map(Entry::text).toList();
        String phone = ExportWords.languageOf(texts)
                .or(() -> entries.stream()
                        .filter(e -> e.from() == null)
                        .map(e -> ExportWords.systemLanguage(e.text()).orElse(null))
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(defaultLanguage);
        List<String> own = texts.stream()
                .filter(t -> !ExportWords.isOmitted(t) && !ExportWords.isDeleted(t))
                .toList();
        // A phone may speak another language than its owner: what people wrote tells more than what the app did.
        return LanguageGuess.of(own, phone);
    }

    private String groupName(List<String> system) {
        Matcher file = FILE_OF_CHAT.matcher(name);
        return system.stream()
                .map(ExportWords::groupName)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> file.matches() ? Optional.of(file.group(1)) : Optional.empty())
                .map(n -> Text.clip(Text.name(n), 100))
                .filter(n -> !n.isEmpty())
                .orElse(null);
    }

    private List<Entry> entries(String text, ExportNames names) {
        record Raw(int line, ExportLine head, StringBuilder text) {}
        List<Raw> raws = new ArrayList<>();
        int number = 0;
        int before = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            Optional<ExportLine> head = ExportLine.parse(line);
            if (head.isPresent()) {
                raws.add(
                        new Raw(number, head.get(), new StringBuilder(head.get().rest())));
            } else if (!raws.isEmpty()) {
                raws.get(raws.size() - 1).text().append('\n').append(line);
            } else if (!line.isBlank()) {
                before++;
            }
        }
        if (before > 0) {
            notes.add(name + ": " + before + (before == 1 ? " line" : " lines") + " before the first message left out");
        }
        names.learn(raws.stream().map(r -> r.head().rest()).toList());
        List<Entry> entries = new ArrayList<>(raws.size());
        for (Raw raw : raws) {
            ExportNames.Split split = names.split(raw.text().toString());
            if (split.from() != null && Text.length(split.from()) > 100) {
                throw Where.line(name, raw.line()).problem("a name of more than 100 characters; shorten it");
            }
            if (split.from() != null || !split.text().isEmpty()) {
                entries.add(new Entry(raw.line(), raw.head(), split.from(), split.text()));
            }
        }
        return entries;
    }

    private List<Draft.Line> lines(List<Entry> entries, String language) {
        boolean american = entries.stream().anyMatch(e -> e.head().american());
        ExportDates.Choice choice =
                ExportDates.order(entries.stream().map(e -> e.head().date()).toList(), american);
        if (!choice.sure()) {
            notes.add(name + ": its dates could be read in two ways; taken as "
                    + choice.order().words());
        }
        List<Draft.Line> lines = new ArrayList<>(entries.size() + 16);
        LocalDate day = null;
        for (Entry entry : entries) {
            Where where = Where.line(name, entry.line());
            LocalDate date = choice.order().date(entry.head().date());
            if (date != null && !date.equals(day)) {
                day = date;
                lines.add(line(where, notice(Kind.DAY, ExportDates.words(date, language))));
            }
            limits.checkText(entry.text(), Format.CHAT, where);
            if (entry.from() == null) {
                lines.add(line(where, notice(Kind.SYSTEM, entry.text())));
            } else {
                message(entry, where, language, lines);
            }
        }
        return lines;
    }

    private void message(Entry entry, Where where, String language, List<Draft.Line> lines) {
        String text = entry.text();
        Optional<String> unedited = ExportWords.edited(text);
        boolean edited = unedited.isPresent();
        text = unedited.orElse(text).strip();
        int end = text.indexOf('\n');
        String first = (end < 0 ? text : text.substring(0, end)).strip();
        String caption = end < 0 ? "" : text.substring(end + 1).strip();
        Optional<String> file = ExportWords.attached(first);
        Asset picture = file.map(f -> beside(f, where)).orElse(null);
        if (ExportWords.isDeleted(text)) {
            lines.add(line(where, scene(Kind.DELETED, entry, null, null, false)));
        } else if (picture != null && STICKER_FILE.matcher(file.get()).matches()) {
            lines.add(line(where, scene(Kind.STICKER, entry, null, picture, false)));
            caption(caption, entry, where, edited, lines);
        } else if (picture != null) {
            lines.add(line(where, scene(Kind.IMAGE, entry, caption.isEmpty() ? null : caption, picture, edited)));
        } else if (file.isPresent() || ExportWords.isOmitted(first) || text.isEmpty()) {
            String label = file.isPresent() && !MEDIA_FILE.matcher(file.get()).matches()
                    ? file.get()
                    : file.isPresent() || text.isEmpty() ? ExportWords.label(language) : first.replaceAll("[<>]", "");
            lines.add(line(where, scene(Kind.OMITTED, entry, label, null, false)));
            caption(caption, entry, where, edited, lines);
        } else {
            lines.add(line(where, scene(Kind.MESSAGE, entry, text, null, edited)));
        }
    }

    /** Nothing that people wrote may get lost with a file that is not there. */
    private static void caption(String caption, Entry entry, Where where, boolean edited, List<Draft.Line> lines) {
        if (!caption.isEmpty()) {
            lines.add(line(where, scene(Kind.MESSAGE, entry, caption, null, edited)));
        }
    }

    private Asset beside(String file, Where where) {
        if (!MEDIA_FILE.matcher(file).matches()) {
            return null;
        } else if (!file.matches("(?i)[^/\\\\]+\\.(?:jpe?g|png|webp)")) {
            absent++;
            return null;
        }
        try {
            return assets.picture(file, where);
        } catch (Problem e) {
            absent++;
            return null;
        }
    }

    private static Draft.Line line(Where where, Scene scene) {
        return new Draft.Line(where, null, null, null, scene);
    }

    private static Scene notice(Kind kind, String text) {
        return new Scene(kind, null, text, null, null, null, null, null, List.of(), null, 0, false, false);
    }

    private static Scene scene(Kind kind, Entry entry, String text, Asset media, boolean edited) {
        String say = kind == Kind.OMITTED ? "" : null;
        return new Scene(
                kind,
                entry.from(),
                text,
                say,
                null,
                entry.head().time(),
                null,
                null,
                List.of(),
                media,
                0,
                false,
                edited);
    }
}
