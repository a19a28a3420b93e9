package org.kinoroute.script;

import org.kinoroute.video.Brief;
import org.kinoroute.video.Format;

/** How long a video is to be, in words, scenes and messages. */
final class Pace {

    /** What a voice says in a second, pauses between scenes counted in. */
    private static final double WORDS_A_SECOND = 2.3;
    /** The least time that a photo is worth being looked at. */
    private static final double SECONDS_A_PHOTO = 2.5;

    private Pace() {}

    static double seconds(Brief brief) {
        if (brief.seconds() > 0) {
            return brief.seconds();
        }
        return switch (brief.form()) {
            case CHAT -> 0;
            case EXPLAINER -> 90;
            case PRODUCT -> 15;
            case STORY -> 60;
        };
    }

    static int words(Brief brief) {
        return (int) Math.round(seconds(brief) * WORDS_A_SECOND);
    }

    /** A chat's: as many as are wished, or as fill the time, or what makes a good short video. */
    static int messages(Brief brief) {
        if (brief.messages() > 0) {
            return brief.messages();
        }
        return brief.seconds() > 0 ? Math.max(4, (int) Math.round(brief.seconds() / 3.5)) : 14;
    }

    static int scenes(Brief brief) {
        int photos = brief.files().size();
        return switch (brief.form()) {
            case CHAT -> 0;
            case EXPLAINER -> Math.max(3, Math.min(40, (int) Math.round(seconds(brief) / 10)));
            case PRODUCT -> Math.max(4, Math.min(photos, photos(brief)) + 1);
            case STORY -> photos > 0 ? photos : seconds(brief) > 70 ? 7 : 6;
        };
    }

    /** How many photos and clips a product film has room for; the last scene is its card. */
    static int photos(Brief brief) {
        return brief.form() == Format.PRODUCT ? (int) Math.max(3, seconds(brief) / SECONDS_A_PHOTO) : 40;
    }
}
