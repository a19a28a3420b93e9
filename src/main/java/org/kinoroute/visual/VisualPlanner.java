package org.kinoroute.visual;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Scene;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.VisualTask;
import org.kinoroute.video.VisualTasks;
import org.springframework.stereotype.Component;

/** Says which visuals a video needs, and under which keys they will lie. */
@Component("visualPlanner")
public class VisualPlanner {

    private final ChatVisual chat;
    private final CaptionVisual captions;

    public VisualPlanner(ChatVisual chat, CaptionVisual captions) {
        this.chat = chat;
        this.captions = captions;
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

    private static VisualTask own(int number, int index, Scene.Visual visual, Plan plan) {
        if (visual.file() != null) {
            // It lies in the store already: nothing is to be made.
            return new VisualTask(number, visual.kind(), visual.file().location(), List.of(index), visual.properties());
        }
        String content = "%s %dx%d %s"
                .formatted(
                        visual.kind(),
                        plan.settings().width(),
                        plan.settings().height(),
                        ContentKey.json(new TreeMap<>(visual.properties())));
        String key = "visuals/" + ContentKey.sha256(List.of(content.getBytes(StandardCharsets.UTF_8))) + ".png";
        return new VisualTask(number, visual.kind(), key, List.of(index), visual.properties());
    }

    /** What the Content Enricher does with a scene and its visual. */
    public SceneTask attach(SceneTask scene, VisualTask visual) {
        return scene.withVisual(visual);
    }
}
