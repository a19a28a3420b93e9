package org.kinoroute.compose;

/**
 * A part of a video's composition, made by whoever is free.
 *
 * @param name {@code background}, {@code sound}, or {@code segment} and its number
 * @param place in the order in which parts are sent off
 * @param key where it lies once it is stored: it follows from all that the part shows, and from how it is encoded
 * @param composition key of what it is drawn from
 * @param from its first frame
 * @param to the frame after its last
 * @param weight how much work it is, in frames of picture
 * @param encoding how it is encoded; null before that is settled
 * @param stored whether it is there
 */
public record Part(
        String name,
        int place,
        String key,
        String composition,
        long from,
        long to,
        double weight,
        ComposeProperties encoding,
        boolean stored) {

    static final String BACKGROUND = "background";
    static final String SOUND = "sound";

    /** Making it is a small part of the work of a frame's picture. */
    private static final double SOUND_OF_A_FRAME = 0.05;

    static Part background(String key, String composition) {
        return new Part(BACKGROUND, 0, key, composition, 0, 0, 0, null, false);
    }

    static Part sound(String key, String composition, long frames) {
        return new Part(SOUND, 1, key, composition, 0, frames, SOUND_OF_A_FRAME * frames, null, false);
    }

    static Part segment(SegmentPlan.Segment segment, String key, String composition) {
        return new Part(
                "segment " + segment.index(),
                2 + segment.index(),
                key,
                composition,
                segment.from(),
                segment.to(),
                segment.frames(),
                null,
                false);
    }
}
