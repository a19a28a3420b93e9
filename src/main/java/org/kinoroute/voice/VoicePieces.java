package org.kinoroute.voice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.springframework.stereotype.Component;

/** The pieces of texts that are too long for one request: kept in the store, so that none is asked for twice. */
@Component("voicePieces")
public class VoicePieces {

    private final ObjectStore store;
    private final ObjectMapper json;

    public VoicePieces(ObjectStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
    }

    /** Finds the next piece of a text, if it was spoken before, and says whether it was. */
    public boolean recall(PieceByPiece speech) throws IOException {
        String key = speech.nextKey();
        if (!speech.isLong() || !store.exists(key + ".json")) {
            return false;
        }
        Take take = json.readValue(store.fetch(key + ".json").toFile(), Take.class);
        speech.add(Wav.read(Files.readAllBytes(store.fetch(take.key()))).with(take.words()));
        return true;
    }

    /** The next piece of a text was spoken; {@link PieceByPiece#add}. A text that is no longer is kept as a whole. */
    public void add(PieceByPiece speech, byte[] wav, List<HeardWord> heard) {
        String key = speech.nextKey();
        Speech piece = speech.add(wav, heard);
        if (speech.isLong()) {
            byte[] sound = piece.wav();
            String soundKey = key + "-" + ContentKey.sha256(sound).substring(0, 16) + ".wav";
            Take take = new Take(soundKey, piece.sampleRate(), piece.pcm().length, piece.words(), piece.warnings());
            try {
                // The sound first: what it is found by says that it is there.
                store.put(soundKey, sound, "audio/wav");
                store.put(key + ".json", json.writeValueAsBytes(take), "application/json");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
