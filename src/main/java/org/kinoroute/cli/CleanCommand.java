package org.kinoroute.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Removes what is not needed any more. */
@Command(name = "clean", description = "Removes old jobs and caches.", mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return 0;
    }
}
