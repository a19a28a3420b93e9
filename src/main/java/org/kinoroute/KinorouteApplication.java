package org.kinoroute;

import java.util.Locale;
import org.kinoroute.cli.KinorouteCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Kinoroute: a prompt, a script or a set of pictures in, a finished short video out. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class KinorouteApplication {

    public static void main(String[] args) {
        // What is written for programs has the same letters and digits everywhere: in Turkish the small one of I is
        // another,
        // and in Arabic a 7 is.
        Locale.setDefault(Locale.ENGLISH);
        System.exit(KinorouteCommand.run(KinorouteApplication.class, args));
    }
}
