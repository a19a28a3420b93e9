package org.kinoroute.embedded;

import java.nio.file.Path;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the embedded stack before anything else, so that its servers come up while the application does; or finds those
 * of the server that is at work on the folder already.
 */
public class EmbeddedStackInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (!context.getEnvironment().getProperty("kinoroute.embedded.enabled", Boolean.class, true)) {
            return;
        }
        Path folder = Path.of(context.getEnvironment().getProperty("kinoroute.data", "data"));
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        if (context.getEnvironment().getProperty("kinoroute.embedded.attach", Boolean.class, false)) {
            beans.registerSingleton("runningServer", RunningServer.of(folder));
            return;
        }
        EmbeddedStack stack = EmbeddedStack.start(folder);
        beans.registerSingleton("embeddedStack", stack);
        // Registered first, destroyed last: after all who use the servers.
        beans.registerDisposableBean("embeddedStack", stack::close);
    }
}
