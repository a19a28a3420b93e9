package org.kinoroute.jobber;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.kinoroute.video.SceneTask;
import org.springframework.stereotype.Component;

/** The rules of the Dynamic Router: where a scene goes for its voice. */
@Component("voiceDispatch")
public class VoiceDispatch {

    /**
     * The next stop of a scene, or null when it has been sent on.
     *
     * @param scene as a {@link SceneTask} before the first stop; as whatever that stop left behind after it
     * @param previous stop, or null
     */
    public String next(@Body Object scene, @ExchangeProperty(Exchange.SLIP_ENDPOINT) String previous) {
        if (previous != null) {
            return null;
        }
        return ((SceneTask) scene).spoken() ? "direct:jobber-send" : "direct:voicing-none";
    }
}
