package org.kinoroute.compose;

import org.kinoroute.store.ObjectStore;

/** Whatever encodes in one and the same way. */
record Studio(Backgrounds backgrounds, SegmentEncoder segments, SoundTrack sound, Thumbnail thumbnail) {

    static Studio of(ObjectStore store, ComposeProperties encoding) {
        Backgrounds backgrounds = new Backgrounds(store, encoding);
        return new Studio(
                backgrounds,
                new SegmentEncoder(store, backgrounds, encoding),
                new SoundTrack(store, encoding),
                new Thumbnail(store, backgrounds));
    }
}
