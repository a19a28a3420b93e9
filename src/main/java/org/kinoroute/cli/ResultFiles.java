package org.kinoroute.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.VideoRequest.LocalFile;
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

    /**
     * Writes all results beside each other; the MP4 comes last, so that where it is, the others are too.
     *
     * @param own the maker's files, by whose paths the script names them again
     */
    Results fetch(UUID id, Path mp4, List<LocalFile> own) {
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
        write(results.script(), partial -> Files.writeString(partial, script(id, own)));
        copy(id, "video.mp4", results.video());
        return results;
    }

    private String script(UUID id, List<LocalFile> own) throws IOException {
        String script = Files.readString(store.fetch("videos/" + id + "/script.json"));
        for (LocalFile file : own) {
            String path = file.path().toAbsolutePath().normalize().toString();
            script = script.replace(quoted(file.key()), quoted(path));
        }
        return script;
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private void copy(UUID id, String name, Path to) {
        Path stored = store.fetch("videos/" + id + "/" + name);
        write(to, partial -> Files.copy(stored, partial, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Makes a file. */
    private interface Maker {
        void make(Path file) throws IOException;
    }

    private static void write(Path to, Maker maker) {
        Path partial = to.resolveSibling("." + to.getFileName() + ".part");
        try {
            try {
                maker.make(partial);
                Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new Failure(to + ": cannot be written (" + e.getMessage() + ")");
        }
    }
}
