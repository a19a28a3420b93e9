package org.kinoroute.ops;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Traces by OpenTelemetry, where they are asked for: a span for each route that a message goes through and each call
 * that it makes. W3C headers carry the trace over the queues. Where traces go, the variables say that all of
 * OpenTelemetry's kind know, such as {@code OTEL_EXPORTER_OTLP_ENDPOINT}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("kinoroute.tracing.enabled")
class TracingConfiguration {

    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "kinoroute",
            "otel.exporter.otlp.protocol", "http/protobuf",
            // Of these the log file and Prometheus know.
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    /** @param other in place of the one that the variables name */
    @Bean(destroyMethod = "close")
    io.opentelemetry.sdk.OpenTelemetrySdk openTelemetry(ObjectProvider<SpanExporter> other) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addSpanExporterCustomizer((exporter, settings) -> other.getIfAvailable(() -> exporter))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    @Bean
    Tracer tracer(OpenTelemetry openTelemetry) {
        return openTelemetry.getTracer("kinoroute");
    }

    @Bean
    ContextPropagators contextPropagators(OpenTelemetry openTelemetry) {
        return openTelemetry.getPropagators();
    }

    @Bean
    CamelContextConfiguration tracedRoutes() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                new OpenTelemetryTracer().init(camel);
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {}
        };
    }
}
