package org.kinoroute.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;

/** Videos as somebody has them who has used Kinoroute for a while. */
record Scenery(String done, String going, String failed) {

    private static final Path PICTURES = Path.of("config/samples/pictures");

    static Scenery fill(StandIn server) {
        try {
            BufferedImage chats =
                    ImageIO.read(Path.of("docs/images/conversa.jpg").toFile());
            BufferedImage boards =
                    ImageIO.read(Path.of("docs/images/visuals.jpg").toFile());
            ObjectNode going = server.video("chat", "Who ate the last pão de queijo?", video -> {
                video.put("status", "processing")
                        .put("stage", "voices")
                        .put("progress", 46)
                        .put("time_left", 35);
                segments(video, 9);
            });
            server.video("explainer", "Why the sky is blue", video -> {});
            server.done("chat", "A Samambaia Jurema", 74, cut(chats, 720, 0, 360, 640));
            ObjectNode done = server.done("explainer", "How a heat pump works", 96, cut(boards, 488, 0, 480, 270));
            details(done);
            server.done("product", "Hillside Mug, thrown by hand", 16, upright("mug-front.jpg"));
            server.done(
                    "story",
                    "The lighthouse keeper who was afraid of the dark",
                    63,
                    Files.readAllBytes(PICTURES.resolve("story-2-dark.jpg")));
            ObjectNode failed = server.video("story", "The fox in the snow", video -> {
                video.put("status", "failed").put("stage", "script").put("error_code", "script");
                String why =
                        "script: the language model did not answer within 180 s; try again, or set another OPENAI_MODEL";
                video.put("error_message", why).put("error", why).put("progress", 4);
            });
            server.done("chat", "Pineapple on pizza", 48, cut(chats, 360, 0, 360, 640))
                    .withArray("degraded")
                    .add("scene 3: the picture cannot be read; a placeholder is shown");
            server.done("explainer", "Where the heat comes from", 42, cut(boards, 976, 278, 480, 270));
            server.done("story", "Morning on the hill", 58, Files.readAllBytes(PICTURES.resolve("story-6-dawn.jpg")));
            return new Scenery(
                    done.path("id").asText(),
                    going.path("id").asText(),
                    failed.path("id").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void segments(ObjectNode video, int count) {
        ArrayNode segments = video.withArray("segments");
        for (int i = 0; i < count; i++) {
            boolean ready = i < count / 2;
            segments.addObject()
                    .put("index", i)
                    .put("visual_type", "chat")
                    .put("audio", ready ? "ready" : "pending")
                    .put("visual", "ready")
                    .put("status", ready ? "ready" : "pending");
        }
        video.put("script", "Who ate the last one?\nNot me. I only ate the first eleven.");
    }

    private static void details(ObjectNode video) {
        video.put(
                "script",
                """
                How can a machine turn one unit of electricity into four units of heat? It does not make heat. It moves it.
                Even on a frosty day the air outside holds warmth. A heat pump collects it, lifts it to a higher temperature, and brings it indoors.
                Four parts work in a circle. The fluid evaporates outside, is compressed, gives off its heat inside, and relaxes again.""");
        ArrayNode timings = video.withArray("timings");
        Object[][] times = {{"script", 6.4}, {"visuals", 4.1}, {"voices", 2.7}, {"assembly", 0.2}, {"compose", 12.9}};
        for (Object[] time : times) {
            timings.addObject().put("stage", (String) time[0]).put("seconds", (double) time[1]);
        }
        ObjectNode cost = (ObjectNode) video.get("cost");
        cost.put("total", 0.0184);
        ArrayNode entries = cost.withArray("entries");
        entries.addObject()
                .put("item", "script")
                .put("provider", "api.openai.com")
                .put("model", "gpt-4o-mini")
                .put("unit", "input_tokens")
                .put("quantity", 4210)
                .put("price", 0.0006);
        entries.addObject()
                .put("item", "script")
                .put("provider", "api.openai.com")
                .put("model", "gpt-4o-mini")
                .put("unit", "output_tokens")
                .put("quantity", 1840)
                .put("price", 0.0011);
        entries.addObject()
                .put("item", "voice 1")
                .put("provider", "api.openai.com")
                .put("model", "tts-1")
                .put("unit", "characters")
                .put("quantity", 1113)
                .put("price", 0.0167);
        video.withArray("degraded")
                .add("scene 7: the formula cannot be drawn: unknown command \\foo; a placeholder is shown");
        video.put("completed_at", Instant.now().toString());
    }

    static byte[] upright(String name) throws IOException {
        BufferedImage picture = ImageIO.read(PICTURES.resolve(name).toFile());
        int width = Math.min(picture.getWidth(), picture.getHeight() * 9 / 16);
        return cut(picture, (picture.getWidth() - width) / 2, 0, width, picture.getHeight());
    }

    private static byte[] cut(BufferedImage from, int x, int y, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(from.getSubimage(x, y, width, height), "jpg", out);
        return out.toByteArray();
    }
}
