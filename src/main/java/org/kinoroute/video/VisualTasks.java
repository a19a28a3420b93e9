package org.kinoroute.video;

import java.util.List;

/** The visuals that a video needs. */
public record VisualTasks(List<VisualTask> tasks) {

    public VisualTasks {
        tasks = List.copyOf(tasks);
    }

    public int count() {
        return tasks.size();
    }

    /** The visual of a scene. */
    public VisualTask of(int scene) {
        return tasks.stream()
                .filter(task -> task.scenes().contains(scene))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scene " + scene + " has no visual"));
    }

    /** The visuals whose first scene this is: whoever enriches it has them made. */
    public List<VisualTask> beginningAt(int scene) {
        return tasks.stream().filter(task -> task.scenes().get(0) == scene).toList();
    }
}
