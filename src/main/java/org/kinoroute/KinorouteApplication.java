package org.kinoroute;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class KinorouteApplication {

    public static void main(String[] args) {
        SpringApplication.run(KinorouteApplication.class, args);
    }
}
