package org.kinoroute.routes;

import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The component {@code direct:}, in which a call waits for a route that is just being swapped instead of failing. */
@Component("direct-component")
class WaitingDirect extends DirectComponent {

    private static final long GLANCE_MS = 50;

    private volatile boolean swapping;

    WaitingDirect(@Value("${camel.component.direct.block}") boolean block) {
        setBlock(block);
    }

    void swapping(boolean now) {
        swapping = now;
    }

    @Override
    protected DirectConsumer getConsumer(String key, boolean block, long timeout) throws InterruptedException {
        while (swapping) {
            DirectConsumer consumer = super.getConsumer(key, true, GLANCE_MS);
            if (consumer != null) {
                return consumer;
            }
        }
        return super.getConsumer(key, block, timeout);
    }
}
