package org.kinoroute.video;

/** A problem with one field of what somebody asked for; on the command line, with the option of that name. */
public class FieldProblem extends Problem {

    private final String field;

    /**
     * @param field in the words of the API, e.g. {@code messages_per_group}
     * @param message what is wrong, and how to mend it, without the field's name
     */
    public FieldProblem(String field, String message) {
        super(message);
        this.field = field;
    }

    public FieldProblem(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
