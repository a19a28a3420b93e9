package org.kinoroute.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.AggregationRepository;
import org.kinoroute.video.Contribution;
import org.springframework.stereotype.Component;

/**
 * The Aggregator's strategy: the union of {@link Contribution}s. Bodies stay JSON text, which is what the persistent
 * repository can keep.
 */
@Component("gather")
public class Gather implements AggregationStrategy {

    private final ObjectMapper json;
    private final AggregationRepository memory;

    public Gather(ObjectMapper json, AggregationRepository memory) {
        this.json = json;
        this.memory = memory;
    }

    @Override
    public Exchange aggregate(Exchange gathered, Exchange arriving) {
        try {
            Contribution all = read(arriving);
            if (gathered != null) {
                all = read(gathered).plus(all);
            }
            Exchange result = gathered == null ? arriving : gathered;
            result.getMessage().setBody(json.writeValueAsString(all));
            return result;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a contribution of a scene", e);
        }
    }

    /** Whether every scene has its voice and its visual. */
    public boolean isComplete(Exchange gathered) throws JsonProcessingException {
        return read(gathered).isComplete();
    }

    /** How many scenes of a video are complete from the first on, while others are still missing. */
    public int firstScenes(String video, CamelContext camel) throws JsonProcessingException {
        Exchange gathered = memory.get(camel, video);
        return gathered == null ? 0 : read(gathered).getFirstScenes();
    }

    private Contribution read(Exchange exchange) throws JsonProcessingException {
        return json.readValue(exchange.getMessage().getBody(String.class), Contribution.class);
    }
}
