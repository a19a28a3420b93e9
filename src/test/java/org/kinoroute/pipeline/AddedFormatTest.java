package org.kinoroute.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.providers.ProviderServer.Answer;
import org.kinoroute.video.Brief;
import org.kinoroute.video.VideoRequest;
import org.kinoroute.video.VideoState;

/** The guide to formats, followed to the letter: one file, and no rebuild. */
class AddedFormatTest {

    private static final String QUIZ =
            """
            {"format": "explainer", "title": "Planets", "language": "en", "scenes": [
              {"text": "Which planet is red?", "slide": {"title": "Which planet is red?"}},
              {"text": "Mars.", "slide": {"title": "Mars", "bullets": ["Iron", "Rust"]}}]}
            """;

    @TempDir
    static Path folder;

    @Test
    void theGuideToFormatsLeadsToAVideo() throws Exception {
        followTheGuide();
        try (ProviderServer server = new ProviderServer();
                Kinoroute kinoroute = new Kinoroute(
                        folder.resolve("data"),
                        "--kinoroute.routes.folder=" + folder,
                        "--kinoroute.model.name=writer",
                        "--camel.component.openai.base-url=" + server.url() + "/v1")) {
            server.on("POST /v1/chat/completions", Answer.json(completion(QUIZ)));
            UUID id = UUID.randomUUID();
            kinoroute
                    .bean(ProducerTemplate.class)
                    .requestBody(
                            "direct:script",
                            new VideoRequest(
                                    id,
                                    "kinoroute",
                                    id.toString(),
                                    VideoRequest.Origin.LOCAL,
                                    null,
                                    brief("quiz", "the planets"),
                                    Kinoroute.SMALL,
                                    0,
                                    List.of()));
            VideoState state = kinoroute.await(id);

            assertThat(state.status()).as(state.errorMessage()).isEqualTo("completed");
            assertThat(state.degraded()).isEmpty();
            assertThat(state.title()).isEqualTo("Planets");
            assertThat(server.requests().get(0).text()).contains("the planets");
            assertThat(kinoroute.result(id, "captions.srt")).content().contains("Mars.");
        }
    }

    private static void followTheGuide() throws Exception {
        String guide = Files.readString(Path.of("docs/extending.md"));
        String chapter = guide.substring(guide.indexOf("## Add a format"), guide.indexOf("## Replace a step"));
        Matcher file = Pattern.compile("Put it into `config/routes/(\\S+)`:\n\n```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(chapter);
        assertThat(file.find()).isTrue();
        Files.writeString(folder.resolve(file.group(1)), file.group(2));
    }

    private static Brief brief(String format, String prompt) {
        return new Brief(
                format, prompt, null, null, null, null, null, null, null, null, null, null, 0, 0, null, null, null,
                null, null, null);
    }

    private static String completion(String content) {
        return "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"writer\",\"choices\":[{\"index\":0,"
                + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
                + new TextNode(content) + "}}]}";
    }
}
