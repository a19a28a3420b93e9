package org.kinoroute.embedded;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.kinoroute.embedded.ExternalServers.Service;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Starts the embedded servers before anything else, so that they come up while the application does; those that are
 * somebody's own are looked for first.
 */
public class EmbeddedStackInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment settings = context.getEnvironment();
        ExternalServers.check(settings);
        Set<Service> embedded = EnumSet.noneOf(Service.class);
        for (Service service : Service.values()) {
            if (service.isEmbedded(settings)) {
                embedded.add(service);
            }
        }
        if (embedded.isEmpty()) {
            return;
        }
        EmbeddedStack stack = EmbeddedStack.start(Path.of(settings.getProperty("kinoroute.data", "data")), embedded);
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        beans.registerSingleton("embeddedStack", stack);
        // Registered first, destroyed last: after all who use the servers.
        beans.registerDisposableBean("embeddedStack", stack::close);
    }
}
