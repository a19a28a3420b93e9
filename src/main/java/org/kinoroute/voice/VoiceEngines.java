package org.kinoroute.voice;

import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;

/** The engines that there are: each is a route that begins at {@code direct:voice-<engine>}. */
@Component
public class VoiceEngines {

    private static final String BEGINNING = "direct://voice-";

    private final CamelContext camel;

    public VoiceEngines(CamelContext camel) {
        this.camel = camel;
    }

    /** Their names, sorted. */
    public List<String> names() {
        return camel.getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri())
                .filter(uri -> uri.startsWith(BEGINNING))
                .map(uri -> uri.substring(BEGINNING.length()))
                .sorted()
                .toList();
    }
}
