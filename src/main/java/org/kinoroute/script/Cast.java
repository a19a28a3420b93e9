package org.kinoroute.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.kinoroute.video.Participant;

/**
 * Who is in a chat.
 *
 * @param participants at least two
 * @param me one of them
 * @param group the group's name as the messages' {@code to} tells it, or null
 * @param file for messages
 */
record Cast(List<Participant> participants, String me, String group, String file) {

    static Cast of(Draft draft, ScriptRequest request, List<String> notes) {
        List<String> requested = requested(request);
        String group = declared(draft) || !requested.isEmpty() ? null : groupAddressed(draft);
        Map<String, Participant> cast = new LinkedHashMap<>();
        if (declared(draft)) {
            draft.participants().forEach(d -> cast.put(d.participant().name(), d.participant()));
        } else {
            requested.forEach(name -> cast.put(name, new Participant(name)));
        }
        boolean closed = !cast.isEmpty();
        for (Draft.Line line : draft.lines()) {
            if (line.scene().from() != null) {
                add(cast, closed, line.scene().from(), line.where().of("from"));
            }
            String to = line.to();
            if (to != null && !to.equals(group) && !to.equals(draft.header().name()) && !to.equals(draft.title())) {
                add(cast, closed, to, line.where().of("to"));
            }
        }
        if (cast.size() < 2) {
            throw draft.where()
                    .of("participants")
                    .problem("only " + Text.quote(cast.keySet().iterator().next())
                            + " is there, and a chat needs two; name both in participants");
        }
        Cast unnamed =
                new Cast(List.copyOf(cast.values()), null, group, draft.where().file());
        return new Cast(unnamed.participants, unnamed.me(draft, request, requested, notes), group, unnamed.file);
    }

    private static boolean declared(Draft draft) {
        return !draft.participants().isEmpty();
    }

    private static List<String> requested(ScriptRequest request) {
        if (request.participants() == null) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : request.participants()) {
            String clean = name == null ? "" : Text.name(name);
            if (clean.isEmpty() || Text.length(clean) > 100 || Text.hasLoneSurrogate(clean)) {
                throw Where.file("participants")
                        .problem(Text.quote(clean) + " is no name; write one of 1 to 100 letters");
            } else if (!names.add(clean)) {
                throw Where.file("participants").problem(Text.quote(clean) + " is there twice; names must differ");
            }
        }
        return List.copyOf(names);
    }

    /** Where several speak and all write to one who never does, that is the group and nobody's name. */
    private static String groupAddressed(Draft draft) {
        Set<String> speakers = draft.lines().stream()
                .map(l -> l.scene().from())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> addressed = draft.lines().stream()
                .map(Draft.Line::to)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (speakers.size() < 2 || addressed.size() != 1) {
            return null;
        }
        String to = addressed.iterator().next();
        return speakers.contains(to) ? null : to;
    }

    private static void add(Map<String, Participant> cast, boolean closed, String name, Where where) {
        if (closed && !cast.containsKey(name)) {
            throw where.problem(Text.quote(name) + " is not among the participants; "
                    + Text.nearest(name, cast.keySet())
                            .map(n -> "did you mean " + Text.quote(n) + "?")
                            .orElse("add that name to them, or write one of " + list(cast.keySet())));
        }
        cast.putIfAbsent(name, new Participant(name));
    }

    private String me(Draft draft, ScriptRequest request, List<String> requested, List<String> notes) {
        if (request.me() != null) {
            return find(request.me(), "me");
        } else if (draft.me() != null) {
            return find(draft.me(), draft.where().of("me"));
        } else if (!requested.isEmpty()) {
            return find(requested.get(requested.size() - 1), "participants");
        }
        String to = draft.lines().stream()
                .filter(l -> l.scene().from() != null)
                .findFirst()
                .map(Draft.Line::to)
                .filter(names()::contains)
                .orElse(null);
        if (to != null) {
            return to;
        }
        String last = participants.get(participants.size() - 1).name();
        notes.add(file + ": " + last + " is taken to be \"me\" (bubbles on the right), being the last name to appear;"
                + " name another with --me or me:");
        return last;
    }

    /** The participant of that name, however its letters are written. */
    String find(String name, String option) {
        return find(name, Where.file(option));
    }

    private String find(String written, Where where) {
        String name = Text.name(Objects.toString(written, ""));
        if (names().contains(name)) {
            return name;
        }
        List<String> alike = names().stream().filter(name::equalsIgnoreCase).toList();
        if (alike.size() == 1) {
            return alike.get(0);
        }
        throw where.problem(
                Text.quote(name) + " is not in " + file + "; write one of " + list(new LinkedHashSet<>(names())));
    }

    private static String list(Set<String> names) {
        String list =
                names.stream().limit(8).map(n -> Text.clip(Text.oneLine(n), 40)).collect(Collectors.joining(", "));
        return names.size() > 8 ? list + ", …" : list;
    }

    List<String> names() {
        return participants.stream().map(Participant::name).toList();
    }

    boolean isGroup() {
        return participants.size() > 2 || group != null;
    }

    String other() {
        return names().stream().filter(n -> !n.equals(me)).findFirst().orElseThrow();
    }

    /** "Ana & Bruno", "Ana, Bruno & Carla". */
    String everyone() {
        List<String> names = new ArrayList<>(names());
        if (names.size() > 4) {
            names.subList(3, names.size()).clear();
            return String.join(", ", names) + " & " + (participants.size() - 3);
        }
        String last = names.remove(names.size() - 1);
        return String.join(", ", names) + " & " + last;
    }
}
