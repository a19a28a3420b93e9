package org.kinoroute.openai;

import com.openai.core.ClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a client needs to reach a server.
 *
 * @param apiKey empty: the server needs none, or is to be shown none
 * @param requestTimeoutMs 0 or less: the SDK's default
 * @param headers sent with every request
 */
record ClientSettings(
        String apiKey, String baseUrl, long requestTimeoutMs, int maxRetries, Map<String, Object> headers) {

    /**
     * The SDK sends nothing without a key; a server that needs none does not look at it. Given as a key, it keeps the
     * component's from a server that it is not meant for.
     */
    static final String NO_KEY = "none";

    private static final String HIDDEN = "***";

    ClientSettings {
        apiKey = apiKey.equals(NO_KEY) ? "" : apiKey;
        URI url = URI.create(baseUrl);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("the base URL of openai: is no http or https address: " + baseUrl);
        }
    }

    void apply(ClientOptions.Builder options) {
        options.apiKey(apiKey.isEmpty() ? NO_KEY : apiKey).baseUrl(baseUrl).maxRetries(maxRetries);
        if (requestTimeoutMs > 0) {
            options.timeout(Duration.ofMillis(requestTimeoutMs));
        }
        headers.forEach((name, value) -> options.replaceHeaders(name, String.valueOf(value)));
    }

    /** Who is called, for people: host name, and port if there is one. */
    String server() {
        URI url = URI.create(baseUrl);
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    String path() {
        return URI.create(baseUrl).getPath();
    }

    /** Words with nothing secret in them: some servers repeat the key that they were given. */
    String hideSecrets(String words) {
        return Stream.concat(Stream.of(apiKey), headers.values().stream().map(String::valueOf))
                // Short ones are no secrets, and would tear words apart.
                .filter(secret -> secret.length() > 7)
                .reduce(words, (hidden, secret) -> hidden.replace(secret, HIDDEN));
    }

    @Override
    public String toString() {
        return "ClientSettings[" + server() + "]";
    }
}
