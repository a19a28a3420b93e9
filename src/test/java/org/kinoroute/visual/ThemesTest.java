package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Problem;

class ThemesTest {

    private static final Pattern VARIABLE = Pattern.compile("(?m)^ {2}(--[a-z0-9-]+):");

    private final Themes themes = SampleBoards.THEMES;

    @Test
    void eachThemeSaysAllThatTheDefaultOneSays() {
        assertThat(themes.names()).contains("aurora", "chalk", "midnight", "mono", "paper", "sunrise");
        assertThat(themes.names())
                .allSatisfy(name -> assertThat(variables(name)).isEqualTo(variables("midnight")));
    }

    @Test
    void anUnknownThemeIsAProblemThatNamesNearOnes() {
        assertThatThrownBy(() -> themes.check("midnigth"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("\"midnigth\"")
                .hasMessageContaining("midnight");
        for (String trick : new String[] {"", "../captions/bold", "midnight.css", "a\nb", "/etc/passwd"}) {
            assertThatThrownBy(() -> themes.check(trick)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void noneIsTheDefaultOne() {
        themes.check(null);
        assertThat(themes.orDefault(null)).isEqualTo("midnight");
        assertThat(themes.orDefault("paper")).isEqualTo("paper");
    }

    private Set<String> variables(String theme) {
        Set<String> variables = new TreeSet<>();
        var found = VARIABLE.matcher(new String(themes.css(theme), StandardCharsets.UTF_8));
        while (found.find()) {
            variables.add(found.group(1));
        }
        return variables;
    }
}
