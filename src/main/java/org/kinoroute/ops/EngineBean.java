package org.kinoroute.ops;

import org.kinoroute.voice.VoiceLimits;
import org.kinoroute.voice.VoiceLimits.Limits;
import org.kinoroute.voice.VoiceServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/** What an operator sees of a voice engine that is a server, and changes of it. */
@ManagedResource(description = "A voice engine that is a server, and how often this process asks it")
public class EngineBean {

    private static final Logger LOG = LoggerFactory.getLogger(EngineBean.class);
    private static final int MOST = 10_000;

    private final String engine;
    private final VoiceServices services;
    private final VoiceLimits limits;

    EngineBean(String engine, VoiceServices services, VoiceLimits limits) {
        this.engine = engine;
        this.services = services;
        this.limits = limits;
    }

    @ManagedAttribute(description = "Address of the server")
    public String getUrl() {
        return services.url(engine);
    }

    @ManagedAttribute(description = "Requests a minute at most; 0: as many as there are")
    public int getRate() {
        return services.limits(engine).rate();
    }

    @ManagedAttribute(description = "Requests at once at most")
    public int getConcurrency() {
        return services.limits(engine).concurrency();
    }

    @ManagedAttribute(description = "Whether the limits were changed since the start")
    public boolean isChanged() {
        return limits.of(engine).isPresent();
    }

    @ManagedOperation(
            description = "Changes the limits; from the next request on, in this process, until reset or its end.")
    @ManagedOperationParameter(name = "rate", description = "Requests a minute, 0 to 10000; 0: as many as there are.")
    @ManagedOperationParameter(name = "concurrency", description = "Requests at once, 1 to 10000.")
    public String change(int rate, int concurrency) {
        check("rate", rate, 0);
        check("concurrency", concurrency, 1);
        limits.change(engine, new Limits(rate, concurrency));
        LOG.info("Voice engine {}: {} requests a minute, {} at once", engine, rate, concurrency);
        return said();
    }

    @ManagedOperation(description = "The limits of the settings hold again.")
    public String reset() {
        limits.reset(engine);
        LOG.info("Voice engine {}: the limits of the settings hold again", engine);
        return said();
    }

    private static void check(String what, int number, int least) {
        if (number < least || number > MOST) {
            throw new IllegalArgumentException(
                    what + ": " + number + " is out of range; it goes from " + least + " to " + MOST);
        }
    }

    private String said() {
        return engine + ": " + (getRate() == 0 ? "any number of" : getRate()) + " requests a minute, "
                + getConcurrency() + " at once";
    }
}
