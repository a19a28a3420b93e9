package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;

/** The story video dashboard: a story, its look and its voice in, a record out. */
@Component("systemD")
public class SystemD {

    private static final String NARRATOR = "narrator";
    private static final int LONGEST_TITLE = 200;

    private final Progress progress;

    SystemD(Progress progress) {
        this.progress = progress;
    }

    /**
     * What was sent, as the intake takes it.
     *
     * @param styles names of all that there are
     */
    public String submission(String body, List<String> styles) {
        ObjectNode asked = Asked.object(body);
        ObjectNode submission = Asked.object()
                .put("format", "story")
                .put("title", Asked.required(asked, "title"))
                .put("source_text", Asked.required(asked, "script"));
        String style = Asked.text(asked, "style");
        if (style != null && !styles.contains(style)) {
            throw new FieldProblem("style", "Invalid style: " + style);
        } else if (style != null) {
            submission.put("style", style);
        }
        String voice = Asked.text(asked, "voice");
        if (voice != null) {
            submission.putObject("voices").put(NARRATOR, voice);
        }
        words(submission, "keywords", Asked.texts(asked, "keywords"));
        words(submission, "negative_keywords", Asked.texts(asked, "negative_keywords"));
        String size = Asked.text(asked, "size");
        if (size != null) {
            submission.put("size", size);
        }
        JsonNode duration = asked.path("duration");
        if (duration.isNumber()) {
            submission.set("duration", duration);
        } else if (!duration.isMissingNode() && !duration.isNull()) {
            throw new FieldProblem("duration", "duration is no number of seconds");
        }
        return submission.toString();
    }

    private static void words(ObjectNode submission, String name, List<String> words) {
        if (!words.isEmpty()) {
            words.forEach(submission.putArray(name)::add);
        }
    }

    /** What was asked for when a video was made, to be made anew; null: there is no such video. */
    public String again(String id, String owner, boolean admin) {
        return Ids.id(id)
                .flatMap(progress::of)
                .filter(video -> admin || video.owner().equals(owner))
                .map(video -> {
                    if (!(video.request() instanceof ObjectNode request)) {
                        throw new Problem("this video was not made through the API; hand its script in again");
                    }
                    String title = video.title() + " (Regenerated)";
                    return request.put("title", title.substring(0, Math.min(LONGEST_TITLE, title.length())))
                            .toString();
                })
                .orElse(null);
    }

    /** A video that has just been accepted. */
    public Answer record(UUID id) {
        Progress.Standing video = progress.of(id).orElseThrow();
        JsonNode asked = video.request() == null ? Asked.object() : video.request();
        String voice = asked.path("voices").path(NARRATOR).asText(null);
        return Answer.of(
                200,
                Answer.object(
                        "id",
                        id.toString(),
                        "title",
                        video.title(),
                        "script",
                        asked.path("source_text").asText(null),
                        "style",
                        asked.path("style").asText(null),
                        "voice",
                        voice,
                        "keywords",
                        Asked.texts(asked, "keywords"),
                        "negative_keywords",
                        Asked.texts(asked, "negative_keywords"),
                        "prompts",
                        List.of(),
                        "image_paths",
                        List.of(),
                        "audio_path",
                        null,
                        "video_path",
                        null,
                        "duration",
                        null,
                        // However fast it went on meanwhile: that is what its client has been told.
                        "status",
                        "pending",
                        "error_message",
                        null,
                        "created_at",
                        video.created(),
                        "updated_at",
                        video.updated()));
    }

    public Answer notFound() {
        return Answer.of(404, Map.of("detail", "Video not found"));
    }

    /** @param submission that it happened with, or null */
    public Answer failure(Throwable cause, String submission) {
        String words = Failures.words(cause);
        String field = Failures.field(cause);
        boolean voice = Failures.status(cause) == 400
                && (Stream.of("voice", "voices").anyMatch(name -> name.equals(field)) || words.startsWith("voice"));
        if (voice && submission != null) {
            String asked =
                    Asked.object(submission).path("voices").path(NARRATOR).asText("");
            return Answer.of(400, Answer.object("detail", "Invalid voice: " + asked, "field", "voice", "error", words));
        }
        return Answer.of(
                Failures.status(cause),
                field == null ? Answer.object("detail", words) : Answer.object("detail", words, "field", field));
    }
}
