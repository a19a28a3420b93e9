package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A video as it was accepted: what is told, and how it is to be made. Lies in the store as {@code plan.json}. */
public record Plan(Script script, Settings settings) {

    /** The script's scenes as messages, in order: what the Splitter splits into. */
    @JsonIgnore
    public List<SceneTask> getScenes() {
        List<Scene> scenes = script.scenes();
        return IntStream.range(0, scenes.size()).mapToObj(this::task).toList();
    }

    /** How many scenes have a voice of their own. */
    @JsonIgnore
    public long getSpokenCount() {
        return getScenes().stream().filter(SceneTask::spoken).count();
    }

    /** Indexes of the messages, notices left out, as PostgreSQL writes a list. */
    @JsonIgnore
    public String getMessages() {
        return IntStream.range(0, script.scenes().size())
                .filter(index -> !script.scenes().get(index).kind().isNotice())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private SceneTask task(int index) {
        Scene scene = script.scenes().get(index);
        Participant who = script.participants().stream()
                .filter(participant -> participant.name().equals(scene.from()))
                .findFirst()
                .orElse(null);
        // Of a narration, the first scene that speaks carries all of it.
        boolean narrated = script.format().isNarrated();
        boolean first = narrated && index == script.narrator();
        List<SceneTask.Part> parts = first ? narration() : List.of();
        return new SceneTask(
                index,
                scene.from(),
                first ? shown(parts) : scene.text(),
                first ? null : scene.say(),
                scene.language() == null ? script.language() : scene.language(),
                who == null ? null : who.gender(),
                who == null ? null : who.voice(),
                narrated ? first : scene.isSpoken(),
                parts,
                null);
    }

    private List<SceneTask.Part> narration() {
        return IntStream.range(0, script.scenes().size())
                .filter(index -> script.scenes().get(index).isSpoken())
                .mapToObj(index -> {
                    Scene scene = script.scenes().get(index);
                    return new SceneTask.Part(index, scene.text(), scene.say());
                })
                .toList();
    }

    private static String shown(List<SceneTask.Part> parts) {
        return parts.stream().map(SceneTask.Part::text).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
