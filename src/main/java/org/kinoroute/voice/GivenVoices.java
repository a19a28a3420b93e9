package org.kinoroute.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;

/** Sounds that somebody else has made for a scene, and named in its row of the table {@code voices}. */
@Component("givenVoices")
public class GivenVoices {

    private final ObjectStore store;

    public GivenVoices(ObjectStore store) {
        this.store = store;
    }

    /**
     * @param path key in the store
     * @throws Problem if there is nothing
     */
    public byte[] read(String path) {
        if (!store.exists(path)) {
            throw new Problem("there is no " + path + " in the store");
        }
        try {
            return Files.readAllBytes(store.fetch(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
