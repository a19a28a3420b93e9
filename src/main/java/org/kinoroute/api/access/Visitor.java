package org.kinoroute.api.access;

import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who asks.
 *
 * @param key by which the visitor is known; null: without one
 * @param owner whose videos the visitor sees
 * @param label name of the key
 * @param admin whether the visitor sees all videos, and may do all
 */
public record Visitor(UUID key, String owner, String label, boolean admin) implements AuthenticatedPrincipal {

    /** Somebody on this machine, where no key is configured. */
    static final Visitor LOCAL = new Visitor(null, "local", "local", true);

    /** Who has not said who they are, on what is open to everybody. */
    static final Visitor NOBODY = new Visitor(null, "", "nobody", false);

    @Override
    public String getName() {
        return owner;
    }
}
