package org.kinoroute.compose;

/** Draws one shot at any of its moments; it writes every sample of the frame. */
interface ShotPainter extends AutoCloseable {

    /** @param moment as {@link ShotPlan.Piece#moment} counts them */
    void draw(long moment, Planes frame);

    @Override
    default void close() {}
}
