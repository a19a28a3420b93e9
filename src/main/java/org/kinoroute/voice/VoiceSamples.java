package org.kinoroute.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Problem;
import org.kinoroute.voice.VoiceSample.Consent;
import org.kinoroute.voice.VoiceSample.Offer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Recorded voices to be cloned, each with the consent of whose voice it is; in the table {@code voice_samples}. */
@Component("voiceSamples")
public class VoiceSamples {

    private static final Pattern KEY = Pattern.compile("samples/[0-9a-f]{64}\\.wav");
    private static final double SHORTEST = 3;
    private static final double LONGEST = 60;

    /** How much of a sample must be sound: engines learn nothing from pauses. */
    private static final double SHORTEST_SPEECH = 2;

    /** -34 dB: quieter, the noise of the room is cloned too. */
    private static final int QUIETEST = 655;

    /** As many samples at full scale are no accident. */
    private static final double CLIPPED = 0.01;

    private final JdbcClient jdbc;
    private final ObjectStore store;
    private final VoiceProperties properties;

    public VoiceSamples(JdbcClient jdbc, ObjectStore store, VoiceProperties properties) {
        this.jdbc = jdbc;
        this.store = store;
        this.properties = properties;
    }

    /** Whether a voice is a sample's key. */
    public static boolean isSample(String voice) {
        return voice != null && KEY.matcher(voice).matches();
    }

    /**
     * Takes a recording in, if it is good enough and may be used.
     *
     * @param wav the recording as all speech is kept
     * @return whose key is the voice to be named
     * @throws Problem if there is no consent, or the recording is too short, too long, too quiet or distorted
     */
    public VoiceSample register(Offer offer, byte[] wav) {
        Consent consent = checked(offer.name(), offer.consent());
        double seconds = checked(offer.name(), Wav.read(wav));
        String sha256 = ContentKey.sha256(offer.sound());
        String key = "samples/" + sha256 + ".wav";
        if (!store.exists(key)) {
            store.put(key, wav, "audio/wav");
        }
        // A sound that is there already keeps what was consented to for it; each one's consent is noted beside it.
        jdbc.sql(
                        "with sample as (insert into voice_samples (key, name, sha256, seconds, consent_by, consent_for, consent_at,"
                                + " owner) values (:key, :name, :sha256, :seconds, :by, :for, :at, :owner) on conflict (key) do nothing)"
                                + " insert into voice_consents (sample_key, owner, consent_by, consent_for, consent_at)"
                                + " select :key, :owner, :by, :for, :at where not exists (select 1 from voice_consents"
                                + " where sample_key = :key and owner = :owner and consent_by = :by and consent_for = :for)")
                .param("key", key)
                .param("name", offer.name())
                .param("sha256", sha256)
                .param("seconds", seconds)
                .param("by", consent.by())
                .param("for", consent.purpose())
                .param("at", Timestamp.from(consent.at()))
                .param("owner", offer.owner())
                .update();
        return new VoiceSample(key, offer.name(), sha256, seconds, consent);
    }

    /** One by its key. */
    public Optional<VoiceSample> find(String key) {
        return jdbc.sql("select * from voice_samples where key = :key")
                .param("key", key)
                .query((row, n) -> new VoiceSample(
                        row.getString("key"),
                        row.getString("name"),
                        row.getString("sha256"),
                        row.getDouble("seconds"),
                        new Consent(
                                row.getString("consent_by"),
                                row.getString("consent_for"),
                                row.getTimestamp("consent_at").toInstant())))
                .optional();
    }

    /** @throws Problem if a sample is not there, or was never consented to */
    public VoiceSample require(String key) {
        return find(key)
                .orElseThrow(() -> new Problem("there is no voice sample " + key
                        + " with a recorded consent; hand the recording in again, and say who consents to what"));
    }

    /**
     * Lays a sample where an engine's server finds it.
     *
     * @param seen folder of the samples, as the server sees it
     * @return the file, as the server sees it
     * @throws Problem as {@link #require} does
     */
    String place(String key, String seen) {
        String name = require(key).sha256() + ".wav";
        Path folder = folder();
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path part = Files.createTempFile(folder, name, ".part");
                Files.copy(store.fetch(key), part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen.isBlank() ? file.toString() : seen.replaceFirst("/+$", "") + "/" + name;
    }

    /**
     * Somebody has no voice of a sample any more: what they have consented to goes, and with the last one's the sample.
     *
     * @param key of the sample
     * @return whether it is gone
     */
    boolean withdraw(String key, String owner) {
        jdbc.sql("delete from voice_consents where sample_key = :key and owner = :owner and not exists"
                        + " (select 1 from voice_mappings where voice_sample_key = :key and owner = :owner)")
                .param("key", key)
                .param("owner", owner)
                .update();
        boolean gone = jdbc.sql("delete from voice_samples where key = :key"
                                + " and not exists (select 1 from voice_mappings where voice_sample_key = :key)"
                                + " and not exists (select 1 from voice_consents where sample_key = :key)")
                        .param("key", key)
                        .update()
                > 0;
        if (gone) {
            forget(key);
        } else {
            // It is used with the consent of those that are left.
            jdbc.sql("update voice_samples set owner = left_over.owner, consent_by = left_over.consent_by,"
                            + " consent_for = left_over.consent_for, consent_at = left_over.consent_at"
                            + " from (select * from voice_consents where sample_key = :key order by id limit 1) left_over"
                            + " where key = :key")
                    .param("key", key)
                    .update();
        }
        return gone;
    }

    /** What was laid out for an engine of a sample that is gone goes, too; of anything else there is nothing. */
    public void forget(String key) {
        if (isSample(key)) {
            try {
                Files.deleteIfExists(folder().resolve(key.substring("samples/".length())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path folder() {
        return Path.of(properties.samples()).toAbsolutePath().normalize();
    }

    private static Consent checked(String name, Consent consent) {
        if (consent == null
                || consent.by() == null
                || consent.by().isBlank()
                || consent.purpose() == null
                || consent.purpose().isBlank()) {
            throw new Problem("the voice in " + name + " is cloned only with the consent of whose voice it is;"
                    + " say who consents, and to what: --consent \"NAME: PURPOSE\"");
        }
        return new Consent(
                consent.by().strip(), consent.purpose().strip(), consent.at() == null ? Instant.now() : consent.at());
    }

    private static double checked(String name, Speech speech) {
        short[] pcm = speech.pcm();
        double seconds = (double) pcm.length / speech.sampleRate();
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw new Problem(String.format(
                    Locale.ROOT,
                    "the voice sample %s lasts %.1f s; record between %.0f and %.0f",
                    name,
                    seconds,
                    SHORTEST,
                    LONGEST));
        }
        if (Loudness.heardSeconds(pcm, speech.sampleRate()) < SHORTEST_SPEECH) {
            throw new Problem("there is hardly anything to hear in the voice sample " + name
                    + "; record somebody who speaks all the time");
        }
        int loudest = 0;
        int clipped = 0;
        for (short sample : pcm) {
            int level = Math.abs(sample);
            loudest = Math.max(loudest, level);
            clipped += level >= Short.MAX_VALUE ? 1 : 0;
        }
        if (loudest < QUIETEST) {
            throw new Problem("the voice sample " + name + " is too quiet; record it closer, or louder");
        }
        if (clipped > CLIPPED * pcm.length) {
            throw new Problem("the voice sample " + name + " is distorted; record it with less gain");
        }
        return seconds;
    }
}
