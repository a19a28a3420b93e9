package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * @param theme name of the look of slides, charts and cards, in {@code config/themes}; null: the default one, or a chat
 * @param style name of the style of generated images, in {@code config/styles}; null: none
 * @param scenes in the order in which they are shown; a scene's index is its place here, from 0
 */
public record Script(
        Format format,
        String title,
        String language,
        String me,
        List<Participant> participants,
        Chat chat,
        String theme,
        String style,
        List<Scene> scenes) {

    /** A script of a chat. */
    public Script(
            Format format,
            String title,
            String language,
            String me,
            List<Participant> participants,
            Chat chat,
            List<Scene> scenes) {
        this(format, title, language, me, participants, chat, null, null, scenes);
    }

    public Script {
        participants = List.copyOf(participants);
        scenes = List.copyOf(scenes);
    }

    /** What is said, scene by scene, of a narrated format in one go; the silent ones left out. */
    public List<String> narration() {
        return scenes.stream()
                .filter(Scene::isSpoken)
                .map(scene -> scene.say() == null ? scene.text() : scene.say())
                .toList();
    }

    /** All that is said, a line for each scene. */
    @JsonIgnore
    public String getTold() {
        return String.join("\n", narration());
    }

    /** Of a narrated format: index of the first scene that speaks, which carries the voice of all; -1: none speaks. */
    public int narrator() {
        return scenes.indexOf(
                scenes.stream().filter(Scene::isSpoken).findFirst().orElse(null));
    }
}
