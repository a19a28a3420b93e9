package org.kinoroute.script;

import java.util.UUID;
import org.kinoroute.video.Ledger;
import org.springframework.stereotype.Component;

/** Writes down what the writing of a script costs. */
@Component("scriptCosts")
public class ScriptCosts {

    private static final String ITEM = "script";

    private final Ledger ledger;
    private final LanguageModel model;

    ScriptCosts(Ledger ledger, LanguageModel model) {
        this.ledger = ledger;
        this.model = model;
    }

    /** @throws org.kinoroute.video.OverBudget if the video's budget does not suffice for an answer */
    public void reserve(UUID video, Question question) {
        ledger.reserve(video, ITEM, model.provider(), model.name(), "input_tokens", question.inputTokens());
        ledger.reserve(video, ITEM, model.provider(), model.name(), "output_tokens", question.outputTokens());
    }

    /**
     * @param read tokens that the server counted, or null: it does not tell
     * @param written tokens that the server counted, or null: it does not tell
     */
    public void charge(UUID video, Question question, Long read, Long written, String answer) {
        double input = read == null ? question.inputTokens() : read;
        double output = written == null ? Question.tokens(answer == null ? "" : answer) : written;
        ledger.charge(video, ITEM, model.provider(), model.name(), "input_tokens", input);
        ledger.charge(video, ITEM, model.provider(), model.name(), "output_tokens", output);
    }
}
