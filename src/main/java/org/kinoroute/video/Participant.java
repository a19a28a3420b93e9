package org.kinoroute.video;

/**
 * A character: who speaks a scene.
 *
 * @param name as it is shown; unique in a script
 * @param avatar picture, or null: initials on a colour of the name's own
 * @param gender {@code male}, {@code female}, {@code other}; null: unknown. Steers the choice of a default voice
 * @param voice a voice of the engine, e.g. {@code pt-br+f2}, or the id of a voice mapping; null: cast by Kinoroute
 */
public record Participant(String name, Asset avatar, String gender, String voice) {

    public Participant(String name) {
        this(name, null, null, null);
    }
}
