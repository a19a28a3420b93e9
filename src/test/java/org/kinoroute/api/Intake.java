package org.kinoroute.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.camel.builder.RouteBuilder;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;
import org.kinoroute.video.Estimates;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Prices;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Unavailable;
import org.kinoroute.video.VideoRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Stands in for the room that reads submissions: ready scripts of small videos, and nothing else. */
@Configuration(proxyBeanMethods = false)
class Intake {

    static boolean isNeeded() {
        return Intake.class.getResource("/routes/09-intake.camel.yaml") == null;
    }

    @Bean
    RouteBuilder intakeRoutes(ObjectMapper json, Environment environment, Prices prices) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:intake").process(exchange -> exchange.getMessage()
                        .setBody(request(
                                json.readTree(exchange.getMessage().getBody(byte[].class)),
                                exchange.getMessage().getHeader("owner", String.class))));
                from("direct:intake-estimate").to("direct:intake").process(exchange -> exchange.getMessage()
                        .setBody(new Estimates(environment, prices)
                                .of(exchange.getMessage().getBody(VideoRequest.class))));
            }
        };
    }

    private static VideoRequest request(JsonNode submission, String owner) throws IOException {
        if (submission.has("theme")
                && !List.of("light", "dark").contains(submission.get("theme").asText())) {
            throw new FieldProblem("theme", "there is no such theme; write light or dark");
        } else if (!submission.has("script")) {
            throw new Unavailable("A prompt needs a language model: set OPENAI_API_KEY; a script works without");
        }
        Script script = new ScriptReader(ScriptProperties.defaults())
                .read(submission.get("script").toString().getBytes("UTF-8"), "script", null, ScriptRequest.none())
                .script();
        UUID id = UUID.randomUUID();
        return new VideoRequest(
                id,
                "kinoroute",
                id.toString(),
                new VideoRequest.Origin(owner, null, submission.toString()),
                submission.has("title")
                        ? new Script(
                                script.format(),
                                submission.get("title").asText(),
                                script.language(),
                                script.me(),
                                script.participants(),
                                script.chat(),
                                script.theme(),
                                script.style(),
                                script.scenes())
                        : script,
                null,
                new Settings(270, 480, 10, Settings.Layout.SCROLL, 4, 0.2, 0.3, 0.1, 0.3, true, null, null, null, 7),
                0,
                List.of());
    }
}
