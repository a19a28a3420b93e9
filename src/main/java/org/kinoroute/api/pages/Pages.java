package org.kinoroute.api.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.server.PathContainer;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The dashboard: one document at each of its addresses, which shows the page that the address means. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class Pages implements WebMvcConfigurer {

    private static final String FILES = "/app/**";
    private static final String DOCUMENT = "/app/index.html";

    private static final List<String> ADDRESSES = List.of(
            "/",
            "/new",
            "/new/{format}",
            "/videos/{id}",
            "/voices",
            "/library",
            "/upload",
            "/upload/details",
            "/upload/review",
            "/my-ads",
            "/my-ads/{id}",
            "/keys",
            "/settings",
            "/login");

    private static final List<PathPattern> PATTERNS =
            ADDRESSES.stream().map(PathPatternParser.defaultInstance::parse).toList();
    private static final PathPattern OWN = PathPatternParser.defaultInstance.parse(FILES);

    /** Whether a path is an address or a file of the dashboard: the same for everybody, and with nobody's data in it. */
    public static boolean isPage(String path) {
        PathContainer container = PathContainer.parsePath(path);
        return OWN.matches(container) || PATTERNS.stream().anyMatch(pattern -> pattern.matches(container));
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        ADDRESSES.forEach(address -> registry.addViewController(address).setViewName("forward:" + DOCUMENT));
    }

    /** By their content: a build gives all files the same time, so a browser could not tell new ones from old ones by it. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(FILES)
                .addResourceLocations("classpath:/static/app/")
                .setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(Pages::etag);
    }

    private static String etag(Resource file) {
        try {
            return '"' + DigestUtils.md5DigestAsHex(file.getContentAsByteArray()) + '"';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
