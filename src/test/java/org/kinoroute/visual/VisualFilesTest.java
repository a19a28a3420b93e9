package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.CaptionCards;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;

class VisualFilesTest {

    private final List<Path> folders = new ArrayList<>();

    private final VisualFiles files = new VisualFiles(
            new ChatVisual(Studio.BROWSER, Studio.STORE, VisualProperties.defaults()) {
                @Override
                public ChatLayout render(Script script, Settings settings, Path directory) {
                    folders.add(directory);
                    throw new Problem("no chat today");
                }
            },
            new CaptionVisual(Studio.BROWSER, VisualProperties.defaults()) {
                @Override
                public CaptionCards render(
                        Map<Integer, List<String>> words, String language, Settings settings, Path directory) {
                    folders.add(directory);
                    return super.render(words, language, settings, directory);
                }
            },
            null,
            null);

    @Test
    void aDrawingThatFailsLeavesNothingBehind() {
        Plan plan = new Plan(
                Studio.chat("en", null, Scene.message("Ana", "Hello")),
                SampleBoards.settings(640, 360, "no-such-style"));

        assertThatThrownBy(() -> files.chat(plan)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> files.captions(plan, Map.of(0, List.of("Hello"))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no-such-style");
        assertThat(folders).hasSize(2).allSatisfy(folder -> assertThat(folder).doesNotExist());
    }
}
