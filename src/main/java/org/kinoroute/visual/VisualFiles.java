package org.kinoroute.visual;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.kinoroute.video.CaptionCards;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Drawing;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sheet;
import org.kinoroute.video.TemporaryFiles;
import org.kinoroute.video.VisualTask;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Has visuals drawn into files, for the routes that store them. */
@Component("visualFiles")
public class VisualFiles {

    private final ChatVisual chat;
    private final CaptionVisual captions;
    private final BoardVisual boards;
    private final PlaceholderVisual placeholders;

    public VisualFiles(ChatVisual chat, CaptionVisual captions, BoardVisual boards, PlaceholderVisual placeholders) {
        this.chat = chat;
        this.captions = captions;
        this.boards = boards;
        this.placeholders = placeholders;
    }

    /**
     * What came of drawing.
     *
     * @param layout what is to be known of the sheets: a {@link ChatLayout}, {@link CaptionCards} or {@link Drawing}
     * @param sheets to be stored under their keys
     * @param folder in which their files lie
     */
    public record Drawn(Object layout, List<SheetFile> sheets, Path folder) {}

    /** A sheet's picture before it is stored. */
    public record SheetFile(String key, File file) {}

    /** Draws a whole chat. */
    public Drawn chat(Plan plan) throws IOException {
        return drawn("kinoroute-chat", folder -> {
            ChatLayout layout = chat.render(plan.script(), plan.settings(), folder);
            return drawn(layout, layout.sheets(), folder);
        });
    }

    /** Draws the caption cards of a video. */
    public Drawn captions(Plan plan, Map<Integer, List<String>> words) throws IOException {
        return drawn("kinoroute-captions", folder -> {
            CaptionCards cards = captions.render(words, plan.script().language(), plan.settings(), folder);
            return drawn(cards, cards.sheets(), folder);
        });
    }

    /** Draws a slide, a diagram, a chart, code or a formula. */
    public Drawn drawing(VisualTask task, Plan plan) throws IOException {
        return drawn("kinoroute-board", folder -> {
            Drawing drawing = boards.render(VisualPlanner.order(task, plan), task.key(), folder);
            return drawn(drawing, drawing.sheets(), folder);
        });
    }

    /** Draws into a folder of its own, which does not outlive a drawing that fails. */
    private static Drawn drawn(String name, Function<Path, Drawn> drawing) throws IOException {
        Path folder = TemporaryFiles.directory(name);
        try {
            return drawing.apply(folder);
        } catch (RuntimeException e) {
            FileSystemUtils.deleteRecursively(folder);
            throw e;
        }
    }

    private static Drawn drawn(Object layout, List<Sheet> sheets, Path folder) {
        List<SheetFile> files = IntStream.range(0, sheets.size())
                .mapToObj(i -> new SheetFile(
                        sheets.get(i).key(),
                        folder.resolve("sheet-" + i + ".png").toFile()))
                .toList();
        return new Drawn(layout, files, folder);
    }

    /** Removes the files of a drawing. */
    public void discard(Drawn drawn) throws IOException {
        FileSystemUtils.deleteRecursively(drawn.folder());
    }

    /** Draws what stands in for a visual that could not be made. */
    public byte[] placeholder(VisualTask task, String reason, Plan plan) {
        Settings settings = plan.settings();
        try {
            Path file = TemporaryFiles.file("kinoroute-placeholder", ".png");
            try {
                placeholders.render(task.kind(), reason, settings.width(), settings.height(), file);
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
