package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the Aggregator gathers: which scenes have their voice, and which visuals are there. Gathering is the union of
 * sets, so order does not matter and a duplicate changes nothing; voices and visuals themselves lie in tables and store.
 *
 * @param sceneCount of the whole video
 * @param visualCount of the whole video
 * @param voices indexes of the scenes whose voice is there, or that need none
 * @param visuals numbers of the visuals that are there
 */
public record Contribution(int sceneCount, int visualCount, Set<Integer> voices, Set<Integer> visuals) {

    public Contribution {
        voices = voices == null ? Set.of() : voices;
        visuals = visuals == null ? Set.of() : visuals;
    }

    public Contribution plus(Contribution other) {
        return new Contribution(
                Math.max(sceneCount, other.sceneCount),
                Math.max(visualCount, other.visualCount),
                union(voices, other.voices),
                union(visuals, other.visuals));
    }

    /** Nothing is missing any more. */
    @JsonIgnore
    public boolean isComplete() {
        return voices.size() >= sceneCount && visuals.size() >= visualCount;
    }

    /** How many scenes are complete from the first on; what is seen is not known before all visuals are there. */
    @JsonIgnore
    public int getFirstScenes() {
        int scenes = 0;
        while (visuals.size() >= visualCount && voices.contains(scenes)) {
            scenes++;
        }
        return scenes;
    }

    private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
        Set<Integer> all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }
}
