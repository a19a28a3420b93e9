package org.kinoroute.compose;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Sheet;
import org.kinoroute.video.Sprite;

/**
 * The sprites of a list of sheets, cut out when they are needed. What was not used for longest is forgotten, so that
 * memory does not grow with the number of messages.
 */
final class Sprites {

    /** A sheet is read once for all its sprites if these are used in about their order. */
    static final int SHEETS = 2;

    /** Pixels of sprites that are kept: some four full screens of 1080x1920. */
    static final long PIXELS = 8_000_000;

    private final ObjectStore store;
    private final List<Sheet> sheets;
    private final Map<Integer, Picture> read = new LinkedHashMap<>(4, 0.75f, true);
    private final Map<Sprite, Picture> cut = new LinkedHashMap<>(64, 0.75f, true);
    private long pixels;

    Sprites(ObjectStore store, List<Sheet> sheets) {
        this.store = store;
        this.sheets = sheets;
    }

    Picture get(Sprite sprite) {
        Picture picture = cut.get(sprite);
        if (picture == null) {
            picture = sheet(sprite.sheet()).part(sprite.x(), sprite.y(), sprite.width(), sprite.height());
            cut.put(sprite, picture);
            pixels += picture.argb.length;
            Iterator<Picture> oldest = cut.values().iterator();
            while (pixels > PIXELS && cut.size() > 1) {
                pixels -= oldest.next().argb.length;
                oldest.remove();
            }
        }
        return picture;
    }

    private Picture sheet(int index) {
        Picture sheet = read.get(index);
        if (sheet == null) {
            if (read.size() == SHEETS) {
                Iterator<Picture> oldest = read.values().iterator();
                oldest.next();
                oldest.remove();
            }
            sheet = Pictures.read(store.fetch(sheets.get(index).key()));
            read.put(index, sheet);
        }
        return sheet;
    }

    /** Pixels that are held in memory, sheets included. */
    long held() {
        return pixels
                + read.values().stream().mapToLong(sheet -> sheet.argb.length).sum();
    }
}
