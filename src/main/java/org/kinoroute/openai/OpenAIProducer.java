package org.kinoroute.openai;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Sends each message off as one call, and makes the answer its body. */
class OpenAIProducer extends DefaultProducer {

    private final Operation operation;

    OpenAIProducer(OpenAIEndpoint endpoint, Operation operation) {
        super(endpoint);
        this.operation = operation;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        operation.process(new Call((OpenAIEndpoint) getEndpoint(), exchange));
    }
}
