package org.kinoroute;

import org.kinoroute.cli.KinorouteCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Kinoroute: a prompt, a script or a set of pictures in, a finished short video out. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class KinorouteApplication {

    public static void main(String[] args) {
        System.exit(KinorouteCommand.run(KinorouteApplication.class, args));
    }
}
