package org.kinoroute.routes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.kinoroute.video.Problem;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * One file of routes.
 *
 * @param name e.g. {@code 20-scenes.camel.yaml}; a user's file takes the place of the built-in one of its name
 * @param resource where it lies
 * @param replaces the built-in file in whose place it stands; null: none
 */
public record RouteFile(String name, Resource resource, Origin origin, RouteFile replaces) {

    static RouteFile builtIn(String name, Resource resource) {
        return new RouteFile(name, resource, Origin.BUILT_IN, null);
    }

    /** @param other the file that had its name until now; null: none */
    static RouteFile user(String name, Resource resource, RouteFile other) {
        RouteFile replaces = other == null || other.isBuiltIn() ? other : other.replaces();
        return new RouteFile(name, resource, replaces == null ? Origin.ADDED : Origin.REPLACED, replaces);
    }

    /** Whose it is. */
    public enum Origin {
        BUILT_IN("built-in"),
        REPLACED("replaced"),
        ADDED("added");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** The name without its ending: what makes two files the same. */
    public String stem() {
        return stem(name);
    }

    static String stem(String name) {
        return name.replaceFirst("(\\.camel)?\\.yaml$", "");
    }

    public boolean isBuiltIn() {
        return origin == Origin.BUILT_IN;
    }

    /** How it is named to people: a path for the user's own. */
    public String location() {
        try {
            return isBuiltIn() ? "routes/" + name : resource.getFile().getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The file as it is now, whatever becomes of it.
     *
     * @throws Problem where it cannot be read
     */
    RouteFile frozen() {
        byte[] content = text().getBytes(StandardCharsets.UTF_8);
        Resource as = resource;
        Resource frozen = new ByteArrayResource(content) {
            @Override
            public File getFile() throws IOException {
                return as.getFile();
            }
        };
        return new RouteFile(name, frozen, origin, replaces);
    }

    /** @throws Problem where it cannot be read */
    public String text() {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new Problem(location() + ":1: not YAML: no UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new Problem(location() + ":1: cannot be read (" + e.getMessage() + "); look at its permissions", e);
        }
    }
}
