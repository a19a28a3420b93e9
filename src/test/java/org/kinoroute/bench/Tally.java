package org.kinoroute.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.apache.camel.impl.event.ExchangeSentEvent;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3Client;

/** Counts and times what the pipeline asks of its servers: messages sent, statements, calls of the store. */
@Configuration(proxyBeanMethods = false)
class Tally {

    enum Of {
        MESSAGES,
        STATEMENTS,
        STORE_CALLS
    }

    /** @param seconds of all together, in whichever threads */
    record Reading(long count, double seconds) {

        Reading minus(Reading before) {
            return new Reading(count - before.count, seconds - before.seconds);
        }
    }

    private static final Map<Of, LongAdder> COUNTS = adders();
    private static final Map<Of, LongAdder> NANOS = adders();
    /** Whoever looks on does not count. */
    private static final ThreadLocal<Boolean> LOOKING_ON = ThreadLocal.withInitial(() -> false);

    private static Map<Of, LongAdder> adders() {
        Map<Of, LongAdder> adders = new EnumMap<>(Of.class);
        for (Of what : Of.values()) {
            adders.put(what, new LongAdder());
        }
        return adders;
    }

    static void lookOn() {
        LOOKING_ON.set(true);
    }

    static void takePart() {
        LOOKING_ON.set(false);
    }

    static Map<Of, Reading> read() {
        Map<Of, Reading> readings = new EnumMap<>(Of.class);
        for (Of what : Of.values()) {
            readings.put(
                    what, new Reading(COUNTS.get(what).sum(), NANOS.get(what).sum() / 1e9));
        }
        return readings;
    }

    private static void add(Of what, long nanos) {
        COUNTS.get(what).increment();
        NANOS.get(what).add(nanos);
    }

    @Bean
    EventNotifierSupport messagesSent() {
        return new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof ExchangeSentEvent sent
                        && sent.getEndpoint().getEndpointUri().startsWith("spring-rabbitmq")) {
                    add(Of.MESSAGES, sent.getTimeTaken() * 1_000_000);
                }
            }
        };
    }

    @Bean
    static BeanPostProcessor counted() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof S3Client client) {
                    return wrap(client, S3Client.class, handler(client, Of.STORE_CALLS));
                }
                return bean instanceof DataSource source
                        ? wrap(source, DataSource.class, connections(source))
                        : bean;
            }
        };
    }

    private static InvocationHandler connections(DataSource source) {
        return (proxy, method, arguments) -> {
            Object result = invoke(source, method, arguments);
            return result instanceof Connection connection
                    ? wrap(connection, Connection.class, statements(connection))
                    : result;
        };
    }

    private static InvocationHandler statements(Connection connection) {
        return (proxy, method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return result instanceof Statement statement
                    ? wrap(statement, method.getReturnType(), handler(statement, Of.STATEMENTS))
                    : result;
        };
    }

    private static InvocationHandler handler(Object target, Of what) {
        return (proxy, method, arguments) -> {
            boolean counts = !LOOKING_ON.get()
                    && (what == Of.STORE_CALLS
                            ? method.getName().matches("(get|put|head|delete|list|copy).*Object.*")
                            : method.getName().startsWith("execute"));
            long begin = System.nanoTime();
            try {
                return invoke(target, method, arguments);
            } finally {
                if (counts) {
                    add(what, System.nanoTime() - begin);
                }
            }
        };
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object wrap(Object target, Class<?> type, InvocationHandler handler) {
        Class<?>[] types = type == S3Client.class || type == DataSource.class
                ? new Class<?>[] {type, AutoCloseable.class}
                : new Class<?>[] {type};
        return Proxy.newProxyInstance(
                target.getClass().getClassLoader(),
                Arrays.stream(types).filter(one -> one.isInstance(target)).toArray(Class<?>[]::new),
                handler);
    }
}
