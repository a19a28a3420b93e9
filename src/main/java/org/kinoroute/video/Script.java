package org.kinoroute.video;

import java.util.List;

/**
 * The written plan of a video, complete and checked: nothing in it is left to be guessed by a later stage.
 *
 * <p>Files that it names (avatars, images, stickers) are {@linkplain Asset assets}: paths while it is read, keys of the
 * store once the video is accepted.
 *
 * @param format decides the writer and the visuals
 * @param title shown to people, and the default name of the result; never blank
 * @param language BCP 47 tag in lower case, e.g. {@code pt-br}; the language that is spoken unless a scene says otherwise
 * @param me the participant whose bubbles are on the right; null where the format knows no "me"
 * @param participants everyone who speaks, in order of first appearance, names unique
 * @param chat how the chat looks; null in the other formats
 * @param scenes in the order in which they are shown; a scene's index is its place here, from 0
 */
public record Script(
        Format format,
        String title,
        String language,
        String me,
        List<Participant> participants,
        Chat chat,
        List<Scene> scenes) {

    public Script {
        participants = List.copyOf(participants);
        scenes = List.copyOf(scenes);
    }
}
