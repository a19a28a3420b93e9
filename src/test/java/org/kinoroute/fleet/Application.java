package org.kinoroute.fleet;

import java.nio.file.Path;
import java.util.List;

/** How a process of the application is started. */
final class Application {

    private Application() {}

    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.kinoroute.KinorouteApplication");
    }
}
