package org.kinoroute.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Causes;
import org.kinoroute.video.VideoRequest.LocalFile;
import org.kinoroute.video.Videos;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings the results of a video out of the store. */
@Component
class ResultFiles {

    private final ObjectStore store;
    private final Videos videos;
    private final JdbcClient jdbc;

    ResultFiles(ObjectStore store, Videos videos, JdbcClient jdbc) {
        this.store = store;
        this.videos = videos;
        this.jdbc = jdbc;
    }

    /**
     * Writes all results beside each other: all of them, or none.
     *
     * @param own the maker's files, by whose paths the script names them again
     */
    Results deliver(UUID id, Path mp4, List<LocalFile> own) {
        double seconds = jdbc.sql("select video_seconds(metadata) from videos where id = :id")
                .param("id", id)
                .query(Double.class)
                .single();
        Results results = new Results(mp4, seconds);
        Map<Path, Path> written = new LinkedHashMap<>();
        try {
            Files.createDirectories(mp4.getParent());
            Path script = partial(written, results.script());
            Files.writeString(script, script(id, own));
            copy(id, "thumbnail.jpg", partial(written, results.thumbnail()));
            copy(id, "captions.srt", partial(written, results.srt()));
            copy(id, "captions.vtt", partial(written, results.vtt()));
            copy(id, "video.mp4", partial(written, results.video()));
            for (Map.Entry<Path, Path> file : written.entrySet()) {
                Files.move(
                        file.getValue(),
                        file.getKey(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw Causes.isFullDisk(e)
                    ? OutputFile.full(mp4)
                    : new Failure(mp4 + ": cannot be written: " + Causes.of(e));
        } finally {
            written.values().forEach(ResultFiles::discard);
        }
        videos.deliver(id);
        return results;
    }

    private static Path partial(Map<Path, Path> written, Path result) {
        Path partial = Results.partial(result);
        written.put(result, partial);
        return partial;
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            // What cannot be written to cannot be cleared either; it says so already.
        }
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

    private void copy(UUID id, String name, Path to) throws IOException {
        Files.copy(store.fetch("videos/" + id + "/" + name), to, StandardCopyOption.REPLACE_EXISTING);
    }
}
