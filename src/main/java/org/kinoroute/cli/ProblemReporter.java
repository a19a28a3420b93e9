package org.kinoroute.cli;

import java.util.stream.Stream;
import org.kinoroute.video.Problem;
import org.springframework.boot.SpringBootExceptionReporter;

/** Keeps Spring from writing a stack trace where a start fails for a reason that the command says in one line. */
final class ProblemReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(Problem.class::isInstance);
    }
}
