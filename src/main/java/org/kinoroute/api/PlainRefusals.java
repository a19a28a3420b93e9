package org.kinoroute.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What the web server refuses before Spring hears of it, such as a path with an encoded slash, is a problem document
 * too, and no page with the server's name and version.
 */
@Component
@ConditionalOnWebApplication
class PlainRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(Refusal.class.getName()));
    }

    /** Made by Tomcat, by the name of its class. */
    public static final class Refusal extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, Throwable error) {
            int code = response.getStatus();
            if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            HttpStatus status = HttpStatus.resolve(code) == null ? HttpStatus.BAD_REQUEST : HttpStatus.valueOf(code);
            // Null where there was no path that could be read at all.
            String asked = request.getRequestURI();
            String path = asked == null ? "" : asked;
            ProblemDocument problem = ProblemDocument.of(
                    status, "The request cannot be read; look at its path, headers and body", null, path);
            try {
                response.setContentType(problem.contentType());
                response.getOutputStream().write(JsonMapper.builder().build().writeValueAsBytes(problem.written()));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                // Whoever asked is gone, or has got an answer.
                container.getLogger().debug("A refusal could not be told", e);
            }
        }
    }
}
