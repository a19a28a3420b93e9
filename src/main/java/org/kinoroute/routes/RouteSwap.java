package org.kinoroute.routes;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.kinoroute.routes.RouteChange.Part;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;

/**
 * Exchanges parts of the running routes. A route finishes what it has in hand before it goes; what it does not finish in
 * time goes back into its queue. Where the new ones do not start, the old ones come back.
 */
@Component
class RouteSwap {

    private static final int PATIENCE_SECONDS = 5;
    private static final String NAME = "reloaded.camel.yaml";

    private final CamelContext camel;
    private final WaitingDirect direct;

    RouteSwap(CamelContext camel, WaitingDirect direct) {
        this.camel = camel;
        this.direct = direct;
    }

    /** @throws Problem where the new routes cannot be loaded; then all is as it was */
    void swap(RouteChange change) {
        rehearse(change);
        List<String> halted = change.routes().stream().filter(this::isHalted).toList();
        direct.swapping(true);
        try {
            try {
                remove(change.before());
                load(change.after());
            } catch (Exception e) {
                restore(change);
                throw problem(change, e);
            }
            for (String id : halted) {
                if (camel.getRoute(id) != null) {
                    camel.getRouteController().stopRoute(id);
                }
            }
        } catch (Problem e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("routes could not be swapped", e);
        } finally {
            direct.swapping(false);
        }
    }

    /** In a context of its own that starts nothing: what is not understood is found before anything is stopped. */
    private void rehearse(RouteChange change) {
        try (DefaultCamelContext stage = new DefaultCamelContext()) {
            stage.setAutoStartup(false);
            // What is made from a template needs it.
            load(stage, change.templates());
            load(
                    stage,
                    change.after().stream().filter(part -> !part.isTemplate()).toList());
        } catch (Exception e) {
            throw problem(change, e);
        }
    }

    private void load(List<Part> parts) throws Exception {
        load(camel, parts);
    }

    private static void load(CamelContext into, List<Part> parts) throws Exception {
        if (!parts.isEmpty()) {
            PluginHelper.getRoutesLoader(into).loadRoutes(ResourceHelper.fromString(NAME, RouteChange.text(parts)));
        }
    }

    private void remove(List<Part> parts) throws Exception {
        for (Part part : parts) {
            switch (part.kind()) {
                case "routeTemplate" -> {
                    var template = model().getRouteTemplateDefinition(part.id());
                    if (template != null) {
                        model().removeRouteTemplateDefinition(template);
                    }
                }
                case "routeConfiguration" -> {
                    RouteConfigurationDefinition policy = model().getRouteConfigurationDefinition(part.id());
                    if (policy != null) {
                        model().removeRouteConfiguration(policy);
                    }
                }
                default -> removeRoute(part.id());
            }
        }
    }

    private void removeRoute(String id) throws Exception {
        if (camel.getRoute(id) != null) {
            camel.getRouteController().stopRoute(id, PATIENCE_SECONDS, TimeUnit.SECONDS, false);
            camel.removeRoute(id);
        }
        RouteDefinition definition = model().getRouteDefinition(id);
        if (definition != null) {
            model().removeRouteDefinition(definition);
        }
    }

    private void restore(RouteChange change) {
        try {
            remove(change.after());
            // Not all of these may be gone yet.
            remove(change.before());
            load(change.before());
        } catch (Exception e) {
            throw new IllegalStateException("the routes that ran before do not start again; restart Kinoroute", e);
        }
    }

    private boolean isHalted(String id) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(id);
        return status != null && status.isStopped();
    }

    private Model model() {
        return camel.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private static Problem problem(RouteChange change, Exception e) {
        Part part = change.after().stream()
                .filter(one -> one.id().equals(route(e)))
                .findFirst()
                .orElse(
                        change.after().isEmpty()
                                ? change.before().get(0)
                                : change.after().get(change.after().size() - 1));
        String cause = Objects.toString(deepest(e).getMessage(), e.getClass().getSimpleName());
        return new Problem(
                part.file().location() + ":" + line(part) + ": " + part.kind() + " \"" + part.id()
                        + "\" does not start: " + cause.lines().findFirst().orElse(cause)
                        + "; mend it, the routes from before run on",
                e);
    }

    private static int line(Part part) {
        return RouteDocument.parse(part.file()).entries().stream()
                .filter(entry -> entry.id().filter(part.id()::equals).isPresent())
                .map(entry -> Nodes.line(entry.key()))
                .findFirst()
                .orElse(1);
    }

    private static String route(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException failed) {
                return failed.getRouteId();
            }
        }
        return null;
    }

    private static Throwable deepest(Throwable e) {
        return e.getCause() == null ? e : deepest(e.getCause());
    }
}
