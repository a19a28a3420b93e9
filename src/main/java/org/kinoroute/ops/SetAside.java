package org.kinoroute.ops;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.springframework.stereotype.Component;

/** Marks a message that is set aside with what whoever finds it among the dead letters must know. */
@Component("setAside")
public class SetAside implements Processor {

    /** By which it is found again. */
    static final String ID = "dead_letter";

    /** The queue that it came from. */
    static final String QUEUE = "dead_queue";

    static final String AT = "dead_at";

    /** Of its stage, before it was set aside. */
    static final String ATTEMPTS = "dead_attempts";

    /** Of an exchange whose message was set aside; where a dead letter goes, so does that. */
    static final String WAS = "set_aside";

    /** Attempts beyond the first, as long as a message is worked on. */
    private static final String AGAIN = "attempts_again";

    /** Before another attempt: what Camel counts by itself goes with the message as it was in between. */
    @Override
    public void process(Exchange exchange) {
        exchange.setProperty(AGAIN, 1 + exchange.getProperty(AGAIN, 0, Integer.class));
    }

    public void mark(Exchange exchange) {
        exchange.setProperty(WAS, true);
        Message message = exchange.getMessage();
        message.setHeader(ID, UUID.randomUUID().toString());
        message.setHeader(AT, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        message.setHeader(ATTEMPTS, 1 + exchange.getProperty(AGAIN, 0, Integer.class));
        if (exchange.getFromEndpoint() instanceof SpringRabbitMQEndpoint from) {
            message.setHeader(QUEUE, from.getQueues());
        }
    }
}
