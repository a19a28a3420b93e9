package org.kinoroute.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Script;

/** Makes a script of a draft: fills what a chat left open, and checks what only the whole can tell. */
final class Completion {

    private final Draft draft;
    private final ScriptRequest request;
    private final List<String> notes;
    private final Cast cast;

    private Completion(Draft draft, ScriptRequest request) {
        this.draft = draft;
        this.request = request;
        this.notes = new ArrayList<>(draft.notes());
        this.cast = Cast.of(draft, request, notes);
    }

    static Reading complete(Draft draft, ScriptRequest request, Limits limits, String defaultLanguage, Styles styles) {
        if (draft.format() != Format.CHAT) {
            return NarratedCompletion.complete(draft, request, limits, defaultLanguage, styles);
        }
        long notices =
                draft.lines().stream().filter(l -> l.scene().kind().isNotice()).count();
        limits.checkMessages(draft.lines().size() - notices, draft.where());
        limits.checkMessages(notices, draft.where());
        if (notices == draft.lines().size()) {
            throw draft.where().problem("no messages; add some with from and text");
        }
        Completion completion = new Completion(draft, request);
        return new Reading(
                completion.script(defaultLanguage, ImagePrompts.of(draft, request, styles)), completion.notes);
    }

    private Script script(String defaultLanguage, ImagePrompts images) {
        String language = language(draft, request, defaultLanguage);
        Chat chat = chat();
        String title = title(request.title(), draft.title(), draft.header().name(), cast.group());
        return new Script(
                Format.CHAT,
                Text.clip(title, 200),
                language,
                cast.me(),
                participants(),
                chat,
                null,
                images.style(),
                scenes(language, images));
    }

    /** The maker's, else the script's, else that of its words. */
    static String language(Draft draft, ScriptRequest request, String defaultLanguage) {
        if (request.language() != null) {
            String tag = Text.languageTag(request.language());
            if (!tag.matches("[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}")) {
                throw draft.where()
                        .of("language")
                        .problem(Text.quote(request.language()) + " is no language tag; write it like pt-br");
            }
            return tag;
        }
        if (draft.language() != null) {
            return draft.language();
        }
        List<String> texts = draft.lines().stream()
                .map(l -> l.scene().text())
                .filter(Objects::nonNull)
                .toList();
        return LanguageGuess.of(texts, defaultLanguage);
    }

    /** The first that says something, else who is there. */
    private String title(String... titles) {
        return Stream.of(titles)
                .filter(Objects::nonNull)
                .map(t -> Text.name(Text.whole(t)))
                .filter(t -> !t.isEmpty())
                .findFirst()
                .orElseGet(cast::everyone);
    }

    private Chat chat() {
        Draft.Header header = draft.header();
        boolean group = header.group() != null ? header.group() : cast.isGroup();
        String name = header.name();
        if (name == null) {
            boolean named = group || cast.names().size() > 2;
            String title = title(cast.group(), request.title(), draft.title());
            name = named ? Text.clip(title, 100) : cast.other();
        }
        Chat.Look look = choice(Chat.Look.class, "look", request.look(), draft.look(), Chat.Look.ANDROID);
        Chat.Theme theme = choice(Chat.Theme.class, "theme", request.theme(), theme(), Chat.Theme.LIGHT);
        return new Chat(
                name,
                group,
                header.avatar(),
                header.presence(),
                look,
                theme,
                header.clock() == null ? "9:41" : header.clock(),
                header.battery() == null ? 80 : header.battery());
    }

    private Chat.Theme theme() {
        return draft.theme() == null ? null : Chat.Theme.valueOf(draft.theme().toUpperCase(Locale.ROOT));
    }

    private <E extends Enum<E>> E choice(Class<E> type, String key, String requested, E written, E otherwise) {
        if (requested == null) {
            return written == null ? otherwise : written;
        }
        return Stream.of(type.getEnumConstants())
                .filter(e -> e.name().equalsIgnoreCase(requested.strip()))
                .findFirst()
                .orElseThrow(() -> Where.file(key)
                        .problem(Text.quote(requested) + " is not known; write one of "
                                + String.join(
                                        ", ",
                                        Stream.of(type.getEnumConstants())
                                                .map(e -> e.name().toLowerCase(Locale.ROOT))
                                                .toList())));
    }

    private List<Participant> participants() {
        Map<String, String> voices = new LinkedHashMap<>();
        if (request.voices() != null) {
            request.voices()
                    .forEach((name, voice) ->
                            voices.put(cast.find(name, "voice"), Text.clean(Text.whole(Objects.toString(voice, "")))));
        }
        return cast.participants().stream()
                .map(p -> voices.containsKey(p.name())
                        ? new Participant(p.name(), p.avatar(), p.gender(), voices.get(p.name()))
                        : p)
                .toList();
    }

    private List<Scene> scenes(String language, ImagePrompts images) {
        Map<String, Integer> ids = ids();
        List<Scene> scenes = new ArrayList<>(draft.lines().size());
        Where ticks = null;
        for (int i = 0; i < draft.lines().size(); i++) {
            Draft.Line line = draft.lines().get(i);
            Scene s = line.scene();
            boolean ticked = cast.me().equals(s.from()) && s.kind() != Kind.DELETED;
            if (!ticked && s.status() != null && ticks == null) {
                ticks = line.where();
            }
            scenes.add(new Scene(
                    s.kind(),
                    s.from(),
                    s.text(),
                    s.say(),
                    language.equals(s.language()) ? null : s.language(),
                    s.time(),
                    ticked ? s.status() == null ? Scene.Status.READ : s.status() : null,
                    replyTo(line, i, ids),
                    s.reactions(),
                    s.media(),
                    s.seconds(),
                    s.forwarded(),
                    s.edited(),
                    images.complete(s.visual())));
        }
        if (ticks != null) {
            notes.add(ticks + ": status is shown at messages of " + cast.me() + " (me) only; left out elsewhere");
        }
        return scenes;
    }

    private Map<String, Integer> ids() {
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < draft.lines().size(); i++) {
            Draft.Line line = draft.lines().get(i);
            if (line.id() != null && ids.putIfAbsent(line.id(), i) != null) {
                throw line.where()
                        .of("id")
                        .problem(Text.quote(line.id()) + " is the id of an earlier scene too; change one of them");
            }
        }
        return ids;
    }

    private Integer replyTo(Draft.Line line, int index, Map<String, Integer> ids) {
        if (line.replyTo() == null) {
            return null;
        }
        Where where = line.where().of("reply_to");
        Long number = line.replyTo() instanceof Long n ? n : null;
        Integer target = number == null
                ? ids.get((String) line.replyTo())
                : number >= 1 && number <= draft.lines().size() ? Integer.valueOf((int) (number - 1)) : null;
        String written = number == null ? Text.quote((String) line.replyTo()) : number.toString();
        if (target == null) {
            throw where.problem(
                    number == null
                            ? "no scene has the id " + written + "; give that id to an earlier message"
                                    + Text.nearest((String) line.replyTo(), ids.keySet())
                                            .map(n -> " (did you mean " + Text.quote(n) + "?)")
                                            .orElse("")
                            : "there is no scene " + written + "; scenes are counted from 1");
        } else if (target >= index) {
            throw where.problem((target == index ? "a message cannot quote itself" : written + " comes later")
                    + "; name an earlier message");
        } else if (draft.lines().get(target).scene().kind().isNotice()) {
            throw where.problem(written + " is a day or system line; name a message");
        }
        return target;
    }
}
