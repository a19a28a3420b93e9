package org.kinoroute.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Suggestions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;

/**
 * Whose routes this process starts: a route that takes work from outside or from a queue says
 * {@code autoStartup: "{{kinoroute.role.<role>:true}}"}. The doors of the API need a web server besides.
 */
@Component
public class Roles {

    private static final List<String> KNOWN =
            List.of("api", "script", "visual", "jobber", "voice", "assemble", "compose");

    private final Set<String> roles;
    private final boolean web;

    @Autowired
    Roles(@Value("${kinoroute.roles}") String roles, ApplicationContext application) {
        this(roles, application instanceof WebApplicationContext);
    }

    Roles(String roles, boolean web) {
        this.roles = Arrays.stream(roles.split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toSet());
        this.web = web;
        for (String role : this.roles) {
            if (!KNOWN.contains(role)) {
                throw new Problem("kinoroute.roles: there is no role \"" + role + "\"; did you mean "
                        + String.join(", ", Suggestions.near(role, KNOWN)) + "?");
            }
        }
    }

    /** Whether this process has a role; that of the API only where there is a web server. */
    public boolean has(String role) {
        return roles.contains(role) && (web || !role.equals("api"));
    }

    /** Tells the routes, by the settings that they ask for. */
    void tell(CamelContext camel) {
        KNOWN.forEach(role -> camel.getPropertiesComponent()
                .addOverrideProperty("kinoroute.role." + role, String.valueOf(has(role))));
    }

    /** The files 80 to 89 are the doors of the API. */
    boolean load(RouteFile file) {
        return has("api") || !file.name().matches("8\\d-.*");
    }
}
