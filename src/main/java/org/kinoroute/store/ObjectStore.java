package org.kinoroute.store;

import java.nio.file.Path;
import java.util.List;

/**
 * The media of all videos, by key. An object is written once and never changed under its key, so what was read once may
 * be kept.
 */
public interface ObjectStore {

    boolean exists(String key);

    /** All objects whose keys begin with a prefix. */
    List<StoredObject> list(String prefix);

    /**
     * The object as a local file, to be read only; it stays at least until the process ends.
     *
     * @throws NoSuchObjectException if there is none
     */
    Path fetch(String key);

    /** Stores a file; it is there whole, or not at all. */
    void put(String key, Path file, String contentType);

    /** Stores bytes; they are there whole, or not at all. */
    void put(String key, byte[] content, String contentType);
}
