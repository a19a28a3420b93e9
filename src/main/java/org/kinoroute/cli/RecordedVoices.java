package org.kinoroute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.voice.VoiceSample.Consent;
import org.kinoroute.voice.VoiceSample.Offer;

/** Sound files that are named as voices: they are handed in to be cloned, with the consent of whose voice it is. */
final class RecordedVoices {

    private static final Pattern SOUND = Pattern.compile("(?:([a-z][a-z0-9-]*):)?(.+\\.(?:wav|mp3|m4a|ogg|opus|flac))");
    private static final Pattern CONSENT = Pattern.compile("([^:]+):(.+)");
    private static final long LARGEST = 50_000_000;

    private final String consent;
    private final List<Offer> offers = new ArrayList<>();

    /** @param consent {@code NAME: PURPOSE}, or null */
    RecordedVoices(String consent) {
        this.consent = consent;
    }

    List<Offer> offers() {
        return offers;
    }

    /** A voice as it goes into the script: a sound file becomes the key under which it will lie. */
    String voice(String choice) {
        Matcher sound = SOUND.matcher(choice);
        if (!sound.matches() || choice.toLowerCase(Locale.ROOT).contains("samples/")) {
            return choice;
        }
        Path file = Path.of(sound.group(2));
        byte[] content = read(file);
        offers.add(new Offer(file.toString(), content, consent(file)));
        String key = "samples/" + ContentKey.sha256(content) + ".wav";
        return sound.group(1) == null ? key : sound.group(1) + ":" + key;
    }

    private static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new FieldProblem("voices", file + ": there is no such file; name a recording, or a voice");
            } else if (Files.size(file) > LARGEST) {
                throw new FieldProblem(
                        "voices", file + " has more than 50 MB; a recording of 3 to 60 seconds is enough");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FieldProblem("voices", file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private Consent consent(Path file) {
        Matcher parts = CONSENT.matcher(consent == null ? "" : consent);
        if (!parts.matches()) {
            throw new FieldProblem(
                    "voices",
                    "the voice in " + file + " is cloned only with the consent of whose voice it is;"
                            + " say who consents, and to what: --consent \"NAME: PURPOSE\"");
        }
        return new Consent(parts.group(1).strip(), parts.group(2).strip(), null);
    }
}
