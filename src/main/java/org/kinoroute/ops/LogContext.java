package org.kinoroute.ops;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Tells the log which video and which scene a step works on. Both travel with the message as headers, over queues and
 * threads; so each step, on whichever thread it runs, says them to its own thread, and takes them back after it.
 */
@Component
class LogContext implements InterceptStrategy {

    /** The log knows it by the name that it has as a header; operations of the API have it as {@code id}. */
    private static final String VIDEO = "video_id";

    private static final String SCENE = "scene";

    /** As the W3C writes it: version, trace, span and flags. */
    private static final String TRACEPARENT = "traceparent";

    private static final String TRACE = "trace.id";

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext camel, NamedNode node, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                String video = MDC.get(VIDEO);
                String scene = MDC.get(SCENE);
                String trace = MDC.get(TRACE);
                enter(exchange);
                try {
                    return super.process(exchange, callback);
                } finally {
                    set(VIDEO, video);
                    set(SCENE, scene);
                    set(TRACE, trace);
                }
            }
        };
    }

    private static void enter(Exchange exchange) {
        Object video = exchange.getMessage().getHeader(VIDEO);
        if (video == null) {
            video = exchange.getProperty("accepted");
        }
        if (video == null && exchange.getProperty("operation", "", String.class).contains("Video")) {
            video = exchange.getMessage().getHeader("id");
        }
        // What a step does not know, it keeps of the one that has called it.
        say(VIDEO, video);
        say(SCENE, exchange.getMessage().getHeader(SCENE));
        String parent = exchange.getMessage().getHeader(TRACEPARENT, String.class);
        if (parent != null && parent.length() > 35) {
            MDC.put(TRACE, parent.substring(3, 35));
        }
    }

    private static void say(String key, Object value) {
        if (value != null) {
            MDC.put(key, value.toString());
        }
    }

    private static void set(String key, String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
