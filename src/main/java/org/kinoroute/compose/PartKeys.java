package org.kinoroute.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Timeline.Cue;

/**
 * Where the parts of a video lie: under a hash of all that they show and of how they are encoded. What was made of the
 * first scenes alone lies where the whole video looks for it, and what shows something else than is wanted lies elsewhere.
 */
final class PartKeys {

    private static final int LENGTH = 16;

    private final UUID video;
    private final ObjectMapper json;
    private final MessageDigest shown;
    private final List<Cue> cues;
    private int hashed;

    PartKeys(UUID video, Composition composition, ComposeProperties encoding, ObjectMapper mapper) {
        this.video = video;
        this.json = mapper.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        this.cues = composition.timeline().cues();
        shown = sha256();
        add(encoding);
        add(composition.settings());
        add(composition.expected());
        add(composition.chat());
        add(composition.shots());
        add(composition.captions());
    }

    /** Segments are to be asked for in their order. */
    String segment(SegmentPlan.Segment segment) {
        for (; hashed < segment.scenes(); hashed++) {
            add(cues.get(hashed));
        }
        return key(segment.index() + "", List.of(segment.from(), segment.to()), "mp4");
    }

    /** To be asked for after the last segment. */
    String sound() {
        return key("sound", List.of(), "m4a");
    }

    private String key(String name, List<Long> frames, String ending) {
        try {
            MessageDigest digest = (MessageDigest) shown.clone();
            frames.forEach(frame -> digest.update((" " + frame).getBytes()));
            String hash = HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
            return "videos/%s/segments/%s-%s.%s".formatted(video, name, hash, ending);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Object value) {
        try {
            shown.update(json.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
