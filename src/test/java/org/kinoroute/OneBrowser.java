package org.kinoroute;

import org.kinoroute.visual.Browser;
import org.kinoroute.visual.VisualProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The browser of all applications that tests start in this process: to start one takes longer than most drawings. */
public class OneBrowser {

    public static final Browser BROWSER = new Browser(VisualProperties.defaults()) {
        @Override
        public void close() {
            // It ends with this process.
        }
    };

    @Bean
    @Primary
    Browser sharedBrowser() {
        return BROWSER;
    }
}
