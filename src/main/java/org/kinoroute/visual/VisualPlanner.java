package org.kinoroute.visual;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kinoroute.video.Plan;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.VisualTask;
import org.kinoroute.video.VisualTasks;
import org.springframework.stereotype.Component;

/** Says which visuals a video needs, and under which keys they will lie. */
@Component("visualPlanner")
public class VisualPlanner {

    private final ChatVisual chat;

    public VisualPlanner(ChatVisual chat) {
        this.chat = chat;
    }

    /** One chat for all of a chat's messages. */
    public VisualTasks tasks(Plan plan) {
        List<Integer> messages =
                IntStream.range(0, plan.script().scenes().size()).boxed().toList();
        return new VisualTasks(
                List.of(new VisualTask(0, "chat", chat.key(plan.script(), plan.settings()), messages, Map.of())));
    }

    /** What the Content Enricher does with a scene and its visual. */
    public SceneTask attach(SceneTask scene, VisualTask visual) {
        return scene.withVisual(visual);
    }
}
