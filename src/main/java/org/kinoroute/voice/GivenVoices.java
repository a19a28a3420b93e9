package org.kinoroute.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.ClientFiles;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;

/** Sounds that somebody else has made for a scene, and named in its row of the table {@code voices}. */
@Component("givenVoices")
public class GivenVoices {

    private final ObjectStore store;
    private final ClientFiles files;

    public GivenVoices(ObjectStore store, ClientFiles files) {
        this.store = store;
        this.files = files;
    }

    /**
     * @param paths keys in the store, or files, one in a line; the first that is there is meant
     * @throws Problem if none is
     */
    public byte[] read(String paths) {
        try {
            for (String path : paths.split("\n")) {
                Optional<Path> file = ClientFiles.isKey(path) && store.exists(path)
                        ? Optional.of(store.fetch(path))
                        : files.find(path);
                if (file.isPresent()) {
                    return Files.readAllBytes(file.get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new Problem(paths.replace("\n", ", ") + " is " + files.open());
    }
}
