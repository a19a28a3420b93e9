package org.kinoroute.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kinoroute.embedded.DataFolder;

/** What libraries print by themselves, such as a browser's end at Ctrl-C, is not for people: it goes to a file. */
final class Quiet {

    private Quiet() {}

    /**
     * From now on; what is to be told is told by who has asked for the standard error stream before.
     *
     * @throws org.kinoroute.video.Unavailable if the data folder cannot be written to
     */
    static void libraries(Path data) {
        try {
            Files.createDirectories(data);
            System.setErr(new PrintStream(
                    new FileOutputStream(data.resolve("stderr.log").toFile(), true), true, StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A start would come to the same, after its log has said so in a page.
            throw DataFolder.unwritable(data, e);
        }
    }
}
