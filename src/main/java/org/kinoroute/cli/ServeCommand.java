package org.kinoroute.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kinoroute.embedded.DataFolder;
import org.kinoroute.video.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Serves the API and the dashboard until it is stopped. */
@Command(
        name = "serve",
        sortOptions = false,
        description = "Serves the API and the dashboard, and makes what is asked for, until it is stopped (Ctrl-C).",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @ParentCommand
    private KinorouteCommand parent;

    @Option(names = "--port", paramLabel = "N", description = "Port; default: 8080. 0: any that is free.")
    private Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address on which it listens; default: 127.0.0.1, this machine alone. Another one needs an API"
                            + " key.")
    private String host;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder; default: KINOROUTE_DATA, else data/.")
    private Path data;

    @Override
    public Integer call() throws Exception {
        Surroundings surroundings = Surroundings.over(data);
        DataFolder.check(surroundings.path("kinoroute.data"));
        return new ServeRun(parent.application(), surroundings, address(surroundings), port(surroundings)).run();
    }

    private int port(Surroundings surroundings) {
        int number = port != null ? port : surroundings.settings().getProperty("server.port", Integer.class, 8080);
        if (number < 0 || number > 65535) {
            throw new Problem("--port: " + number + " is out of range; it goes from 0 to 65535");
        }
        return number;
    }

    private InetAddress address(Surroundings surroundings) {
        String name = host != null ? host : surroundings.settings().getProperty("server.address", "127.0.0.1");
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new Problem(
                    "--host: \"" + name + "\" is no address; write one of this machine's, such as 127.0.0.1", e);
        }
    }
}
