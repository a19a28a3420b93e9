package org.kinoroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kinoroute.docs.SettingsPage.Setting;
import org.kinoroute.routes.RoutesPage;

class GeneratedDocsTest {

    @Test
    void theTableOfRoutesIsUpToDate() throws IOException {
        compare(Path.of("docs/routes.md"), new RoutesPage().text());
    }

    @Test
    void theTableOfSettingsIsUpToDate() throws IOException {
        compare(Path.of("docs/settings.md"), new SettingsPage().text());
    }

    @Test
    void everySettingSaysWhatItMeans() throws IOException {
        SettingsPage page = new SettingsPage();

        assertThat(page.settings())
                .allSatisfy(setting ->
                        assertThat(setting.meaning()).as(setting.name()).isNotBlank());
        assertThat(page.settings()).extracting(Setting::name).containsAll(page.keysOfApplicationYaml());
    }

    @Test
    void everySettingIsSaidOnce() throws IOException {
        assertThat(new SettingsPage().names()).doesNotHaveDuplicates();
    }

    /** A row names a file, or the first and the last of several. */
    @Test
    void theReadmeTellsOfEveryRouteFile() throws IOException {
        Pattern link = Pattern.compile("\\(src/main/resources/routes/([^)]+)\\)( to )?");
        List<String> files = new RoutesPage().files();
        Set<String> told = new TreeSet<>();
        for (String row : Files.readAllLines(Path.of("README.md"))) {
            if (!row.startsWith("| [`")) {
                continue;
            }
            String from = null;
            for (MatchResult found : link.matcher(row).results().toList()) {
                String file = found.group(1);
                assertThat(files).contains(file);
                told.addAll(from == null ? List.of(file) : files.subList(files.indexOf(from), files.indexOf(file) + 1));
                from = found.group(2) == null ? null : file;
            }
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void aFileOfRoutesIsOneBoxOfTheirPicture() {
        assertThat(Pattern.compile("subgraph (\\w+)\\[")
                        .matcher(new RoutesPage().text())
                        .results()
                        .map(box -> box.group(1)))
                .hasSameSizeAs(new RoutesPage().files())
                .doesNotHaveDuplicates();
    }

    private static void compare(Path file, String text) throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, text);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file))
                .as("%s is not up to date; renew it: mvn -Dtest=GeneratedDocsTest -Ddocs.update=true test", file)
                .isEqualTo(text);
    }
}
