package org.kinoroute.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;

/** Makes a script of a draft in which a narrator tells and each scene shows something: all formats but a chat. */
final class NarratedCompletion {

    private static final int TITLE = 60;

    private final Draft draft;
    private final ScriptRequest request;
    private final Map<String, Participant> cast = new LinkedHashMap<>();
    private final String narrator;

    private NarratedCompletion(Draft draft, ScriptRequest request) {
        this.draft = draft;
        this.request = request;
        draft.participants().forEach(d -> cast.put(d.participant().name(), d.participant()));
        boolean closed = !cast.isEmpty();
        this.narrator = closed ? cast.keySet().iterator().next() : WrittenScript.NARRATOR;
        for (Draft.Line line : draft.lines()) {
            String from = line.scene().from();
            if (from != null && closed && !cast.containsKey(from)) {
                throw line.where()
                        .of("from")
                        .problem(Text.quote(from) + " is not among the participants; add that name to them, or leave"
                                + " from out: then " + narrator + " speaks");
            } else if (draft.format().isNarrated() && from != null && !from.equals(narrator)) {
                throw line.where()
                        .of("from")
                        .problem("one voice tells a story, and that is " + narrator
                                + "; leave from out, or name the voice in narrator:");
            }
            if (draft.format().isNarrated() && line.scene().language() != null) {
                throw line.where()
                        .of("language")
                        .problem("one voice tells a story in one go, in one language; name it above the scenes");
            }
            String speaker = from == null ? narrator : from;
            cast.putIfAbsent(speaker, new Participant(speaker));
        }
    }

    static Reading complete(Draft draft, ScriptRequest request, Limits limits, String defaultLanguage, Styles styles) {
        limits.checkScenes(draft.lines().size(), draft.where());
        if (draft.lines().isEmpty()) {
            throw draft.where().problem("no scenes; add some with text and what is shown");
        }
        return new Reading(new NarratedCompletion(draft, request).script(defaultLanguage, styles), draft.notes());
    }

    private Script script(String defaultLanguage, Styles styles) {
        ImagePrompts images = ImagePrompts.of(draft, request, styles);
        String title = title();
        String language = Completion.language(draft, request, defaultLanguage);
        return new Script(
                draft.format(),
                title,
                language,
                null,
                participants(),
                null,
                theme(),
                images.style(),
                scenes(title, language, images));
    }

    /** What is said, else the first words of the text. */
    private String title() {
        String said = Stream.of(request.title(), draft.title())
                .filter(Objects::nonNull)
                .map(t -> Text.name(Text.whole(t)))
                .filter(t -> !t.isEmpty())
                .findFirst()
                .orElse(null);
        if (said != null) {
            return Text.clip(said, 200);
        }
        return draft.lines().stream()
                .map(line -> line.scene().text())
                .filter(Objects::nonNull)
                .findFirst()
                .map(NarratedCompletion::firstWords)
                .orElseGet(() -> {
                    String format = Formats.name(draft.format());
                    return format.substring(0, 1).toUpperCase(Locale.ROOT) + format.substring(1);
                });
    }

    private String theme() {
        if (request.theme() == null) {
            return draft.theme();
        }
        String theme = Text.name(Text.whole(request.theme()));
        if (!theme.matches("[a-z0-9][a-z0-9-]{0,40}")) {
            throw Where.file("theme")
                    .problem(Text.quote(theme) + " is no name of a look; write small letters, digits and dashes");
        }
        return theme;
    }

    private List<Participant> participants() {
        Map<String, Participant> voiced = new LinkedHashMap<>(cast);
        if (request.voices() != null) {
            request.voices().forEach((name, voice) -> {
                String who = find(Text.name(Objects.toString(name, "")));
                Participant p = voiced.get(who);
                String choice = Text.clean(Text.whole(Objects.toString(voice, "")));
                voiced.put(who, new Participant(p.name(), p.avatar(), p.gender(), choice));
            });
        }
        return List.copyOf(voiced.values());
    }

    private String find(String name) {
        if (name.isEmpty()) {
            return narrator;
        }
        return cast.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .or(() -> name.equalsIgnoreCase(WrittenScript.NARRATOR) ? Optional.of(narrator) : Optional.empty())
                .orElseThrow(() -> Where.file("voice")
                        .problem(Text.quote(name) + " speaks nowhere; write one of "
                                + String.join(", ", cast.keySet())));
    }

    private List<Scene> scenes(String title, String language, ImagePrompts images) {
        List<Scene> scenes = new ArrayList<>(draft.lines().size());
        Scene.Visual before = null;
        for (Draft.Line line : draft.lines()) {
            Scene s = line.scene();
            Scene.Visual visual = images.complete(s.visual());
            if (visual == null) {
                visual = found(s, title, before);
            }
            before = visual;
            scenes.add(new Scene(
                    Scene.Kind.VISUAL,
                    s.from() == null ? narrator : s.from(),
                    s.text(),
                    s.say(),
                    language.equals(s.language()) ? null : s.language(),
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    0,
                    false,
                    false,
                    visual));
        }
        return scenes;
    }

    /** What a scene shows that says nothing of it: of an explainer its words, else what was shown before. */
    private Scene.Visual found(Scene scene, String title, Scene.Visual before) {
        if (draft.format() == Format.EXPLAINER && before != null && scene.text() != null) {
            return new Scene.Visual("slide", null, Map.of("title", firstWords(scene.text()), "layout", "title"));
        } else if (before != null) {
            return before;
        }
        String layout = draft.format() == Format.EXPLAINER ? "title" : "card";
        return new Scene.Visual("slide", null, Map.of("title", title, "layout", layout));
    }

    /** The first sentence, or as much of it as makes a title. */
    static String firstWords(String text) {
        String sentence = Text.name(Narration.sentences(text).get(0)).replaceAll("[.。…]+$", "");
        if (Text.length(sentence) <= TITLE) {
            return sentence;
        }
        String start = sentence.substring(0, sentence.offsetByCodePoints(0, TITLE - 1));
        int blank = start.lastIndexOf(' ');
        return (blank > TITLE / 2 ? start.substring(0, blank) : start).replaceAll("[\\p{P}\\s]+$", "") + "…";
    }
}
