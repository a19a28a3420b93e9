package org.kinoroute.visual;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Format;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Script;
import org.kinoroute.video.VisualTask;
import org.kinoroute.video.VisualTasks;
import org.springframework.stereotype.Component;

/** Says which visuals a video needs, and under which keys they will lie. */
@Component("visualPlanner")
public class VisualPlanner {

    private final ChatVisual chat;
    private final CaptionVisual captions;
    private final BoardVisual boards;
    private final Themes themes;
    private final Images images;

    public VisualPlanner(ChatVisual chat, CaptionVisual captions, BoardVisual boards, Themes themes, Images images) {
        this.chat = chat;
        this.captions = captions;
        this.boards = boards;
        this.themes = themes;
        this.images = images;
    }

    /**
     * One chat for all of its messages, one set of caption cards, and one picture for each scene that has its own.
     *
     * @param words of each spoken scene, as they are shown; empty where no captions are burned in
     */
    public VisualTasks tasks(Plan plan, Map<Integer, List<String>> words) {
        List<VisualTask> tasks = new ArrayList<>();
        List<Integer> messages = new ArrayList<>();
        for (int index = 0; index < plan.script().scenes().size(); index++) {
            Scene scene = plan.script().scenes().get(index);
            if (scene.kind() == Scene.Kind.VISUAL) {
                tasks.add(own(tasks.size(), index, scene.visual(), plan));
            } else {
                messages.add(index);
            }
        }
        if (!messages.isEmpty()) {
            String key = chat.key(plan.script(), plan.settings());
            tasks.add(new VisualTask(tasks.size(), "chat", key, messages, Map.of()));
        }
        if (!words.isEmpty()) {
            String key = captions.key(words, plan.script().language(), plan.settings());
            tasks.add(new VisualTask(tasks.size(), "captions", key, List.copyOf(words.keySet()), Map.of()));
        }
        return new VisualTasks(tasks);
    }

    private VisualTask own(int number, int index, Scene.Visual visual, Plan plan) {
        if (visual.file() != null) {
            // It lies in the store already: nothing is to be made.
            return new VisualTask(number, visual.kind(), visual.file().location(), List.of(index), visual.properties());
        }
        Map<String, Object> properties = new TreeMap<>(visual.properties());
        properties.values().removeIf(Objects::isNull);
        if (BoardVisual.draws(visual.kind())) {
            properties.putIfAbsent("theme", themes.orDefault(plan.script().theme()));
            VisualTask task = new VisualTask(number, visual.kind(), "", List.of(index), properties);
            return new VisualTask(number, visual.kind(), boards.key(order(task, plan)), List.of(index), properties);
        }
        if (visual.kind().equals("image")) {
            return new VisualTask(number, visual.kind(), images.key(properties), List.of(index), properties);
        }
        String content = "%s %dx%d %s"
                .formatted(
                        visual.kind(), plan.settings().width(), plan.settings().height(), PageJson.write(properties));
        String key = "visuals/" + ContentKey.sha256(List.of(content.getBytes(StandardCharsets.UTF_8))) + ".png";
        return new VisualTask(number, visual.kind(), key, List.of(index), properties);
    }

    /** A board to be drawn, in the language of its scene. */
    static BoardVisual.Order order(VisualTask task, Plan plan) {
        String language = plan.script().scenes().get(task.scenes().get(0)).language();
        return new BoardVisual.Order(
                task.kind(),
                task.properties(),
                language == null ? plan.script().language() : language,
                plan.settings());
    }

    /**
     * Checks what a script asks of pictures before its video is accepted: that there are the themes that it names.
     *
     * @throws Problem if there is one that there is not
     */
    public void check(Script script) {
        if (script.format() != Format.CHAT) {
            themes.check(script.theme());
        }
        for (Scene scene : script.scenes()) {
            if (scene.visual() != null
                    && scene.visual().file() == null
                    && BoardVisual.draws(scene.visual().kind())
                    && scene.visual().properties().get("theme") != null) {
                themes.check(String.valueOf(scene.visual().properties().get("theme")));
            }
        }
    }

    /** What the Content Enricher does with a scene and its visual; a message of a chat need not list all the others. */
    public SceneTask attach(SceneTask scene, VisualTask visual) {
        return scene.withVisual(new VisualTask(
                visual.number(), visual.kind(), visual.key(), List.of(scene.scene()), visual.properties()));
    }
}
