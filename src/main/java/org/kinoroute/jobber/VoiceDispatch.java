package org.kinoroute.jobber;

import java.util.Map;
import org.apache.camel.ExchangeProperties;
import org.kinoroute.video.SceneTask;
import org.springframework.stereotype.Component;

/** The rules of the Dynamic Router: where a scene goes for its voice. */
@Component("voiceDispatch")
public class VoiceDispatch {

    private static final String DISPATCHED = "dispatched";

    /** The next stop of a scene, or null when it has been sent on. */
    public String next(SceneTask scene, @ExchangeProperties Map<String, Object> properties) {
        if (properties.put(DISPATCHED, true) != null) {
            return null;
        }
        return scene.spoken() ? "direct:jobber-send" : "direct:voice-none";
    }
}
