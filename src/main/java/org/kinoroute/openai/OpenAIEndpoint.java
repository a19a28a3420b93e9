package org.kinoroute.openai;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Chat, speech, transcription and images by OpenAI, or by any server that speaks its language. */
@UriEndpoint(
        firstVersion = "4.17.0",
        scheme = "openai",
        title = "OpenAI",
        syntax = "openai:operation",
        category = Category.AI,
        producerOnly = true,
        headersClass = OpenAIConstants.class)
public class OpenAIEndpoint extends DefaultEndpoint {

    @UriPath(
            enums = "chat-completion,audio-speech,audio-transcription,image-generation",
            description = "What is asked for.")
    @Metadata(required = true)
    private String operation;

    @UriParam
    private OpenAIConfiguration configuration;

    public OpenAIEndpoint(String uri, OpenAIComponent component, OpenAIConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() throws Exception {
        return new OpenAIProducer(this, Operation.named(operation));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("openai: answers calls, nothing can be taken from it");
    }

    @Override
    public OpenAIComponent getComponent() {
        return (OpenAIComponent) super.getComponent();
    }

    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public OpenAIConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(OpenAIConfiguration configuration) {
        this.configuration = configuration;
    }
}
