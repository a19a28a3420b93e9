package org.kinoroute.api;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Paths of controllers go before Camel's doors, of which one takes all that is below {@code /api}. */
@Component
@ConditionalOnWebApplication
class ControllersFirst implements WebMvcRegistrations {

    /** Camel's mapping has -1. */
    private static final int BEFORE_CAMEL = -2;

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RequestMappingHandlerMapping() {
            @Override
            public int getOrder() {
                // Spring sets its own order later.
                return BEFORE_CAMEL;
            }
        };
    }
}
