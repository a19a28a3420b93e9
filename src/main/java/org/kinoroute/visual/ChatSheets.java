package org.kinoroute.visual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Plan;
import org.springframework.stereotype.Component;

/** Has a chat drawn, for the route that stores what comes of it. */
@Component("chatSheets")
public class ChatSheets {

    private final ChatVisual visual;

    public ChatSheets(ChatVisual visual) {
        this.visual = visual;
    }

    /**
     * What came of drawing a chat.
     *
     * @param files one for each sheet of the layout, to be stored under the sheets' keys
     */
    public record Drawn(ChatLayout layout, List<SheetFile> files) {}

    /** A sheet's picture before it is stored. */
    public record SheetFile(String key, Path path) {}

    /** Draws the chat into files that go with the process, or earlier. */
    public Drawn draw(Plan plan) {
        try {
            Path folder = Files.createTempDirectory("kinoroute-sheets");
            ChatLayout layout = visual.render(plan.script(), plan.settings(), folder);
            return new Drawn(
                    layout,
                    IntStream.range(0, layout.sheets().size())
                            .mapToObj(i ->
                                    new SheetFile(layout.sheets().get(i).key(), folder.resolve("sheet-" + i + ".png")))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the files of a drawing. */
    public void discard(Drawn drawn) throws IOException {
        for (SheetFile file : drawn.files()) {
            Files.deleteIfExists(file.path());
        }
        if (!drawn.files().isEmpty()) {
            Files.deleteIfExists(drawn.files().get(0).path().getParent());
        }
    }
}
