package org.kinoroute.embedded;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.kinoroute.embedded.ExternalServers.Service;
import org.kinoroute.video.Unavailable;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Starts the embedded servers before anything else, so that they come up while the application does, or finds those of
 * the server that is at work on the folder already. Those that are somebody's own are looked for first.
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
        Path folder = Path.of(settings.getProperty("kinoroute.data", "data"));
        var beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
        boolean attached = settings.getProperty("kinoroute.embedded.attach", Boolean.class, false);
        if (attached && !embedded.isEmpty()) {
            beans.registerSingleton("runningServer", found(folder, embedded));
        }
        if (attached || embedded.isEmpty()) {
            beans.registerDisposableBean("temporaryFolder", DataFolder.share(folder, attached)::close);
            return;
        }
        Path programs = Path.of(settings.getProperty(
                "kinoroute.embedded.programs", folder.resolve("bin").toString()));
        EmbeddedStack stack = EmbeddedStack.start(folder, programs.toAbsolutePath(), embedded);
        if (settings.getProperty("kinoroute.embedded.publish", Boolean.class, false)) {
            stack.announce();
        }
        beans.registerSingleton("embeddedStack", stack);
        // Registered first, destroyed last: after all who use the servers.
        beans.registerDisposableBean("embeddedStack", stack::close);
    }

    private static RunningServer found(Path folder, Set<Service> embedded) {
        RunningServer server = RunningServer.of(folder);
        boolean same = embedded.contains(Service.POSTGRES) != server.jdbcUrl().isEmpty()
                && embedded.contains(Service.BROKER) != (server.amqpPort() == 0)
                && embedded.contains(Service.STORE) != server.store().toString().isEmpty();
        if (!same) {
            throw new Unavailable("the server that is at work on " + folder
                    + " has its database, broker or store elsewhere than it is said here; use the environment variables"
                    + " that it was started with, such as POSTGRES_HOST");
        }
        return server;
    }
}
