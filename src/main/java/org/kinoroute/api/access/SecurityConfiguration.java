package org.kinoroute.api.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.kinoroute.api.pages.Pages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/** Which doors are open to whom, and what each answer tells a browser to mind. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SecurityConfiguration {

    private static final String OWN = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:;"
            + " style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    /** These consoles, whole applications of others, write styles and scripts into their pages. */
    private static final String CONSOLES = "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:;"
            + " style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; worker-src 'self' blob:;"
            + " object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

    @Bean
    SecurityFilterChain doorkeeper(
            HttpSecurity http,
            Doors doors,
            ApiKeys keys,
            Sessions sessions,
            OpenSystems systems,
            AccessProperties properties,
            ProblemAnswer problems)
            throws Exception {
        AccessFilter access = new AccessFilter(doors, keys, sessions, systems, properties, problems);
        http.csrf(AbstractHttpConfigurer::disable) // AccessFilter's: no token, for there are no forms of old
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(access, AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/health", "/actuator/health", "/actuator/health/**", "/api/session")
                        .permitAll()
                        // Its clients show no token there, and nobody guesses the id.
                        .requestMatchers(request ->
                                isReading(request) && request.getRequestURI().startsWith("/api/video/status/"))
                        .permitAll()
                        .requestMatchers("/actuator/**", "/api/keys", "/api/keys/**")
                        .hasRole("ADMIN")
                        .requestMatchers(SecurityConfiguration::isPage)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, e) -> {
                            boolean bad = request.getAttribute(AccessFilter.BAD_KEY) != null;
                            response.setHeader(
                                    "WWW-Authenticate",
                                    "Bearer realm=\"kinoroute\"" + (bad ? ", error=\"invalid_token\"" : ""));
                            problems.write(
                                    request,
                                    response,
                                    HttpStatus.UNAUTHORIZED,
                                    bad
                                            ? "this key is not known, or was revoked"
                                            : "a key is needed: send it as Authorization: Bearer KEY, or log in");
                        })
                        .accessDeniedHandler((request, response, e) -> problems.write(
                                request, response, HttpStatus.FORBIDDEN, "only an admin's key may do this")))
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(frames -> frames.disable()) // frame-ancestors says it
                        .cacheControl(cache -> cache.disable()) // each answer says how long it is good
                        .addHeaderWriter(contentPolicy()));
        if (properties.cors().origins().isEmpty()) {
            http.cors(AbstractHttpConfigurer::disable);
        } else {
            http.cors(cors -> cors.configurationSource(origins(properties.cors().origins())));
        }
        return http.build();
    }

    private static HeaderWriter contentPolicy() {
        return (request, response) -> {
            String path = request.getRequestURI();
            boolean console =
                    path.startsWith("/actuator/hawtio") || path.startsWith("/webjars/") || path.startsWith("/api/docs");
            response.setHeader("Content-Security-Policy", console ? CONSOLES : OWN);
            // Other sites' pages get no picture or film of ours, even where no key is needed.
            response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        };
    }

    private static CorsConfigurationSource origins(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "POST", "DELETE"));
        cors.setAllowedHeaders(
                List.of("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "Last-Event-ID", "Range"));
        cors.setExposedHeaders(List.of(
                "Location", "Link", "X-Total-Count", "ETag", "Retry-After", "Content-Range", "WWW-Authenticate"));
        return request -> cors;
    }

    private static boolean isReading(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** The dashboard's own files, the same for everybody; what they show is asked for with a key. */
    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!isReading(request) || path.startsWith("/actuator")) {
            return false;
        }
        if (Pages.isPage(path)
                || path.startsWith("/webjars/")
                || path.startsWith("/api/openapi.")
                || path.startsWith("/api/docs")) {
            return true;
        }
        return !path.startsWith("/api/")
                && !path.contains("..")
                && (isFile("static" + path)
                        || isFile("static" + path + ".html")
                        || isFile("static" + path + "/index.html"));
    }

    private static boolean isFile(String name) {
        ClassPathResource file = new ClassPathResource(name);
        return !name.endsWith("/") && file.exists() && file.isReadable();
    }
}
