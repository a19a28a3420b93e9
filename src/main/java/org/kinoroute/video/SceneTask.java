package org.kinoroute.video;

import java.util.List;

/**
 * One scene on its way through the pipeline: the message that is routed, with keys in place of media.
 *
 * @param scene index in the script
 * @param character who speaks; null for a notice
 * @param text what is shown
 * @param say what is spoken instead, or null
 * @param language BCP 47 tag
 * @param gender of the character, or null
 * @param voice that the script or the maker chose, {@code [engine:]voice}, or null
 * @param spoken whether there is anything to say
 * @param parts all scenes that this scene's voice tells in one go, its own first; empty: its own alone
 * @param visual what is shown, and where it will lie; put in by the Content Enricher
 */
public record SceneTask(
        int scene,
        String character,
        String text,
        String say,
        String language,
        String gender,
        String voice,
        boolean spoken,
        List<Part> parts,
        VisualTask visual) {

    /**
     * One scene's part of what a voice tells in one go.
     *
     * @param scene index in the script
     * @param text what is shown
     * @param say what is spoken instead, or null
     */
    public record Part(int scene, String text, String say) {}

    public SceneTask {
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    public SceneTask withVisual(VisualTask visual) {
        return new SceneTask(scene, character, text, say, language, gender, voice, spoken, parts, visual);
    }
}
