package org.kinoroute.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kinoroute.jobber.TemporaryQueues;
import org.kinoroute.jobber.WorkerProcesses;
import org.kinoroute.jobber.Workers;
import org.kinoroute.video.Causes;
import org.kinoroute.video.OutageSign;
import org.kinoroute.video.Outages;
import org.kinoroute.video.Problem;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import sun.misc.Signal;

/** Does the voice job of one queue, and ends. */
@Command(
        name = "worker",
        sortOptions = false,
        description =
                "Does the voice job whose queue the environment variable CONSUMER_QUEUE_NAME names: speaks its lines,"
                        + " removes the queue, and ends. The same without a command, where that variable is set.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {

    static final String QUEUE = "CONSUMER_QUEUE_NAME";

    @ParentCommand
    private KinorouteCommand parent;

    @Option(names = "--queue", paramLabel = "NAME", description = "The queue; default: " + QUEUE + ".")
    private String queue = System.getenv(QUEUE);

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder; default: KINOROUTE_DATA, else data/.")
    private Path data;

    @Option(names = "--with-parent", hidden = true, description = "Ends when its standard input does.")
    private boolean withParent;

    private final AtomicBoolean stopped = new AtomicBoolean();

    @Override
    public Integer call() throws Exception {
        try {
            return doJob();
        } catch (RuntimeException e) {
            if (isOutage(e)) {
                System.err.println("kinoroute: the job waits, for a service is out of reach: " + Causes.of(e));
                return WorkerProcesses.OUT_OF_REACH;
            }
            throw e;
        }
    }

    private int doJob() throws Exception {
        if (queue == null || queue.isBlank()) {
            throw new Problem("which queue? Set " + QUEUE + " to its name");
        }
        Surroundings surroundings = Surroundings.over(data);
        try (ConfigurableApplicationContext context = start(surroundings)) {
            if (!context.getBean(TemporaryQueues.class).exists(queue)) {
                if (TemporaryQueues.isName(queue)) {
                    // It came late, or a second time.
                    System.err.println("kinoroute: the queue " + queue + " is gone: its job is over");
                    return 0;
                }
                throw new Failure("there is no queue \"" + queue + "\": its job is done, or " + QUEUE + " is misspelt");
            }
            Workers workers = context.getBean(Workers.class);
            Runnable stop = () -> {
                stopped.set(true);
                workers.close();
            };
            Signal.handle(new Signal("INT"), signal -> stop.run());
            Signal.handle(new Signal("TERM"), signal -> stop.run());
            if (withParent) {
                listen(stop);
            }
            return work(workers);
        }
    }

    private int work(Workers workers) throws Exception {
        try {
            workers.work(queue);
            return 0;
        } catch (RuntimeException e) {
            if (stopped.get()) {
                System.err.println("kinoroute: stopped; the job waits for another worker");
                return 143;
            }
            throw e;
        }
    }

    /** Told by the same signs as in the application, which may not have come up. */
    private static boolean isOutage(Throwable error) {
        try (AnnotationConfigApplicationContext known = new AnnotationConfigApplicationContext()) {
            ClassPathBeanDefinitionScanner signs = new ClassPathBeanDefinitionScanner(known, false);
            signs.addIncludeFilter(new AssignableTypeFilter(OutageSign.class));
            signs.scan("org.kinoroute");
            known.registerBean(Outages.class);
            known.refresh();
            return known.getBean(Outages.class).isOutage(error);
        }
    }

    /** It has no routes of its own but those that the worker calls, and takes nothing from any other queue. */
    private ConfigurableApplicationContext start(Surroundings surroundings) {
        List<String> settings = new ArrayList<>(List.of(
                "--kinoroute.data=" + surroundings.path("kinoroute.data"),
                "--kinoroute.roles=",
                "--kinoroute.routes.reload=false",
                // Whatever is not somebody's own is that of the server on the data folder.
                "--kinoroute.embedded.attach=true",
                // What it has to say is for whoever has started it.
                "--logging.file.name=",
                "--logging.threshold.console=info"));
        TemporaryQueues.lane(queue).ifPresent(lane -> settings.add("--kinoroute.lane=" + lane));
        return new SpringApplicationBuilder(parent.application())
                .web(WebApplicationType.NONE)
                .run(settings.toArray(String[]::new));
    }

    /** A parent that is killed cannot say so; but then nobody holds the other end any more. */
    private static void listen(Runnable stop) {
        Thread ear = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // It has nothing to say.
                        }
                    } catch (IOException e) {
                        // Then it is gone, too.
                    }
                    stop.run();
                },
                "parent");
        ear.setDaemon(true);
        ear.start();
    }
}
