package org.kinoroute.api.access;

import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;

/** Who asks, for routes and controllers; where nothing is served, somebody on this machine. */
@Component("caller")
public class Caller {

    private final boolean isService;

    public Caller(ApplicationContext context) {
        isService = context instanceof WebApplicationContext;
    }

    /** Whose videos the caller sees. */
    public String owner() {
        return visitor().owner();
    }

    /** Whether the caller sees all videos. */
    public boolean isAdmin() {
        return visitor().admin();
    }

    public Visitor visitor() {
        return current().orElse(isService ? Visitor.NOBODY : Visitor.LOCAL);
    }

    /** The same, but null where a request comes from somebody who has not said who they are. */
    public Visitor known() {
        return current().orElse(null);
    }

    static Optional<Visitor> current() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(authentication -> authentication.getPrincipal() instanceof Visitor visitor ? visitor : null);
    }
}
