package org.kinoroute.compose;

import org.kinoroute.store.ObjectStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that the routes of composition call. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ComposeProperties.class)
public class ComposeConfiguration {

    @Bean
    Backgrounds backgrounds(ObjectStore store, ComposeProperties properties) {
        return new Backgrounds(store, properties);
    }

    @Bean
    SegmentEncoder segmentEncoder(ObjectStore store, Backgrounds backgrounds, ComposeProperties properties) {
        return new SegmentEncoder(store, backgrounds, properties);
    }

    @Bean
    SoundTrack soundTrack(ObjectStore store, ComposeProperties properties) {
        return new SoundTrack(store, properties);
    }

    @Bean
    Joiner joiner() {
        return new Joiner();
    }

    @Bean
    Thumbnail thumbnail(ObjectStore store, Backgrounds backgrounds) {
        return new Thumbnail(store, backgrounds);
    }

    @Bean
    CaptionFiles captionFiles() {
        return new CaptionFiles();
    }
}
