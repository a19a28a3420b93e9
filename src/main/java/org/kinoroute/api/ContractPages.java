package org.kinoroute.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The contract, as it is and to browse in. */
@RestController
@ConditionalOnWebApplication
class ContractPages {

    /** Swagger UI writes styles into its page, and draws with data URIs; it loads and runs nothing from elsewhere. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Kinoroute API</title>
            <link rel="stylesheet" href="/webjars/swagger-ui/VERSION/swagger-ui.css">
            <link rel="icon" href="data:,">
            </head>
            <body>
            <div id="api"></div>
            <script src="/webjars/swagger-ui/VERSION/swagger-ui-bundle.js"></script>
            <script src="/api/docs/start.js"></script>
            </body>
            </html>
            """;

    private static final String START =
            """
            SwaggerUIBundle({
              url: "/api/openapi.json",
              dom_id: "#api",
              deepLinking: true,
              docExpansion: "list",
              defaultModelsExpandDepth: 0,
              validatorUrl: null,
              requestInterceptor: request => {
                request.headers["X-Requested-With"] = "kinoroute";
                return request;
              },
            });
            """;

    private final Contract contract;
    private final String version;

    ContractPages(@Lazy Contract contract) {
        this.contract = contract;
        this.version = version();
    }

    /** Of Swagger UI, whose files lie in a folder of that name. */
    private static String version() {
        Properties jar = new Properties();
        try (var in =
                ContractPages.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            jar.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar.getProperty("version");
    }

    @GetMapping("/api/openapi.yaml")
    ResponseEntity<String> yaml() {
        return answer("application/yaml;charset=UTF-8").body(contract.yaml());
    }

    @GetMapping("/api/openapi.json")
    ResponseEntity<String> json() {
        return answer("application/json").body(contract.json());
    }

    @GetMapping({"/api/docs", "/api/docs/"})
    ResponseEntity<String> page() {
        return answer("text/html;charset=UTF-8").body(PAGE.replace("VERSION", version));
    }

    @GetMapping("/api/docs/start.js")
    ResponseEntity<String> start() {
        return answer("text/javascript;charset=UTF-8").body(START);
    }

    private static ResponseEntity.BodyBuilder answer(String type) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff");
    }
}
