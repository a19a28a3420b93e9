package org.kinoroute.visual;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({VisualProperties.class, ThemeProperties.class, ImageProperties.class})
class VisualConfiguration {}
