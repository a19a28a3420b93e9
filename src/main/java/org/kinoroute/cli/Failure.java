package org.kinoroute.cli;

/** Something failed that is not the fault of the input; the message is one line that says what, and how to mend it. */
final class Failure extends RuntimeException {

    Failure(String message) {
        super(message);
    }

    /** One line for an error that nobody foresaw: the innermost cause says most. */
    static String describe(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String line = message.lines().findFirst().orElse(message);
        if (line.contains("No space left on device")) {
            return "the disk is full (" + line + "); make room, or choose another folder with --data DIR; the same"
                    + " command then goes on where it stopped";
        }
        return line + " (the log says more: set LOG_LEVEL=debug)";
    }
}
