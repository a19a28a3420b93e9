package org.kinoroute.fleet;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A network inside this machine alone, with this machine at its near end and processes in a namespace of their own at the
 * far one. While the cable is pulled out packets vanish, and nobody is told: no connection is refused or ended.
 */
final class Cable implements AutoCloseable {

    private static final String NEAR_ADDRESS = "02:4b:52:00:00:01";
    private static final String FAR_ADDRESS = "02:4b:52:00:00:02";
    private static final int TRIES = 20;

    private final String name;
    private final String net;

    private Cable(int number) {
        name = "kinoroute" + number;
        net = "10.213." + number + ".";
    }

    /** @throws IOException that says why this machine allows none */
    static Cable lay() throws IOException {
        String taken = "";
        for (int time = 0; time < TRIES; time++) {
            Cable cable = new Cable(ThreadLocalRandom.current().nextInt(1, 255));
            try {
                run("ip", "netns", "add", cable.name);
            } catch (IOException e) {
                taken = e.getMessage();
                if (taken.contains("File exists")) {
                    continue;
                }
                throw e;
            }
            try {
                cable.connect();
                return cable;
            } catch (IOException e) {
                cable.close();
                throw e;
            }
        }
        throw new IOException(taken);
    }

    /** The bridge stays up when the cable is out: this machine does not look for another way. */
    private void connect() throws IOException {
        run("ip", "link", "add", bridge(), "address", NEAR_ADDRESS, "type", "bridge");
        run("ip", "address", "add", near() + "/24", "dev", bridge());
        run("ip link add %s type veth peer name far address %s netns %s"
                .formatted(plug(), FAR_ADDRESS, name)
                .split(" "));
        run("ip", "link", "set", plug(), "master", bridge());
        run("ip", "link", "set", bridge(), "up");
        run("ip", "link", "set", plug(), "up");
        run("ip", "-n", name, "address", "add", far() + "/24", "dev", "far");
        run("ip", "-n", name, "link", "set", "lo", "up");
        run("ip", "-n", name, "link", "set", "far", "up");
        // As behind a router: that nobody answers at an address is not told either.
        run("ip neigh replace %s lladdr %s dev %s nud permanent"
                .formatted(far(), FAR_ADDRESS, bridge())
                .split(" "));
        run("ip -n %s neigh replace %s lladdr %s dev far nud permanent"
                .formatted(name, near(), NEAR_ADDRESS)
                .split(" "));
    }

    private String bridge() {
        return name + "b";
    }

    private String plug() {
        return name + "p";
    }

    /** The address of this machine. */
    String near() {
        return net + "1";
    }

    /** The address of whatever is at the other end. */
    String far() {
        return net + "2";
    }

    /** The program that runs another one at the far end. */
    String[] within() {
        return new String[] {"ip", "netns", "exec", name};
    }

    void pullOut() throws IOException {
        run("ip", "link", "set", plug(), "down");
    }

    void plugIn() throws IOException {
        run("ip", "link", "set", plug(), "up");
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** All goes that was laid, as far as it was; the plug first, for connections that are half closed keep the far end. */
    @Override
    public void close() throws IOException {
        for (String link : List.of(plug(), bridge())) {
            if (NetworkInterface.getByName(link) != null) {
                run("ip", "link", "delete", link);
            }
        }
        run("ip", "netns", "delete", name);
    }
}
