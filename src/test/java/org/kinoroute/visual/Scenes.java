package org.kinoroute.visual;

import java.util.List;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Scene.Reaction;
import org.kinoroute.video.Scene.Status;

/** Scenes for tests, short to write. */
final class Scenes {

    private Scenes() {}

    static Scene say(String from, String text) {
        return of(Kind.MESSAGE, from, text);
    }

    static Scene say(String from, String text, Status status) {
        return new Scene(Kind.MESSAGE, from, text, null, null, "14:02", status, null, List.of(), null, 0, false, false);
    }

    static Scene of(Kind kind, String from, String text) {
        return new Scene(
                kind,
                from,
                text,
                null,
                null,
                from == null ? null : "14:02",
                null,
                null,
                List.of(),
                null,
                0,
                false,
                false);
    }

    static Scene media(Kind kind, String from, String text, Asset asset) {
        return new Scene(kind, from, text, null, null, "14:02", null, null, List.of(), asset, 0, false, false);
    }

    static Scene voiceNote(String from, String text, int seconds) {
        return new Scene(
                Kind.VOICE_NOTE, from, text, null, null, "14:02", null, null, List.of(), null, seconds, false, false);
    }

    static Scene reply(String from, String text, int to) {
        return new Scene(Kind.MESSAGE, from, text, null, null, "14:02", null, to, List.of(), null, 0, false, false);
    }

    static Scene reacted(String from, String text, Reaction... reactions) {
        return new Scene(
                Kind.MESSAGE, from, text, null, null, "14:02", null, null, List.of(reactions), null, 0, false, false);
    }

    static Scene labelled(String from, String text, boolean forwarded, boolean edited) {
        return new Scene(
                Kind.MESSAGE, from, text, null, null, "14:02", null, null, List.of(), null, 0, forwarded, edited);
    }
}
