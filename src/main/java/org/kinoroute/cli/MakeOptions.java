package org.kinoroute.cli;

/** What the fields of a submission are called on the command line. */
final class MakeOptions {

    private MakeOptions() {}

    /** @param field in the words of the API, e.g. {@code messages_per_group} */
    static String of(String field) {
        return switch (field) {
            case "language" -> "--lang";
            case "voices" -> "--voice";
            default -> "--" + field.replace('_', '-');
        };
    }
}
