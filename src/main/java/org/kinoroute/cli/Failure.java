package org.kinoroute.cli;

/** Something failed that is not the fault of the input; the message is one line that says what, and how to mend it. */
final class Failure extends RuntimeException {

    Failure(String message) {
        super(message);
    }
}
