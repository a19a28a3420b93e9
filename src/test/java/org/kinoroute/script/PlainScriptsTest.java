package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;

/** Scripts that are put together without a language model. */
class PlainScriptsTest {

    private static final String STORY =
            "A fox lived at the edge of the wood. Every evening she looked at the lights of the town. One night, when the"
                    + " snow was deep, she went there. A child saw her at the window, and neither of them moved. In the"
                    + " morning there were tracks in the snow. They led to the house, and they led back. Nobody but the"
                    + " child knew whose they were. And the child said nothing, for some things are kept.";

    private final Writers writers = Writers.withoutModel();

    private Script write(Brief brief) {
        return writers.scripts.finish(writers.plain.write(brief), brief);
    }

    @Test
    void aProductIsToldByItsDetailsAndEndsWithItsCard() {
        Brief brief = Briefs.product(
                "Hill & Dale <mug> {{price}}",
                "Keeps tea warm for three hours. Made by hand in Porto. Fits every cup holder. Dishwasher safe. It comes"
                        + " in six colours and in a box that is made of paper, with a ribbon around it, for your friends.",
                "€24.90",
                "assets/a.jpg",
                "assets/b.mp4",
                "assets/c.png");

        Script script = write(brief);

        assertThat(script.title()).isEqualTo("Hill & Dale <mug> {{price}}");
        assertThat(script.scenes())
                .extracting(s -> s.visual().kind())
                .containsExactly("photo", "clip", "photo", "slide");
        assertThat(script.scenes())
                .extracting(s ->
                        s.visual().file() == null ? null : s.visual().file().location())
                .containsExactly("assets/a.jpg", "assets/b.mp4", "assets/c.png", null);
        assertThat(script.scenes().get(0).text())
                .isEqualTo("Looking for something good? Meet Hill & Dale <mug> {{price}}.");
        assertThat(script.scenes().get(1).text()).startsWith("Keeps tea warm for three hours.");
        assertThat(script.scenes().get(3).text())
                .isEqualTo("Hill & Dale <mug> {{price}}, for €24.90. Get yours today.");
        assertThat(script.scenes().get(3).visual().properties())
                .containsEntry("price", "€24.90")
                .containsEntry("layout", "card");
        assertThat(words(script)).isBetween(20, 50);
        assertThat(write(brief)).isEqualTo(script);
    }

    @Test
    void aProductWithoutPhotosShowsItsTitle() {
        Script script = write(Briefs.product("Mug", "Keeps tea warm.", null));

        assertThat(script.scenes()).extracting(s -> s.visual().kind()).containsOnly("slide");
        assertThat(script.scenes().get(0).visual().properties()).containsEntry("layout", "title");
        assertThat(script.scenes().get(2).visual().properties())
                .containsEntry("layout", "card")
                .doesNotContainKey("price");
        assertThat(script.scenes().get(2).text()).isEqualTo("Get yours today.");
    }

    private static String told(Script script) {
        return script.scenes().stream().map(Scene::text).collect(Collectors.joining(" "));
    }

    @Test
    void aStoryIsToldWordForWordOverSixPictures() {
        Script script = write(Briefs.story(STORY, "watercolor"));

        assertThat(script.scenes()).hasSize(6);
        assertThat(told(script)).isEqualTo(STORY);
        assertThat(script.scenes()).allSatisfy(scene -> {
            assertThat(scene.visual().kind()).isEqualTo("image");
            assertThat((String) scene.visual().properties().get("prompt"))
                    .startsWith(scene.text())
                    .contains("watercolour painting");
        });
    }

    @Test
    void aStoryIsToldOverThePicturesThatCameWithIt() {
        Script script = write(Briefs.story(STORY, null, "assets/1.png", "assets/2.png", "assets/3.png"));

        assertThat(script.scenes())
                .extracting(s -> s.visual().file().location())
                .containsExactly("assets/1.png", "assets/2.png", "assets/3.png");
        assertThat(told(script)).isEqualTo(STORY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "One.",
                "One sentence that is rather long, has a clause, and goes on for a good while without ever ending",
                "word word word word word word word word word word word word word word word word word word word",
                "一つ目の文です。二つ目の文です。三つ目の文です。四つ目の文です。五つ目の文です。六つ目の文です。七つ目の文です。",
                STORY
            })
    void partsKeepEveryWord(String text) {
        for (int count = 1; count < 9; count++) {
            List<String> parts = Narration.parts(text, count);

            assertThat(parts).hasSizeLessThanOrEqualTo(count).noneMatch(String::isBlank);
            assertThat(parts.stream().map(p -> p.replaceAll("\\s", "")).collect(Collectors.joining()))
                    .isEqualTo(text.replaceAll("\\s", ""));
        }
        assertThat(Narration.parts(STORY, 7)).hasSize(7);
    }

    private static int words(Script script) {
        return script.scenes().stream()
                .map(Scene::text)
                .mapToInt(t -> t.split("\\s+").length)
                .sum();
    }
}
