package org.kinoroute.compose;

import java.util.concurrent.CancellationException;

/** How a long composition tells how far it is, and is told to stop. */
@FunctionalInterface
public interface Progress {

    /** Nobody watches. */
    Progress NONE = (done, total) -> {};

    /** Frames (of a segment) or samples (of the sound) that are done. */
    void done(long done, long total);

    /** Asked between frames; true ends the work with a {@link CancellationException}, as an interrupt does. */
    default boolean cancelled() {
        return false;
    }

    /** Ends the work if it is no longer wanted. */
    default void check() {
        if (cancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Composition was cancelled");
        }
    }
}
