package org.kinoroute.video;

import java.util.List;
import java.util.Map;

/** Scenes of scripts that are no chats. */
public final class TestScenes {

    private TestScenes() {}

    /** A scene with a visual that is made. */
    public static Scene made(String text, String kind, Map<String, Object> properties) {
        return scene(text, null, new Scene.Visual(kind, null, properties));
    }

    /** A scene with a file of its own. */
    public static Scene brought(String text, String kind, String key) {
        return scene(text, null, new Scene.Visual(kind, new Asset(key), Map.of()));
    }

    /** A scene that is told; {@code say} may be null. */
    public static Scene told(String text, String say) {
        return scene(text, say, null);
    }

    private static Scene scene(String text, String say, Scene.Visual visual) {
        return new Scene(
                Scene.Kind.VISUAL, "Ana", text, say, null, null, null, null, List.of(), null, 0, false, false, visual);
    }
}
