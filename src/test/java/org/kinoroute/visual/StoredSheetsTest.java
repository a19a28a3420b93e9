package org.kinoroute.visual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.visual.VisualFiles.Drawn;
import org.kinoroute.visual.VisualFiles.SheetFile;

/** The route that stores what was drawn, before a store that a test makes fail. */
class StoredSheetsTest {

    private static final Pattern ROUTE =
            Pattern.compile("- route:\n    id: visuals-store-sheets\n.*?(?=\n- route:)", Pattern.DOTALL);

    @TempDir
    Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> stored = new ArrayList<>();
    private boolean down;

    @BeforeEach
    void start() throws Exception {
        camel.disableJMX();
        camel.getRegistry().bind("visualFiles", new VisualFiles(null, null, null, null));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:store").process(exchange -> {
                    if (down && !stored.isEmpty()) {
                        throw new IOException("the store is down");
                    }
                    assertThat(exchange.getMessage().getBody(java.io.File.class))
                            .exists();
                    stored.add(exchange.getMessage().getHeader("CamelAwsS3Key", String.class));
                });
            }
        });
        Matcher route = ROUTE.matcher(Files.readString(Path.of("src/main/resources/routes/30-visuals.camel.yaml")));
        assertThat(route.find()).isTrue();
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString(
                        "sheets.camel.yaml",
                        route.group().replace("aws2-s3:{{kinoroute.store.bucket}}", "direct:store")));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private Exchange store() throws IOException {
        Path drawn = Files.createDirectory(folder.resolve("drawn"));
        Path one = Files.writeString(drawn.resolve("sheet-0.png"), "one");
        Path other = Files.writeString(drawn.resolve("sheet-1.png"), "other");
        Drawn all = new Drawn(
                Map.of("width", 7),
                List.of(new SheetFile("a", one.toFile()), new SheetFile("b", other.toFile())),
                drawn);
        try (var template = camel.createProducerTemplate()) {
            return template.send("direct:visuals-store-sheets", exchange -> exchange.getMessage()
                    .setBody(all));
        }
    }

    @Test
    void sheetsAreStoredAndTheirFilesGo() throws IOException {
        Exchange done = store();

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).isEqualTo("{\"width\":7}");
        assertThat(stored).containsExactly("a", "b");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theirFilesGoWhereTheStoreIsDownTooAndTheCallerIsTold() throws IOException {
        down = true;

        assertThat(store().getException()).hasMessageContaining("the store is down");
        assertThat(stored).containsExactly("a");
        assertThat(folder).isEmptyDirectory();
    }
}
