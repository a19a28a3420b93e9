package org.kinoroute.ops;

import java.util.Hashtable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.RouteStartedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.kinoroute.video.Videos;
import org.kinoroute.voice.VoiceLimits;
import org.kinoroute.voice.VoiceServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jmx.export.annotation.AnnotationMBeanExporter;
import org.springframework.jmx.support.JmxUtils;
import org.springframework.jmx.support.RegistrationPolicy;
import org.springframework.stereotype.Component;

/**
 * Shows what an operator sees and does over JMX, once the server is ready: an MBean for each stage that works here, one
 * for each voice engine that is a server, and the dead letters.
 */
@Component
@ConditionalOnWebApplication
class OperatorBeans implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorBeans.class);
    private static final String DOMAIN = "org.kinoroute";
    private static final String ENGINE = "direct://voice-";
    private static final String ASKED = "direct:speak-";

    private final CamelContext camel;
    private final Stages stages;
    private final Queues queues;
    private final DeadLetters letters;
    private final VoiceServices engines;
    private final VoiceLimits limits;
    private final boolean unique;
    private final Set<ObjectName> shown = ConcurrentHashMap.newKeySet();
    private final AnnotationMBeanExporter exporter = new AnnotationMBeanExporter();

    OperatorBeans(
            CamelContext camel,
            Stages stages,
            Queues queues,
            ConnectionFactory connections,
            AmqpAdmin admin,
            Videos videos,
            ProducerTemplate producer,
            VoiceServices engines,
            VoiceLimits limits,
            @Value("${spring.jmx.unique-names:false}") boolean unique) {
        this.camel = camel;
        this.stages = stages;
        this.queues = queues;
        this.letters = new DeadLetters(connections, admin, videos, producer);
        this.engines = engines;
        this.limits = limits;
        this.unique = unique;
        exporter.setAutodetect(false);
        exporter.setRegistrationPolicy(RegistrationPolicy.REPLACE_EXISTING);
    }

    /** Not before: no start waits for it. */
    @EventListener(ApplicationReadyEvent.class)
    void show() {
        exporter.afterPropertiesSet();
        exporter.afterSingletonsInstantiated();
        show(letters, "DeadLetters", null);
        camel.getRoutes().forEach(this::show);
        // Those that come while it runs.
        EventNotifierSupport newcomers = new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                show(((RouteStartedEvent) event).getRoute());
            }

            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof RouteStartedEvent;
            }
        };
        newcomers.setIgnoreExchangeEvents(true);
        newcomers.start();
        camel.getManagementStrategy().addEventNotifier(newcomers);
    }

    private void show(Route route) {
        stages.of(route.getEndpoint())
                .filter(stage -> stages.names().contains(stage))
                .ifPresent(stage -> show(new StageBean(stage, stages, queues, camel), "Stage", stage));
        String uri = route.getEndpoint().getEndpointUri();
        String engine = uri.startsWith(ENGINE) ? uri.substring(ENGINE.length()) : "";
        if (camel.hasEndpoint(ASKED + engine) != null) {
            show(new EngineBean(engine, engines, limits), "VoiceEngine", engine);
        }
    }

    private void show(Object bean, String type, String name) {
        try {
            Hashtable<String, String> keys = new Hashtable<>();
            keys.put("type", type);
            if (name != null) {
                keys.put("name", name);
            }
            ObjectName as = new ObjectName(DOMAIN, keys);
            if (unique) {
                as = JmxUtils.appendIdentityToObjectName(as, this);
            }
            if (shown.add(as)) {
                exporter.registerManagedResource(bean, as);
            }
        } catch (MalformedObjectNameException | RuntimeException e) {
            LOG.warn("{} {} cannot be shown over JMX", type, name == null ? "" : name, e);
        }
    }

    @Override
    public void destroy() {
        exporter.destroy();
    }
}
