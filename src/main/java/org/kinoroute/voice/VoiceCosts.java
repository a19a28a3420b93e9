package org.kinoroute.voice;

import java.util.UUID;
import org.kinoroute.video.Ledger;
import org.kinoroute.video.OverBudget;
import org.kinoroute.video.Prices;
import org.kinoroute.video.SceneTask;
import org.springframework.stereotype.Component;

/** Keeps the ledger of what is spoken and listened to by servers. */
@Component("voiceCosts")
public class VoiceCosts {

    private static final String CHARACTERS = "characters";
    private static final String SECONDS = "seconds";

    private final Ledger ledger;
    private final VoiceServices services;

    public VoiceCosts(Ledger ledger, VoiceServices services) {
        this.ledger = ledger;
        this.services = services;
    }

    /**
     * Sets aside what a text costs to be spoken.
     *
     * @throws OverBudget if the video may not cost as much
     */
    public void reserve(UUID video, int scene, String engine, String text) {
        if (video == null) {
            // A voice that is tried out; its text is short, and spoken once.
            return;
        }
        ledger.reserve(video, item(scene), provider(engine), model(engine), CHARACTERS, text.length());
    }

    /** A text was spoken. */
    public void charge(UUID video, int scene, String engine, String text) {
        if (video == null) {
            return;
        }
        ledger.charge(video, item(scene), provider(engine), model(engine), CHARACTERS, text.length());
    }

    /**
     * Sets aside what the times of a voice's words cost.
     *
     * @throws OverBudget if the video may not cost as much
     */
    public void reserveTimes(UUID video, int scene, double seconds) {
        ledger.reserve(video, item(scene), provider("transcription"), model("transcription"), SECONDS, seconds);
    }

    /** A voice was listened to. */
    public void chargeTimes(UUID video, int scene, double seconds) {
        ledger.charge(video, item(scene), provider("transcription"), model("transcription"), SECONDS, seconds);
    }

    /** Nothing came of what was set aside for listening to a voice. */
    public void releaseTimes(UUID video, int scene) {
        ledger.release(video, item(scene), SECONDS);
    }

    /** Nothing came of what was set aside for a line; null: it was never read. */
    public void release(UUID video, SceneTask line) {
        if (line != null) {
            release(video, line.scene());
            line.parts().forEach(part -> release(video, part.scene()));
        }
    }

    private void release(UUID video, int scene) {
        ledger.release(video, item(scene), CHARACTERS);
        ledger.release(video, item(scene), SECONDS);
    }

    private static String item(int scene) {
        return "voice " + (scene + 1);
    }

    private String provider(String engine) {
        String url = services.url(engine);
        return url.isEmpty() ? engine : Prices.provider(url);
    }

    private String model(String engine) {
        String model = services.of(engine).model();
        return model.isEmpty() ? engine : model;
    }
}
