package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Format;
import org.kinoroute.video.Problem;

class ScriptWritersTest {

    private final ScriptWriters with = Writers.withModel().writers;
    private final ScriptWriters without = Writers.withoutModel().writers;

    @ParameterizedTest
    @EnumSource(Format.class)
    void aPromptNeedsAModelAndSaysWhichSettingsAreMissing(Format format) {
        Brief brief = Briefs.prompted(format, "Something about the sea");

        assertThatCode(() -> with.check(brief)).doesNotThrowAnyException();
        assertThatThrownBy(() -> without.check(brief))
                .isExactlyInstanceOf(Problem.class)
                .hasMessageStartingWith("a prompt needs a language model, and none is configured: set OPENAI_API_KEY or"
                        + " OPENAI_BASE_URL, and OPENAI_MODEL. A ready script (--script FILE) works without");
    }

    @Test
    void whatIsGivenInFullNeedsNone() {
        Brief product = Briefs.product("Mug", "It keeps tea warm.", null);
        Brief story = Briefs.story("Once upon a time. The end.", null);

        assertThatCode(() -> without.check(product)).doesNotThrowAnyException();
        assertThatCode(() -> without.check(story)).doesNotThrowAnyException();
        assertThat(without.asksModel(product)).isFalse();
        assertThat(with.asksModel(product)).isTrue();
        assertThat(with.asksModel(story)).isTrue();
        // Text and pictures: there is nothing left to be written.
        assertThat(with.asksModel(Briefs.story("Once. The end.", null, "assets/a.png")))
                .isFalse();
    }

    @Test
    void aServerOfOnesOwnNeedsNoKeyAndAKeyNoServer() {
        assertThat(new LanguageModel("m", "", "http://127.0.0.1:1/v1").isConfigured())
                .isTrue();
        assertThat(new LanguageModel("m", "key", "").isConfigured()).isTrue();
        assertThat(new LanguageModel("m", "", "").isConfigured()).isFalse();
        assertThat(new LanguageModel("", "key", "").isConfigured()).isFalse();
        assertThat(new LanguageModel("m", "key", "").provider()).isEqualTo("api.openai.com");
    }

    @Test
    void saysWhatIsWrongWithABrief() {
        assertThatThrownBy(() -> with.check(Briefs.chat("x", "Ana")))
                .hasMessage("a chat needs two; name both, or nobody");
        assertThatThrownBy(() -> with.check(Briefs.chat("x", "Ana", "Ana"))).hasMessage("names must differ");
        assertThatThrownBy(() -> with.check(Briefs.explainer(" ")))
                .hasMessage("explainer: there is nothing to explain; give the source text, or a prompt");
        assertThatThrownBy(() -> with.check(Briefs.product("Mug", null, null)))
                .hasMessage("product: description is missing; say what the product is");
        assertThatThrownBy(() -> with.check(Briefs.story("x", "comik")))
                .hasMessage("style: there is no style \"comik\"; did you mean comic?");
        String[] seven =
                IntStream.range(0, 7).mapToObj(i -> "assets/" + i + ".jpg").toArray(String[]::new);
        assertThatThrownBy(() -> with.check(Briefs.product("Mug", "Warm.", null, seven)))
                .hasMessage("product: 7 photos and clips are too many for 15 seconds; leave some out (6 at most), or"
                        + " make it longer");
        assertThatThrownBy(() -> with.check(Briefs.explainer("x".repeat(60_001))))
                .hasMessage(
                        "the text has 60,001 characters; shorten it (60,000 at most), or make several videos of it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cinematic", "anime", "realistic", "watercolor", "cyberpunk", "minimalist", "fantasy", "comic"})
    void theStylesThatPeopleKnowAreThere(String style) {
        Style found = new Styles(ScriptProperties.defaults()).get(style);

        assertThat(found.name()).isNotBlank();
        assertThat(found.description()).endsWith(".");
        assertThat(found.prompt()).hasSizeGreaterThan(40).doesNotContain("\n");
        assertThat(found.negative()).contains("watermark");
    }
}
