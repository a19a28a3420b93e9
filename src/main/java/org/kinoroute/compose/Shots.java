package org.kinoroute.compose;

import java.util.HashMap;
import java.util.Map;
import org.kinoroute.compose.ShotPlan.Piece;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Settings;

/** The painters of the shots that are seen; those of shots that are over are given up. */
final class Shots implements AutoCloseable {

    private final Settings settings;
    private final ObjectStore store;
    private final Backgrounds backgrounds;
    private final Progress progress;
    private final Map<Integer, ShotPainter> painters = new HashMap<>();

    Shots(Settings settings, ObjectStore store, Backgrounds backgrounds, Progress progress) {
        this.settings = settings;
        this.store = store;
        this.backgrounds = backgrounds;
        this.progress = progress;
    }

    void draw(Piece piece, long moment, Planes frame) {
        painters.computeIfAbsent(piece.index(), any -> open(piece)).draw(moment, frame);
    }

    /** Only these are seen now; either may be null. */
    void keep(Piece one, Piece other) {
        painters.entrySet().removeIf(entry -> {
            boolean over = !isOf(entry.getKey(), one) && !isOf(entry.getKey(), other);
            if (over) {
                entry.getValue().close();
            }
            return over;
        });
    }

    private static boolean isOf(int index, Piece piece) {
        return piece != null && piece.index() == index;
    }

    private ShotPainter open(Piece piece) {
        return switch (piece.shot().type()) {
            case STILL -> new StillPainter(store.fetch(piece.shot().key()), settings);
            case DRAWING -> new DrawingPainter(piece.shot().drawing(), piece.layers(), store);
            case PHOTO -> new PhotoPainter(store.fetch(piece.shot().key()), settings, piece);
            case CLIP -> new ClipPainter(backgrounds.clip(piece.shot().key(), settings, progress), settings.fps());
        };
    }

    @Override
    public void close() {
        keep(null, null);
    }
}
