package org.kinoroute.cli;

import java.nio.file.Path;
import java.util.List;

/** The files of a video, side by side, and how long it lasts. */
record Results(Path video, double seconds) {

    Path thumbnail() {
        return beside(".jpg");
    }

    Path srt() {
        return beside(".srt");
    }

    Path vtt() {
        return beside(".vtt");
    }

    Path script() {
        return beside(".json");
    }

    List<Path> all() {
        return List.of(video, thumbnail(), srt(), vtt(), script());
    }

    /** Where a result is written to, before it takes its place. */
    static Path partial(Path result) {
        return result.resolveSibling("." + result.getFileName() + ".part");
    }

    private Path beside(String ending) {
        String name = video.getFileName().toString();
        return video.resolveSibling(name.substring(0, name.length() - ".mp4".length()) + ending);
    }
}
