package org.kinoroute.ops;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    OpenTelemetrySdk openTelemetry(ObjectProvider<SpanExporter> other) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addSamplerCustomizer((sampler, settings) -> Sampler.parentBased(new Beginnings(sampler)))
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
                OpenTelemetryTracer tracer = new OpenTelemetryTracer();
                tracer.setExcludePatterns("timer:*");
                tracer.init(camel);
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {}
        };
    }

    /**
     * Traces begin with a request, or with a video that is taken up. The clocks that look into the tables every other
     * second would drown them.
     *
     * @param inner what the variables say, such as a share of all
     */
    private record Beginnings(Sampler inner) implements Sampler {

        private static final Set<String> NAMES =
                Set.of("GET", "POST", "DELETE", "script", "recovery", "dead-letters-retry");

        @Override
        public SamplingResult shouldSample(
                Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
            return NAMES.contains(name)
                    ? inner.shouldSample(parent, trace, name, kind, attributes, links)
                    : SamplingResult.drop();
        }

        @Override
        public String getDescription() {
            return "Beginnings{" + inner.getDescription() + "}";
        }
    }
}
