package org.kinoroute.script;

import org.kinoroute.video.Brief;

/**
 * What a language model is asked, and how its answer is to look.
 *
 * @param brief that a script is wanted for
 * @param system what the model is told of its work
 * @param user what is wanted
 * @param schema JSON Schema of the answer
 * @param enforced whether the server is asked to hold the model to the schema; not all can
 * @param attempt from 1
 */
public record Question(Brief brief, String system, String user, String schema, boolean enforced, int attempt) {

    /** Letters that make a token, as few as any common language has. */
    private static final double LETTERS = 2.5;

    /** The same where the server refuses to hold the model to a schema: then the model is shown it. */
    public Question withoutSchema() {
        return new Question(
                brief,
                system + "\n\nAnswer with JSON alone, which keeps to this JSON Schema:\n" + schema,
                user,
                schema,
                false,
                attempt);
    }

    Question again(String words) {
        return new Question(brief, system, words, schema, enforced, attempt + 1);
    }

    /** How many tokens it is, at most. */
    public double inputTokens() {
        return tokens(system) + tokens(user) + tokens(schema);
    }

    /** How many tokens its answer will have, at most. */
    public double outputTokens() {
        return switch (brief.form()) {
            case CHAT -> 1000 + 80.0 * Math.max(brief.messages(), Math.max(20, brief.seconds() / 2));
            case EXPLAINER -> 4000 + 20 * brief.seconds();
            case PRODUCT -> 1000;
            case STORY -> 2000 + 10 * brief.seconds();
        };
    }

    static double tokens(String text) {
        return Math.ceil(text.length() / LETTERS);
    }
}
