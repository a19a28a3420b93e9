package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Format;
import org.kinoroute.video.OpenAiServer;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.TestScenes;
import org.kinoroute.video.VisualTask;
import org.springframework.mock.env.MockEnvironment;

class VisualPlannerTest {

    private final VisualPlanner planner = planner("painter");

    @Test
    void aBoardHasTheThemeOfItsSceneOrItsScriptOrTheDefaultOne() {
        assertThat(theme(null, Map.of("title", "x"))).isEqualTo("midnight");
        assertThat(theme("paper", Map.of("title", "x"))).isEqualTo("paper");
        assertThat(theme("paper", Map.of("title", "x", "theme", "chalk"))).isEqualTo("chalk");
    }

    @Test
    void drawingsAreJsonAndAllElseIsPng() {
        assertThat(task(null, "slide", Map.of("title", "x")).key()).matches("visuals/[0-9a-f]{64}\\.json");
        assertThat(task(null, "image", Map.of("prompt", "x")).key()).matches("visuals/[0-9a-f]{64}\\.png");
        assertThat(task(null, "poster", Map.of("name", "x")).key()).matches("visuals/[0-9a-f]{64}\\.png");
    }

    @Test
    void propertiesWithoutAValueAreNoProperties() {
        Map<String, Object> properties = new HashMap<>(Map.of("title", "x"));
        properties.put("subtitle", null);

        assertThat(task(null, "slide", properties).key())
                .isEqualTo(task(null, "slide", Map.of("title", "x")).key());
    }

    /** A picture is paid for: it is made anew only where what the server is asked for has changed. */
    @Test
    void anImageIsTheSameWhateverIsDoneWithIt() {
        String key = task(null, "image", Map.of("prompt", "a lighthouse")).key();

        assertThat(task("paper", "image", Map.of("prompt", "a lighthouse", "motion", "left"))
                        .key())
                .isEqualTo(key);
        assertThat(task(null, "image", Map.of("prompt", "a harbour")).key()).isNotEqualTo(key);
        assertThat(task(null, "image", Map.of("prompt", "a lighthouse", "negative", "people"))
                        .key())
                .isNotEqualTo(key);
        assertThat(planner("sculptor")
                        .tasks(plan(null, "image", Map.of("prompt", "a lighthouse")), Map.of())
                        .of(0)
                        .key())
                .isNotEqualTo(key);
    }

    @Test
    void themesThatThereAreNotAreFoundBeforeAVideoIsAccepted() {
        assertThatThrownBy(() -> planner.check(plan("papr", "slide", Map.of()).script()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("papr")
                .hasMessageContaining("paper");
        assertThatThrownBy(() -> planner.check(
                        plan(null, "chart", Map.of("theme", "nope")).script()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("nope");
        assertThatCode(() -> planner.check(
                        plan("chalk", "slide", Map.of("theme", "mono")).script()))
                .doesNotThrowAnyException();
    }

    private static VisualPlanner planner(String model) {
        ImageProperties images =
                new ImageProperties(model, "", "", "1024x1024", "", Duration.ofSeconds(1), 60, "", 1 << 20);
        return new VisualPlanner(
                Studio.CHAT,
                new CaptionVisual(Studio.BROWSER, VisualProperties.defaults()),
                SampleBoards.BOARDS,
                SampleBoards.THEMES,
                new Images(Studio.BROWSER, new OpenAiServer(new MockEnvironment()), images));
    }

    private Object theme(String ofScript, Map<String, Object> properties) {
        return task(ofScript, "slide", properties).properties().get("theme");
    }

    private VisualTask task(String theme, String kind, Map<String, Object> properties) {
        return planner.tasks(plan(theme, kind, properties), Map.of()).of(0);
    }

    private static Plan plan(String theme, String kind, Map<String, Object> properties) {
        Scene scene = TestScenes.made("words", kind, properties);
        Script script = new Script(
                Format.EXPLAINER,
                "Test",
                "en",
                null,
                List.of(new Participant("Ana")),
                null,
                theme,
                null,
                List.of(scene));
        return new Plan(script, SampleBoards.settings(640, 360, null));
    }
}
