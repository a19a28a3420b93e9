package org.kinoroute.ops;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.springframework.stereotype.Component;

/** Marks a message that is set aside with what whoever finds it among the dead letters must know. */
@Component("setAside")
public class SetAside {

    /** By which it is found again. */
    static final String ID = "dead_letter";

    /** The queue that it came from. */
    static final String QUEUE = "dead_queue";

    static final String AT = "dead_at";

    /** Of its stage, before it was set aside. */
    static final String ATTEMPTS = "dead_attempts";

    /** Of an exchange whose message was set aside; where a dead letter goes, so does that. */
    static final String WAS = "set_aside";

    public void mark(Exchange exchange) {
        exchange.setProperty(WAS, true);
        Message message = exchange.getMessage();
        message.setHeader(ID, UUID.randomUUID().toString());
        message.setHeader(AT, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        message.setHeader(ATTEMPTS, 1 + message.getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class));
        if (exchange.getFromEndpoint() instanceof SpringRabbitMQEndpoint from) {
            message.setHeader(QUEUE, from.getQueues());
        }
    }
}
