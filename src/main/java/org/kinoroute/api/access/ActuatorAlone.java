package org.kinoroute.api.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A process without the role {@code api} has a web server all the same, to be watched: all else is not there. */
@Component
@ConditionalOnWebApplication
@ConditionalOnExpression("!'${kinoroute.roles}'.contains('api')")
@Order(Ordered.HIGHEST_PRECEDENCE)
class ActuatorAlone extends OncePerRequestFilter {

    private static final String ACTUATOR = "/actuator";

    private final ProblemAnswer problems;

    ActuatorAlone(ProblemAnswer problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Without what a client may hide in it, such as /../
        String path = request.getServletPath();
        if (path.equals(ACTUATOR) || path.startsWith(ACTUATOR + "/")) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    request,
                    response,
                    HttpStatus.NOT_FOUND,
                    "this process has not the role api; it answers below " + ACTUATOR + " alone");
        }
    }
}
