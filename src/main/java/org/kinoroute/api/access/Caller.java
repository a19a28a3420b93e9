package org.kinoroute.api.access;

import org.springframework.stereotype.Component;

/** Who calls: without keys, somebody on this machine, who may see everything. */
@Component("caller")
public class Caller {

    public String owner() {
        return "local";
    }

    public boolean isAdmin() {
        return true;
    }
}
