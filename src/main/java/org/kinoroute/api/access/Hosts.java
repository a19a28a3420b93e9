package org.kinoroute.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Whose page a request comes from, and to which name it goes. */
final class Hosts {

    private Hosts() {}

    /**
     * Whether a request names this machine as its host. A page of a foreign site may have its own name point here (DNS
     * rebinding): the browser takes it for the same site, but tells the name.
     */
    static boolean isLoopback(HttpServletRequest request) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.equals("[::1]")
                || host.equals("::1")
                || host.equals("[0:0:0:0:0:0:0:1]");
    }

    /** Whether a request is known to come from the server's own pages, or those that may call it. */
    static boolean isOwnPage(HttpServletRequest request, List<String> trusted) {
        return "kinoroute".equals(request.getHeader("X-Requested-With"))
                || "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
                || isOwnOrigin(request, trusted);
    }

    /** Whether a request may come from another site's page; programs say nothing of pages. */
    static boolean isForeignPage(HttpServletRequest request, List<String> trusted) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean page = site != null && !site.equals("none") || request.getHeader("Origin") != null;
        return page && !isOwnPage(request, trusted);
    }

    private static boolean isOwnOrigin(HttpServletRequest request, List<String> trusted) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        if (trusted.contains(origin)) {
            return true;
        }
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
