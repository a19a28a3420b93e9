package org.kinoroute.api.systems;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What links begin with that are to work from elsewhere: as it is set, else where the client itself has reached us. */
@Component("publicAddress")
public class PublicAddress {

    private final String set;

    PublicAddress(@Value("${LOCAL_STORAGE_URL:}") String set) {
        this.set = set.strip();
    }

    /** @param request address that the client has called */
    public String base(String request) {
        if (!set.isEmpty()) {
            return set.replaceFirst("/+$", "");
        }
        URI reached = URI.create(request.replaceFirst("[?].*", ""));
        return reached.getScheme() + "://" + reached.getRawAuthority();
    }

    /** A link of this server, as one that works from elsewhere; null stays null. */
    static String absolute(String base, String path) {
        return path == null || !path.startsWith("/") ? path : base + path;
    }
}
