package org.kinoroute.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who asks, and turns away what no page of ours has sent, and what is too much. */
class AccessFilter extends OncePerRequestFilter {

    /** Of a request that has shown a key nobody knows. */
    static final String BAD_KEY = AccessFilter.class.getName() + ".badKey";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String BEARER = "bearer ";

    private final Doors doors;
    private final ApiKeys keys;
    private final Sessions sessions;
    private final OpenSystems systems;
    private final AccessProperties properties;
    private final ProblemAnswer problems;
    private final Buckets requests;

    /** Wrong keys, by the address that they come from. */
    private final Buckets guesses;

    /**
     * Keys that were good lately, with the addresses that they came from: whoever shares an address with somebody who
     * guesses goes on undisturbed.
     */
    private final Cache<String, Boolean> good = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(12))
            .build();

    AccessFilter(
            Doors doors,
            ApiKeys keys,
            Sessions sessions,
            OpenSystems systems,
            AccessProperties properties,
            ProblemAnswer problems) {
        this.doors = doors;
        this.keys = keys;
        this.sessions = sessions;
        this.systems = systems;
        this.properties = properties;
        this.problems = problems;
        this.requests =
                properties.limits().rate() > 0 ? new Buckets(properties.limits().rate()) : null;
        this.guesses = new Buckets(properties.limits().logins());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // A header that nobody may send is refused here, and not where somebody comes to read it.
        Collections.list(request.getHeaderNames()).forEach(name -> Collections.list(request.getHeaders(name)));
        boolean open = doors.areOpen();
        if (open && !Hosts.isLoopback(request)) {
            problems.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "without a key, this server is asked as localhost or 127.0.0.1 alone");
            return;
        }
        Optional<String> bearer = bearer(request);
        // Clients of a system that was opened may send any token, and who asks whether the server is well sends what it
        // likes.
        boolean guarded = !open && !systems.isOpen(request) && !isForAll(request);
        // Health is told to all, and more of it to an admin: a key that is shown there may be a guess too.
        boolean counted = guarded || !open && isHealth(request);
        OptionalLong wait = counted && bearer.isPresent() ? wait(request, bearer.get()) : OptionalLong.empty();
        if (guarded && wait.isPresent()) {
            problems.tooMany(
                    request,
                    response,
                    wait.getAsLong(),
                    "too many wrong keys came from this address; try again in " + wait.getAsLong() + " s");
            return;
        }
        Optional<Visitor> byKey = open || wait.isPresent()
                ? Optional.empty()
                : bearer.map(Secrets::hash).flatMap(keys::visitor);
        if (counted && bearer.isPresent() && wait.isEmpty()) {
            note(request, bearer.get(), byKey.isPresent());
        }
        Optional<Visitor> byCookie =
                open || bearer.isPresent() ? Optional.empty() : cookie(request).flatMap(sessions::visitor);
        boolean reading = READING.contains(request.getMethod());
        List<String> trusted = properties.cors().origins();
        // A browser shows the cookie whoever's page it is that asks, and to a server without keys it need show nothing.
        if (!reading
                && byKey.isEmpty()
                && (byCookie.isPresent()
                        ? !Hosts.isOwnPage(request, trusted)
                        : Hosts.isForeignPage(request, trusted) && (open ? bearer.isEmpty() : true))) {
            problems.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "this comes from another site's page, or does not say that it does not; send the header"
                            + " X-Requested-With: kinoroute");
            return;
        }
        Optional<Visitor> visitor =
                open ? Optional.of(Visitor.LOCAL) : byKey.or(() -> byCookie).or(() -> uninvited(request));
        if (visitor.isEmpty() && bearer.isPresent()) {
            request.setAttribute(BAD_KEY, true);
        }
        if (tooMuch(request, response, visitor)) {
            return;
        }
        visitor.ifPresent(AccessFilter::enter);
        chain.doFilter(request, response);
    }

    /** For how long no key is looked at that this address has not shown before; empty: it is. */
    private OptionalLong wait(HttpServletRequest request, String key) {
        return good.getIfPresent(shown(request, key)) != null
                ? OptionalLong.empty()
                : guesses.look(request.getRemoteAddr());
    }

    private void note(HttpServletRequest request, String key, boolean isGood) {
        if (isGood) {
            good.put(shown(request, key), true);
        } else {
            good.invalidate(shown(request, key));
            guesses.take(request.getRemoteAddr());
        }
    }

    private static String shown(HttpServletRequest request, String key) {
        return request.getRemoteAddr() + " " + HexFormat.of().formatHex(Secrets.hash(key));
    }

    private static boolean isForAll(HttpServletRequest request) {
        String path = request.getRequestURI();
        return isHealth(request) || path.startsWith("/api/video/status/");
    }

    private static boolean isHealth(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/health") || path.startsWith("/actuator/health");
    }

    /** Whoever comes without a key to an endpoint that was opened. */
    private Optional<Visitor> uninvited(HttpServletRequest request) {
        return systems.isOpen(request)
                ? Optional.of(new Visitor(null, systems.owner(), systems.owner(), false))
                : Optional.empty();
    }

    private boolean tooMuch(HttpServletRequest request, HttpServletResponse response, Optional<Visitor> visitor)
            throws IOException {
        long most = properties.limits().uploadSize().toBytes();
        if (request.getContentLengthLong() > most) {
            problems.write(
                    request,
                    response,
                    HttpStatus.PAYLOAD_TOO_LARGE,
                    "a request may have " + properties.limits().uploadSize().toMegabytes() + " MB, this one has "
                            + request.getContentLengthLong() / 1_048_576);
            return true;
        }
        // Who watches sees, however much else is asked with the same key.
        boolean watching = request.getRequestURI().startsWith("/actuator")
                && visitor.filter(Visitor::admin).isPresent();
        if (requests != null && !watching && visitor.isPresent() && visitor.get() != Visitor.LOCAL) {
            String who = visitor.get().key() == null
                    ? request.getRemoteAddr()
                    : visitor.get().key().toString();
            OptionalLong wait = requests.take(who);
            if (wait.isPresent()) {
                problems.tooMany(
                        request,
                        response,
                        wait.getAsLong(),
                        "more than " + properties.limits().rate() + " requests in a minute; try again in "
                                + wait.getAsLong() + " s");
                return true;
            }
        }
        return false;
    }

    private static void enter(Visitor visitor) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                visitor,
                "",
                visitor.admin()
                        ? AuthorityUtils.createAuthorityList("ROLE_USER", "ROLE_ADMIN")
                        : AuthorityUtils.createAuthorityList("ROLE_USER")));
        SecurityContextHolder.setContext(context);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    static Optional<String> cookie(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(Sessions.COOKIE)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
