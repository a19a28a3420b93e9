package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Estimates;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.VideoRequest;

/** The intake as the routes of the API call it. */
class IntakeRouteTest {

    private static final String STORY = "{\"script\": {\"format\": \"story\", \"scenes\": [{\"text\": \"A cat, null.\","
            + " \"photo\": \"cat.webp\"}]}, \"size\": \"480x270\", \"fps\": 10, \"callback_url\": \"https://example.org\"}";

    @TempDir
    Path folder;

    @Test
    void aSubmissionBecomesAVideoOfItsOwner() throws Exception {
        try (Kinoroute kinoroute = new Kinoroute(folder.resolve("data"))) {
            ProducerTemplate door = kinoroute.bean(ProducerTemplate.class);
            Object estimate =
                    send(door, "direct:intake-estimate", STORY).getMessage().getBody();
            assertThat(((Estimates.Estimate) estimate).scenes()).isEqualTo(1);

            // In one exchange, as the API does: with it go the files that were uploaded.
            kinoroute.camel().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:test-submit")
                            .to("direct:intake")
                            .setProperty("request", body())
                            .to("direct:script");
                }
            });
            VideoRequest request = send(door, "direct:test-submit", STORY).getProperty("request", VideoRequest.class);
            assertThat(kinoroute
                            .sql()
                            .sql(
                                    "select owner, callback_url, request ->> 'size' size, format from videos where id = :id")
                            .param("id", request.id())
                            .query()
                            .singleRow())
                    .containsEntry("owner", "ana")
                    .containsEntry("callback_url", "https://example.org")
                    .containsEntry("size", "480x270")
                    .containsEntry("format", "story");
            assertThat(kinoroute.await(request.id()).status()).isEqualTo("completed");

            Exchange wrong = send(door, "direct:intake-estimate", STORY.replace("cat.webp", "/etc/passwd"));
            assertThatThrownBy(() -> {
                        throw wrong.getException();
                    })
                    .isInstanceOfSatisfying(
                            FieldProblem.class, e -> assertThat(e.field()).isEqualTo("script"));
            assertThat(send(door, "direct:intake", null).getException()).hasMessageStartingWith("the body is");
        }
    }

    private static Exchange send(ProducerTemplate door, String uri, String json) {
        Path cat = Path.of("config/samples/pictures/cat-sticker.webp");
        return door.request(uri, exchange -> {
            exchange.setProperty("files", Map.of("cat.webp", cat));
            exchange.getMessage().setHeader("owner", "ana");
            exchange.getMessage().setBody(json);
        });
    }
}
