package org.kinoroute.script;

/**
 * What came of a language model's answer.
 *
 * @param script as JSON; null: the answer could not be used
 * @param next the question that tells what was wrong; null: there is a script
 */
public record Answer(String script, Question next) {

    public boolean isUsable() {
        return script != null;
    }
}
