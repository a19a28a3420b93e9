package org.kinoroute.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
