package org.kinoroute.api.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class PagesTest {

    private static final AnnotationConfigWebApplicationContext CONTEXT = new AnnotationConfigWebApplicationContext();
    private static MockMvc web;

    @EnableWebMvc
    static class Web {}

    @BeforeAll
    static void start() {
        CONTEXT.register(Web.class, Pages.class);
        CONTEXT.setServletContext(new MockServletContext());
        CONTEXT.refresh();
        web = MockMvcBuilders.webAppContextSetup(CONTEXT).build();
    }

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/new",
                "/new/chat",
                "/videos/7c9e6679-7425-40de-944b-e07fc1f90ae7",
                "/voices",
                "/library",
                "/upload",
                "/upload/details",
                "/upload/review",
                "/my-ads",
                "/my-ads/3",
                "/keys",
                "/settings",
                "/login"
            })
    void every_address_gives_the_document(String address) throws Exception {
        web.perform(get(address)).andExpect(status().isOk()).andExpect(forwardedUrl("/app/index.html"));
        assertThat(Pages.isPage(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/videos", "/actuator/health", "/videos", "/videos/a/b", "/buckets", "/download/x", "/appx"})
    void other_addresses_are_others(String address) throws Exception {
        assertThat(Pages.isPage(address)).isFalse();
    }

    @Test
    void pages_are_read_and_nothing_else() throws Exception {
        web.perform(post("/")).andExpect(status().isMethodNotAllowed());
    }

    @Test
    void files_are_asked_for_anew_and_sent_only_when_they_changed() throws Exception {
        String etag = web.perform(get("/app/main.js"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "text/javascript"))
                .andExpect(header().string("Cache-Control", "no-cache"))
                .andExpect(header().doesNotExist("Last-Modified"))
                .andReturn()
                .getResponse()
                .getHeader("ETag");

        web.perform(get("/app/main.js").header("If-None-Match", etag)).andExpect(status().isNotModified());
        web.perform(get("/app/main.js").header("If-None-Match", "\"another\"")).andExpect(status().isOk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/none.js", "/app/../application.yaml", "/app/%2e%2e/application.yaml", "/app/"})
    void nothing_else_is_served(String path) throws Exception {
        web.perform(get(java.net.URI.create(path)))
                .andExpect(
                        result -> assertThat(result.getResponse().getStatus()).isBetween(400, 499));
    }
}
