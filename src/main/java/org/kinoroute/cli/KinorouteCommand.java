package org.kinoroute.cli;

import java.io.PrintWriter;
import org.kinoroute.video.Causes;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command {@code kinoroute} and its subcommands. */
@Command(
        name = "kinoroute",
        description = "Turns a prompt, a script or a set of pictures into a finished short video.",
        mixinStandardHelpOptions = true,
        version = "Kinoroute 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MakeCommand.class,
            ServeCommand.class,
            WorkerCommand.class,
            RoutesCommand.class,
            KeysCommand.class,
            CleanCommand.class
        })
public final class KinorouteCommand {

    private final Class<?> application;

    private KinorouteCommand(Class<?> application) {
        this.application = application;
    }

    /** The Spring Boot application that the commands start when they need the pipeline. */
    Class<?> application() {
        return application;
    }

    /**
     * Carries out a command line.
     *
     * @return exit status: 0 done, 1 failed, 2 bad usage or input
     */
    public static int run(Class<?> application, String... args) {
        CommandLine line = new CommandLine(new KinorouteCommand(application));
        PrintWriter err = new PrintWriter(System.err, true);
        line.setErr(err);
        line.getSubcommands().values().forEach(subcommand -> subcommand.setErr(err));
        hushLogs();
        // As the workers of the older system are started.
        boolean worker = args.length == 0 && System.getenv(WorkerCommand.QUEUE) != null;
        line.setExecutionStrategy(KinorouteCommand::execute);
        line.setParameterExceptionHandler(KinorouteCommand::badUsage);
        line.setExecutionExceptionHandler(KinorouteCommand::failed);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return worker ? line.execute("worker") : line.execute(args);
    }

    /** Before the application sets up its log, nothing but a command's own words is for the terminal. */
    private static void hushLogs() {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(ch.qos.logback.classic.Level.OFF);
        }
    }

    private static int execute(ParseResult parsed) {
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            parsed.commandSpec().commandLine().usage(System.out);
            return 0;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int badUsage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        line.getErr()
                .println("kinoroute: " + e.getMessage().lines().findFirst().orElse("") + " (see `"
                        + line.getCommandSpec().qualifiedName() + " --help`)");
        return 2;
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                String option = problem instanceof FieldProblem field ? MakeOptions.of(field.field()) + ": " : "";
                line.getErr().println("kinoroute: " + option + problem.getMessage());
                return 2;
            }
            if (cause instanceof Failure || cause instanceof Unavailable) {
                // Several services may be missing.
                cause.getMessage().lines().forEach(each -> line.getErr().println("kinoroute: " + each));
                return 1;
            }
            if (cause instanceof BindException wrong) {
                line.getErr()
                        .println("kinoroute: setting " + wrong.getName() + ": " + Causes.of(wrong)
                                + "; mend it in config/application.yaml or in the environment");
                return 2;
            }
            if (cause instanceof MarkedYAMLException wrong) {
                line.getErr()
                        .println("kinoroute: the settings in config/ are no YAML: line "
                                + (wrong.getProblemMark().getLine() + 1) + ": " + wrong.getProblem());
                return 2;
            }
        }
        line.getErr().println("kinoroute: " + Causes.of(e) + " (kinoroute.log in the data folder says more)");
        return 1;
    }
}
