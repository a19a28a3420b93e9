package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.kinoroute.api.Segments;
import org.kinoroute.video.Unavailable;
import org.springframework.stereotype.Component;

/** The text-to-video service: a text in, a job out, and its segments to be watched. */
@Component("systemB")
public class SystemB {

    /** What every system says that cannot write without a language model. */
    static final String NO_MODEL = "this needs a language model, and none is configured: set OPENAI_API_KEY or"
            + " OPENAI_BASE_URL, and OPENAI_MODEL";

    private final Progress progress;
    private final Segments segments;

    SystemB(Progress progress, Segments segments) {
        this.progress = progress;
        this.segments = segments;
    }

    /** What was sent, as the intake takes it. */
    public String submission(String body, boolean hasModel) {
        ObjectNode asked = Asked.object(body);
        String text = Asked.required(asked, "source_text");
        if (!hasModel) {
            throw new Unavailable(NO_MODEL);
        }
        return Asked.object()
                .put("format", "explainer")
                .put("source_text", text)
                .toString();
    }

    public Answer accepted(Object id) {
        return Answer.of(202, Answer.object("job_id", id.toString(), "status", "pending"));
    }

    /** @param base of links that work from elsewhere */
    public Answer status(String id, String owner, boolean admin, String base) {
        return Ids.id(id)
                .flatMap(progress::of)
                .filter(video -> admin || video.owner().equals(owner))
                .map(video -> Answer.of(
                        200,
                        Answer.object(
                                "job_id",
                                video.id().toString(),
                                "status",
                                video.status(),
                                "progress",
                                (int) video.progress(),
                                "segments",
                                segments.of(video.id()),
                                "video_url",
                                PublicAddress.absolute(base, video.link("video.mp4")),
                                "error",
                                video.error())))
                .orElseGet(() -> Answer.of(404, error("Job not found", null)));
    }

    public Answer failure(Throwable cause) {
        return Answer.of(Failures.status(cause), error(Failures.words(cause), Failures.field(cause)));
    }

    private static Map<String, Object> error(String words, String field) {
        return field == null
                ? Answer.object("error", words, "detail", words)
                : Answer.object("error", words, "detail", words, "field", field);
    }
}
