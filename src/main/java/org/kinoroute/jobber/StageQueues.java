package org.kinoroute.jobber;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.config.RetryInterceptorBuilder;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.retry.ImmediateRequeueMessageRecoverer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.retry.interceptor.RetryOperationsInterceptor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The queues between the stages: durable, and there before the first message, whichever stage starts first. Only what
 * RabbitMQ and the embedded broker share is used: no broker-side time to live, dead lettering or expiry.
 */
@Configuration(proxyBeanMethods = false)
class StageQueues {

    /** Where messages lie that could not be worked on; one for all lanes, kept when a lane goes. */
    static final String DEAD_LETTERS = "kinoroute.dead-letters";

    /** Where others ask for voices; one for all lanes, by the name that they know. */
    static final String REQUESTS = "jobber-requests";

    /** Each has a queue in a lane. */
    static final List<String> STAGES =
            List.of("script", "scenes", "visuals", "workers", "assembly", "compose", "segments");

    @Bean
    Declarables stageQueueDeclarables(@Value("${kinoroute.lane}") String lane) {
        Stream<String> stages = STAGES.stream().map(stage -> lane + "." + stage);
        return new Declarables(Stream.concat(stages, Stream.of(DEAD_LETTERS, REQUESTS))
                .map(name -> {
                    Queue queue = QueueBuilder.durable(name).build();
                    // It may be there as somebody else has made it.
                    queue.setIgnoreDeclarationExceptions(name.equals(REQUESTS));
                    return queue;
                })
                .toList());
    }

    /**
     * Threads for as many consumers as there are. The client would have as many as there are processors for all of them,
     * and a few lines that wait for a speech server would hold up every other stage.
     */
    @Bean
    static BeanPostProcessor consumerThreads() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof CachingConnectionFactory connections) {
                    CustomizableThreadFactory threads = new CustomizableThreadFactory("consumer-");
                    threads.setDaemon(true);
                    connections.setExecutor(Executors.newCachedThreadPool(threads));
                }
                return bean;
            }
        };
    }

    /** A message that not even the error handling could settle goes back into its queue; the default would drop it. */
    @Bean
    RetryOperationsInterceptor giveBack() {
        return RetryInterceptorBuilder.stateless()
                .maxAttempts(1)
                .recoverer(new ImmediateRequeueMessageRecoverer())
                .build();
    }
}
