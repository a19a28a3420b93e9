package org.kinoroute.embedded;

import java.nio.file.Path;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the embedded stack before anything else, so that its servers come up while the application does. */
public class EmbeddedStackInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!context.getEnvironment().getProperty("kinoroute.embedded.enabled", Boolean.class, true)) {
            return;
        }
        EmbeddedStack stack =
                EmbeddedStack.start(Path.of(context.getEnvironment().getProperty("kinoroute.data", "data")));
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        beans.registerSingleton("embeddedStack", stack);
        // Registered first, destroyed last: after all who use the servers.
        beans.registerDisposableBean("embeddedStack", stack::close);
    }
}
