package org.kinoroute.ops;

import org.apache.camel.ProducerTemplate;
import org.kinoroute.video.Videos;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.stereotype.Component;

/** Drops the dead letters that are of no use any more, for the routes. */
@Component("deadLetterSweep")
public class DeadLetterSweep {

    private final DeadLetters letters;

    DeadLetterSweep(ConnectionFactory connections, AmqpAdmin admin, Videos videos, ProducerTemplate producer) {
        letters = new DeadLetters(connections, admin, videos, producer);
    }

    public void sweep() {
        letters.sweep();
    }
}
