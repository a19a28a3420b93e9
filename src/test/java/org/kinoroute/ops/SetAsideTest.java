package org.kinoroute.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Problem;

/** What a message that is set aside says of itself. */
class SetAsideTest {

    private static Exchange fail(RuntimeException error) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    SetAside setAside = new SetAside();
                    // As in 00-errors.
                    onException(Problem.class)
                            .useOriginalMessage()
                            .handled(true)
                            .bean(setAside, "mark");
                    onException(Exception.class)
                            .maximumRedeliveries(2)
                            .redeliveryDelay(1)
                            .onRedelivery(setAside)
                            .useOriginalMessage()
                            .handled(true)
                            .bean(setAside, "mark");
                    from("direct:stage").setBody(constant("half-way")).process(exchange -> {
                        throw error;
                    });
                }
            });
            camel.start();
            return camel.createProducerTemplate()
                    .request("direct:stage", exchange -> exchange.getMessage().setBody("as it came"));
        }
    }

    @Test
    void itSaysAfterHowManyAttempts() throws Exception {
        Exchange tried = fail(new IllegalStateException("hiccup"));

        assertThat(tried.getMessage().getHeader(SetAside.ATTEMPTS)).isEqualTo(3);
        assertThat(tried.getMessage().getBody()).isEqualTo("as it came");
        assertThat(tried.getProperty(SetAside.WAS)).isEqualTo(true);
        assertThat(UUID.fromString(tried.getMessage().getHeader(SetAside.ID, String.class)))
                .isNotNull();
    }

    @Test
    void whatIsWrongByItselfHadOneAttempt() throws Exception {
        assertThat(fail(new Problem("wrong")).getMessage().getHeader(SetAside.ATTEMPTS))
                .isEqualTo(1);
    }
}
