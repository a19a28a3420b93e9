package org.kinoroute.script;

import java.util.List;
import java.util.Map;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;

/**
 * A script as it was written, each value right by itself; what it leaves open is null.
 *
 * @param where its values stand
 * @param theme of a chat {@code light} or {@code dark}, else the name of a look
 * @param participants those declared; empty: none were
 * @param images what is said of all generated images
 * @param lines messages, day pills and system lines of a chat, scenes of another format, in order
 * @param exported it comes from an exported chat
 * @param notes on how it was read
 */
record Draft(
        Where where,
        Format format,
        String title,
        String language,
        String me,
        String theme,
        Chat.Look look,
        Header header,
        List<Declared> participants,
        Images images,
        List<Line> lines,
        boolean exported,
        List<String> notes) {

    /** What the script says of the chat's header and the phone. */
    record Header(
            Where where, String name, Boolean group, Asset avatar, String presence, String clock, Integer battery) {
        static Header none(Where where) {
            return new Header(where, null, null, null, null, null, null);
        }
    }

    /** A participant, where the script declares it. */
    record Declared(Where where, Participant participant) {}

    /** What the script says of all images that are to be generated. */
    record Images(String style, List<String> keywords, List<String> negativeKeywords) {
        static final Images NONE = new Images(null, List.of(), List.of());
    }

    /**
     * A scene as it was written.
     *
     * @param to who gets the message, or null
     * @param id by which a reply can find it, or null
     * @param replyTo id (a String) or number from 1 (a Long) of the scene that is quoted, or null
     * @param scene all else; its {@code replyTo} is null
     */
    record Line(Where where, String to, String id, Object replyTo, Scene scene) {}

    static Map<String, Integer> linesOf(Node node) {
        return node instanceof Node.Members object ? object.lines() : Map.of();
    }
}
