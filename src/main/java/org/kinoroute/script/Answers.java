package org.kinoroute.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Optional;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Format;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;

/** Checks what a language model answered, and makes a script of it. */
@Component("answers")
public class Answers {

    private static final int ATTEMPTS = 2;
    private static final int ERRORS_TOLD = 8;

    private final ScriptPrompts prompts;
    private final WrittenScripts scripts;
    private final LanguageModel model;

    Answers(ScriptPrompts prompts, WrittenScripts scripts, LanguageModel model) {
        this.prompts = prompts;
        this.scripts = scripts;
        this.model = model;
    }

    /**
     * @param finish why the model stopped, or null; {@code length}: it was not done
     * @throws Problem where the second answer cannot be used either
     */
    public Answer read(String text, String finish, Question question) {
        String answer = text == null ? "" : text;
        Optional<JsonNode> json = AnswerJson.find(answer);
        List<String> errors = json.map(found -> errors(found, question))
                .orElseGet(() ->
                        List.of(answer.isBlank() ? "the answer was empty" : "there was no JSON object in the answer"));
        if (errors.isEmpty()) {
            return new Answer(
                    ScriptForm.of(json.orElseThrow(), question.brief()).toString(), null);
        } else if (question.attempt() < ATTEMPTS) {
            return new Answer(null, prompts.again(question, answer, errors));
        }
        String cut = "length".equals(finish) ? " (its answer was cut off: it has too few tokens for it)" : "";
        throw new Problem("the language model " + model.name() + " answered twice with something that is no script: "
                + Text.clip(Text.oneLine(errors.get(0)), 200) + cut
                + "; try again, ask for less, or take another model (OPENAI_MODEL)");
    }

    /** A provider refused, and would refuse again. */
    public void refused(String message) {
        throw new Problem("the language model " + model.name() + " cannot be asked: " + Text.oneLine(message)
                + "; look at OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL");
    }

    /** What the answer's schema says against it, else what a reader of scripts does. */
    private List<String> errors(JsonNode answer, Question question) {
        List<String> errors =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(question.schema())
                        .validate(answer)
                        .stream()
                        .map(ValidationMessage::getMessage)
                        .sorted()
                        .limit(ERRORS_TOLD)
                        .toList();
        if (!errors.isEmpty()) {
            return errors;
        }
        Optional<String> count = count(answer, question.brief());
        if (count.isPresent()) {
            return List.of(count.get());
        }
        try {
            scripts.finish(ScriptForm.of(answer, question.brief()).toString(), question.brief());
            return List.of();
        } catch (Problem problem) {
            return List.of(problem.getMessage().replaceFirst("^the script that was written(:\\d+)?: ", ""));
        }
    }

    /** What a schema cannot say: that each picture has its scene. */
    private static Optional<String> count(JsonNode answer, Brief brief) {
        int scenes = answer.path("scenes").size();
        int files = brief.files().size();
        int wanted = brief.form() == Format.PRODUCT ? files + 1 : files;
        if (PlainScripts.isTold(brief) && scenes != PlainScripts.parts(brief).size()) {
            return Optional.of("scenes: " + scenes + " were written, and there must be "
                    + PlainScripts.parts(brief).size() + ", one for each part");
        } else if (files > 0
                && brief.form() != Format.EXPLAINER
                && brief.form() != Format.CHAT
                && (brief.form() == Format.PRODUCT ? scenes < wanted : scenes != wanted)) {
            return Optional.of("scenes: " + scenes + " were written, and there must be " + wanted
                    + (brief.form() == Format.PRODUCT ? " at least: one for each picture, and a last one" : ""));
        }
        return Optional.empty();
    }
}
