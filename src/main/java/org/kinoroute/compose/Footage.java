package org.kinoroute.compose;

import java.nio.file.Path;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Settings;
import org.kinoroute.video.VisualTask;
import org.springframework.stereotype.Component;

/** Photos and clips that somebody brings along, tried out before a video is composed of them. */
@Component("footage")
public class Footage {

    private final ObjectStore store;
    private final Backgrounds backgrounds;

    public Footage(ObjectStore store, Backgrounds backgrounds) {
        this.store = store;
        this.backgrounds = backgrounds;
    }

    /**
     * Does with a photo or a clip what composition is going to do: a photo is decoded and scaled, a clip is made ready
     * from end to end, which is not done again.
     *
     * @throws Problem if it cannot be shown
     */
    public void tryOut(VisualTask visual, Plan plan) {
        Path file = store.fetch(visual.key());
        try {
            if (visual.kind().equals("clip")) {
                Clips.probe(file, Double.MAX_VALUE);
                backgrounds.clip(visual.key(), plan.settings(), Progress.NONE);
            } else {
                tryPhoto(file, plan.settings());
            }
        } catch (MediaException | Problem e) {
            // The file's name here says nothing to its maker.
            String why = e.getMessage()
                    .replace(file + ": ", "")
                    .replace(" " + file, "")
                    .replace(" " + visual.key(), "");
            throw new Problem("it cannot be shown: " + why, e);
        }
    }

    private static void tryPhoto(Path file, Settings settings) {
        Photos.probe(file);
        new PhotoPainter(
                        file,
                        settings,
                        new ShotPlan.Piece(0, 0, settings.fps(), 0, null, PhotoMotion.Way.ZOOM_IN, null))
                .close();
    }
}
