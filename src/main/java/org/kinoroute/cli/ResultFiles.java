package org.kinoroute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.kinoroute.store.ObjectStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings the results of a video out of the store. */
@Component
class ResultFiles {

    private final ObjectStore store;
    private final JdbcClient jdbc;

    ResultFiles(ObjectStore store, JdbcClient jdbc) {
        this.store = store;
        this.jdbc = jdbc;
    }

    /** Writes all results beside each other; the MP4 comes last, so that where it is, the others are too. */
    Results fetch(UUID id, Path mp4) {
        double seconds = jdbc.sql("select (metadata ->> 'duration')::double precision from videos where id = :id")
                .param("id", id)
                .query(Double.class)
                .single();
        Results results = new Results(
                mp4,
                OutputFile.beside(mp4, ".jpg"),
                OutputFile.beside(mp4, ".srt"),
                OutputFile.beside(mp4, ".vtt"),
                OutputFile.beside(mp4, ".json"),
                seconds);
        copy(id, "thumbnail.jpg", results.thumbnail());
        copy(id, "captions.srt", results.srt());
        copy(id, "captions.vtt", results.vtt());
        copy(id, "script.json", results.script());
        copy(id, "video.mp4", results.video());
        return results;
    }

    private void copy(UUID id, String name, Path to) {
        Path partial = to.resolveSibling("." + to.getFileName() + ".part");
        try {
            try {
                Files.copy(store.fetch("videos/" + id + "/" + name), partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new Failure(to + ": cannot be written (" + e.getMessage() + ")");
        }
    }
}
