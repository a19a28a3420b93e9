package org.kinoroute.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kinoroute.video.TemporaryFiles;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Tomcat writes what it takes in, such as parts of requests, where all lies that is half-made. */
@Component
@ConditionalOnWebApplication
class TomcatFolders implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean {

    private Path folder;

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        try {
            folder = TemporaryFiles.directory("tomcat-");
            factory.setBaseDirectory(folder.toFile());
            // Empty: what is served comes from the jar.
            factory.setDocumentRoot(
                    Files.createDirectory(folder.resolve("documents")).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void destroy() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
