package org.kinoroute.video;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where OpenAI's API is for all parts that do not say otherwise, and to whom its key is shown: to that server alone. */
@Component("openAiServer")
public class OpenAiServer {

    /** What the component {@code openai:} takes for: show no key, not even your own. */
    public static final String NO_KEY = "none";

    private static final String OPENAI = "https://api.openai.com/v1";

    private final Environment environment;

    public OpenAiServer(Environment environment) {
        this.environment = environment;
    }

    /**
     * The address of a part's server.
     *
     * @param own as it is set for the part; empty: the one of all parts
     */
    public String url(String own) {
        return first(own, environment.getProperty("camel.component.openai.base-url", ""), OPENAI);
    }

    /**
     * The key that a part shows to its server.
     *
     * @param own as it is set for the part; empty: the one of all parts, if it is their server
     * @return {@link #NO_KEY}: none
     */
    public String key(String own, String url) {
        boolean known = isSame(url, url(""));
        return first(own, known ? environment.getProperty("camel.component.openai.api-key", "") : "", NO_KEY);
    }

    /** Whether two addresses lead to the same server: as it is called, by the same port. */
    public static boolean isSame(String one, String other) {
        URI first = URI.create(one);
        URI second = URI.create(other);
        return first.getHost() != null
                && first.getHost().equalsIgnoreCase(second.getHost())
                && String.valueOf(first.getScheme()).equalsIgnoreCase(second.getScheme())
                && port(first) == port(second);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    private static String first(String one, String other, String last) {
        return !one.isBlank() ? one.strip() : !other.isBlank() ? other.strip() : last;
    }
}
