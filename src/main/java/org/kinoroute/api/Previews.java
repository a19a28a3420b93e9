package org.kinoroute.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.VideoRequest;
import org.springframework.stereotype.Component;

/** What a picture of a chat needs, as far as somebody has written it. */
@Component("previews")
public class Previews {

    /** More do not fit into any frame. */
    private static final int SHOWN = 40;

    private final ObjectMapper json;

    public Previews(ObjectMapper json) {
        this.json = json;
    }

    /** The same as a submission. */
    public byte[] submission(byte[] body) throws IOException {
        ObjectNode submission = (ObjectNode) json.readTree(body);
        submission.put("format", "chat").put("background", "none");
        return json.writeValueAsBytes(submission);
    }

    /** The chat's end. */
    public Plan end(VideoRequest request) {
        Script script = request.script();
        int from = Math.max(0, script.scenes().size() - SHOWN);
        List<Scene> scenes = IntStream.range(from, script.scenes().size())
                .mapToObj(i -> without(script.scenes().get(i), from))
                .toList();
        return new Plan(
                new Script(
                        script.format(),
                        script.title(),
                        script.language(),
                        script.me(),
                        script.participants(),
                        script.chat(),
                        script.theme(),
                        script.style(),
                        scenes),
                request.settings());
    }

    /** A scene whose index was counted from another beginning. */
    private static Scene without(Scene scene, int earlier) {
        Integer quoted = scene.replyTo() == null || scene.replyTo() < earlier ? null : scene.replyTo() - earlier;
        return new Scene(
                scene.kind(),
                scene.from(),
                scene.text(),
                scene.say(),
                scene.language(),
                scene.time(),
                scene.status(),
                quoted,
                scene.reactions(),
                scene.media(),
                scene.seconds(),
                scene.forwarded(),
                scene.edited(),
                scene.visual());
    }

    /** Index of the last message. */
    public int last(ChatLayout layout) {
        return layout.rows().size() - 1;
    }
}
