package org.kinoroute.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
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
     * The object as a local file, to be read only; it stays for six hours after it was last asked for.
     *
     * @throws NoSuchObjectException if there is none
     */
    Path fetch(String key);

    /**
     * What is known of an object; remembered for a while, so never to be asked whether something must be made.
     *
     * @throws NoSuchObjectException if there is none
     */
    ObjectInfo info(String key);

    /**
     * An object's content from a place on, read from the store as it is needed; to be closed.
     *
     * @throws NoSuchObjectException if there is none
     */
    InputStream read(String key, long from);

    /** An object was removed: what there is of it on this machine goes, too. */
    default void forget(String key) {}

    /** Removes an object; there may be none. */
    void delete(String key);

    /** Ends uploads in parts that were begun before a time, and never brought to their end. */
    default void abortUploads(Instant before) {}

    /** Stores a file; it is there whole, or not at all. */
    void put(String key, Path file, String contentType);

    /** Stores bytes; they are there whole, or not at all. */
    void put(String key, byte[] content, String contentType);
}
