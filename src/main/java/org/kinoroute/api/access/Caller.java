package org.kinoroute.api.access;

import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who asks, for routes and controllers; outside of a request, somebody on this machine. */
@Component("caller")
public class Caller {

    /** Whose videos the caller sees. */
    public String owner() {
        return visitor().owner();
    }

    /** Whether the caller sees all videos. */
    public boolean isAdmin() {
        return visitor().admin();
    }

    public Visitor visitor() {
        return current().orElse(Visitor.LOCAL);
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
