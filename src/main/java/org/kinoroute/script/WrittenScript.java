package org.kinoroute.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Scene.Reaction;

/** Reads a Kinoroute script, or the bare list of a chat's messages, from its tree. */
final class WrittenScript {

    /** Who tells what nobody is named for. */
    static final String NARRATOR = "Narrator";

    /** What a scene can be beside a plain message; it is one of them at most. */
    private static final List<String> KINDS = Stream.concat(
                    Stream.of("day", "system", "deleted", "omitted", "image", "sticker", "voice_note"),
                    WrittenVisuals.KEYS.stream())
            .distinct()
            .toList();
    /** What stands at a message, or is one, and means nothing elsewhere. */
    private static final Set<String> OF_CHATS = Set.of(
            "day",
            "system",
            "deleted",
            "omitted",
            "sticker",
            "voice_note",
            "to",
            "time",
            "status",
            "reply_to",
            "reactions",
            "forwarded",
            "edited");

    private final Limits limits;
    private final Assets assets;
    private final WrittenVisuals visuals;
    private Format format = Format.CHAT;

    WrittenScript(Limits limits, Assets assets) {
        this.limits = limits;
        this.assets = assets;
        this.visuals = new WrittenVisuals(assets);
    }

    /** @param requested format, which wins over what the script says; null: none is */
    Draft read(Node root, String name, Format requested) {
        Where where = new Where(name, root.line(), "", Draft.linesOf(root));
        if (root instanceof Node.Leaf) {
            throw Where.file(name)
                    .problem("neither a script (YAML or JSON) nor an exported chat; see docs/scripts.md for examples");
        } else if (root instanceof Node.Items list) {
            if (requested != null && requested != Format.CHAT) {
                throw where.problem("a list of messages is a chat; for the format " + Formats.name(requested)
                        + " write an object with scenes:");
            }
            limits.checkMessages(list.items().size() / 2, where);
            SchemaCheck.loaded().check(root, name);
            return draft(new Node.Members(root.line()), where, lines(list, where));
        }
        Node.Members script = (Node.Members) root;
        if (script.has("scenes") && script.has("messages")) {
            throw where.of("messages").problem("scenes and messages are one thing; keep one of them");
        }
        String scenes = script.has("messages") ? "messages" : "scenes";
        Where listed = where.of(scenes);
        format = format(script, where, requested);
        if (script.get(scenes) instanceof Node.Items list) {
            checkLength(list.items().size(), listed);
        }
        SchemaCheck.loaded().check(root, name);
        if (!script.has(scenes)) {
            throw Where.file(name)
                    .problem(
                            format == Format.CHAT
                                    ? "no messages; add scenes: with a list of from and text"
                                    : "no scenes; add scenes: with a list of text and what is shown");
        }
        return draft(script, where, lines((Node.Items) script.get(scenes), listed));
    }

    /** Before the schema, which asks other things of a chat: what is wrong for another format would mislead. */
    private static Format format(Node.Members script, Where where, Format requested) {
        String written = script.text("format");
        if (requested != null) {
            script.members().put("format", new Node.Leaf(script.line(), Formats.name(requested)));
            return requested;
        }
        return written == null
                ? Format.CHAT
                : Formats.of(
                        written, Where.line(where.file(), where.of("format").line()));
    }

    /** Of a chat twice as much is let pass until it is known what is a message and what a line between them. */
    private void checkLength(int count, Where listed) {
        if (format == Format.CHAT) {
            limits.checkMessages(count / 2, listed);
        } else {
            limits.checkScenes(count, listed);
        }
    }

    private Draft draft(Node.Members script, Where where, List<Draft.Line> lines) {
        String language = script.text("language");
        for (String key : List.of("me", "look", "chat")) {
            if (format != Format.CHAT && script.has(key)) {
                throw where.of(key).problem("only a chat has that; delete it, or write format: chat");
            }
        }
        if (format == Format.CHAT && script.has("narrator")) {
            throw where.of("narrator")
                    .problem("a chat has participants and no narrator; delete it, or write another format");
        }
        return new Draft(
                where,
                format,
                shown(script, "title", where),
                language == null ? null : Text.languageTag(language),
                name(script, "me", where),
                script.text("theme"),
                choice(Chat.Look.class, script.text("look")),
                header(script, where),
                participants(script, where),
                new Draft.Images(
                        script.text("style"),
                        words(script, "keywords", where),
                        words(script, "negative_keywords", where)),
                lines,
                false,
                List.of());
    }

    private static List<String> words(Node.Members script, String key, Where where) {
        List<String> words = new ArrayList<>();
        if (script.get(key) instanceof Node.Items list) {
            for (Node item : list.items()) {
                String word = Text.name((String) ((Node.Leaf) item).value());
                if (Text.hasLoneSurrogate(word)) {
                    throw where.of(key).problem("half an emoji stands there (a lone surrogate); write it whole");
                } else if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private Draft.Header header(Node.Members script, Where where) {
        if (!(script.get("chat") instanceof Node.Members chat)) {
            return Draft.Header.none(where);
        }
        Where at = new Where(where.file(), chat.line(), "chat", chat.lines());
        return new Draft.Header(
                at,
                name(chat, "name", at),
                chat.has("group") ? chat.flag("group") : null,
                picture(chat, "avatar", at),
                shown(chat, "presence", at),
                chat.text("clock"),
                chat.has("battery") ? whole(chat.get("battery")) : null);
    }

    private List<Draft.Declared> participants(Node.Members script, Where where) {
        List<Draft.Declared> declared = new ArrayList<>();
        Map<String, Where> seen = new LinkedHashMap<>();
        if (script.get("narrator") instanceof Node.Members narrator) {
            Where at = new Where(where.file(), narrator.line(), "narrator", narrator.lines());
            String name = narrator.has("name") ? name(narrator, "name", at) : NARRATOR;
            seen.put(name, at);
            declared.add(new Draft.Declared(
                    at, new Participant(name, null, narrator.text("gender"), shown(narrator, "voice", at))));
        }
        if (script.get("participants") instanceof Node.Items list) {
            Where all = where.of("participants");
            for (int i = 0; i < list.items().size(); i++) {
                Node node = list.items().get(i);
                Where at = all.item(i, node.line(), Draft.linesOf(node));
                Participant participant = participant(node, at);
                Where before = seen.putIfAbsent(participant.name(), at);
                if (before != null) {
                    throw at.problem(Text.quote(participant.name())
                            + " is there twice; names must differ, so give one of them another name");
                }
                declared.add(new Draft.Declared(at, participant));
            }
        }
        return declared;
    }

    private Participant participant(Node node, Where at) {
        if (node instanceof Node.Leaf leaf) {
            return new Participant(name((String) leaf.value(), at));
        }
        Node.Members object = (Node.Members) node;
        return new Participant(
                name(object, "name", at),
                picture(object, "avatar", at),
                object.text("gender"),
                shown(object, "voice", at));
    }

    private List<Draft.Line> lines(Node.Items list, Where listed) {
        List<Draft.Line> lines = new ArrayList<>(list.items().size());
        for (int i = 0; i < list.items().size(); i++) {
            Node.Members scene = (Node.Members) list.items().get(i);
            lines.add(line(scene, listed.item(i, scene.line(), scene.lines())));
        }
        return lines;
    }

    private Draft.Line line(Node.Members scene, Where at) {
        if (format != Format.CHAT) {
            scene.members().keySet().stream()
                    .filter(OF_CHATS::contains)
                    .findFirst()
                    .ifPresent(key -> {
                        throw at.of(key)
                                .problem("only a chat has that, and the format is " + Formats.name(format)
                                        + "; delete it");
                    });
        }
        List<String> kinds = KINDS.stream().filter(k -> is(scene, k)).toList();
        if (kinds.size() > 1) {
            throw at.of(kinds.get(1))
                    .problem(
                            "one scene cannot be " + kinds.get(0) + " and " + kinds.get(1) + "; make two scenes of it");
        }
        Kind kind = kind(scene, kinds);
        if (kind.isNotice()) {
            for (String key : scene.members().keySet()) {
                if (!key.equals(kinds.get(0)) && !key.equals("language") && !key.equals("id")) {
                    throw at.of(key)
                            .problem("a " + kinds.get(0) + " line has no " + key + "; delete it or make two scenes");
                }
            }
        } else if (format == Format.CHAT && !scene.has("from")) {
            throw at.problem("a message needs from; add it");
        }
        String text = kind.isNotice() ? shown(scene, kinds.get(0), at) : shown(scene, "text", at);
        checkText(kind, text, at);
        if (format != Format.CHAT && text == null && !scene.has("say") && kinds.isEmpty()) {
            throw at.problem("the scene is empty; write its text, or give it something to show");
        }
        String say = scene.text("say");
        limits.checkText(shown(scene, "say", at), format, at.of("say"));
        return new Draft.Line(
                at,
                name(scene, "to", at),
                shown(scene, "id", at),
                replyTo(scene.get("reply_to")),
                new Scene(
                        kind,
                        name(scene, "from", at),
                        text,
                        say,
                        scene.has("language") ? Text.languageTag(scene.text("language")) : null,
                        scene.text("time"),
                        choice(Scene.Status.class, scene.text("status")),
                        null,
                        reactions(scene, at),
                        media(kind, scene, at),
                        kind == Kind.VOICE_NOTE ? seconds(scene.get("voice_note")) : 0,
                        scene.flag("forwarded"),
                        scene.flag("edited"),
                        kind == Kind.VISUAL && !kinds.isEmpty() ? visuals.read(scene, kinds.get(0), at) : null));
    }

    /** A scene of another format is always a visual, be it one that is still to be found for it. */
    private Kind kind(Node.Members scene, List<String> kinds) {
        if (format != Format.CHAT) {
            return Kind.VISUAL;
        } else if (kinds.isEmpty()) {
            return Kind.MESSAGE;
        }
        String kind = kinds.get(0);
        boolean inBubble = kind.equals("image") && scene.get(kind) instanceof Node.Leaf;
        return WrittenVisuals.KEYS.contains(kind) && !inBubble
                ? Kind.VISUAL
                : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    private static boolean is(Node.Members scene, String kind) {
        return kind.equals("deleted") || kind.equals("omitted") ? scene.flag(kind) : scene.has(kind);
    }

    private void checkText(Kind kind, String text, Where at) {
        limits.checkText(text, format, at.of("text"));
        if (text == null && kind.isNotice()) {
            throw at.problem("the line is empty; write its words, or delete it");
        } else if (text == null && kind == Kind.MESSAGE) {
            throw at.problem("the message is empty; write its text, or give it an image, a sticker or a voice_note");
        } else if (text != null && kind == Kind.DELETED) {
            throw at.of("text").problem("a deleted message shows no text; delete one of the two");
        } else if (text != null && kind == Kind.STICKER) {
            throw at.of("text").problem("a sticker shows no text; make two scenes, or use image or say");
        }
    }

    private Asset media(Kind kind, Node.Members scene, Where at) {
        return switch (kind) {
            case IMAGE -> picture(scene, "image", at);
            case STICKER -> picture(scene, "sticker", at);
            default -> null;
        };
    }

    private static int seconds(Node note) {
        return whole(note instanceof Node.Members object ? object.get("seconds") : note);
    }

    private static Object replyTo(Node node) {
        if (!(node instanceof Node.Leaf leaf)) {
            return null;
        }
        return leaf.value() instanceof String s ? Text.clean(s) : Long.valueOf(((Number) leaf.value()).longValue());
    }

    private static List<Reaction> reactions(Node.Members scene, Where at) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (scene.get("reactions") instanceof Node.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                Node node = list.items().get(i);
                Where where = at.of("reactions").item(i, node.line(), Draft.linesOf(node));
                Node.Members object = node instanceof Node.Members members ? members : null;
                String emoji = object != null ? object.text("emoji") : Text.clean((String) ((Node.Leaf) node).value());
                int count = object != null && object.has("count") ? whole(object.get("count")) : 1;
                if (emoji.isEmpty()
                        || Text.length(emoji) > 16
                        || emoji.chars().allMatch(c -> c < 128)
                        || emoji.codePoints().anyMatch(c -> Character.isLetter(c) || Character.isWhitespace(c))
                        || Text.hasLoneSurrogate(emoji)) {
                    throw where.problem(Text.quote(emoji) + " is no emoji; write one like \"👍\"");
                }
                counts.merge(emoji, count, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(e -> new Reaction(e.getKey(), e.getValue()))
                .toList();
    }

    private Asset picture(Node.Members object, String key, Where at) {
        if (!object.has(key)) {
            return null;
        }
        String location = shown(object, key, at);
        if (location == null) {
            throw at.of(key).problem("the path is empty; write that of a PNG, JPEG or WebP file");
        }
        return assets.picture(location, at.of(key));
    }

    /** Text that is shown: null where there is none. */
    static String shown(Node.Members object, String key, Where at) {
        String text = object.text(key);
        if (text != null && Text.hasLoneSurrogate(text)) {
            throw at.of(key).problem("half an emoji stands there (a lone surrogate); write it whole");
        }
        return text == null || text.isEmpty() ? null : text;
    }

    private static String name(Node.Members object, String key, Where at) {
        return object.has(key) ? name(object.text(key), at.of(key)) : null;
    }

    private static String name(String written, Where at) {
        String name = Text.name(written);
        if (Text.hasLoneSurrogate(name)) {
            throw at.problem("half an emoji stands in the name (a lone surrogate); write it whole");
        } else if (name.isEmpty()) {
            throw at.problem("the name is empty; write one");
        }
        return name;
    }

    private static int whole(Node node) {
        return ((Number) ((Node.Leaf) node).value()).intValue();
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String word) {
        return word == null
                ? null
                : Stream.of(type.getEnumConstants())
                        .filter(e -> e.name().equalsIgnoreCase(word))
                        .findFirst()
                        .orElseThrow();
    }
}
