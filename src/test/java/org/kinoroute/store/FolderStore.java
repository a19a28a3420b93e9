package org.kinoroute.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A store that is a folder, for tests of beans that only need files under keys; the S3 store has tests of its own. */
public final class FolderStore implements ObjectStore {

    private final Path folder;

    public FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean exists(String key) {
        return Files.exists(folder.resolve(key));
    }

    @Override
    public List<StoredObject> list(String prefix) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new StoredObject(
                            folder.relativize(file).toString(),
                            file.toFile().length(),
                            Instant.ofEpochMilli(file.toFile().lastModified())))
                    .filter(object -> object.key().startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path fetch(String key) {
        if (!exists(key)) {
            throw new NoSuchObjectException(key, null);
        }
        return folder.resolve(key);
    }

    @Override
    public ObjectInfo info(String key) {
        Path file = fetch(key);
        return new ObjectInfo(
                key,
                file.toFile().length(),
                null,
                ContentKey.sha256(file),
                Instant.ofEpochMilli(file.toFile().lastModified()),
                false);
    }

    @Override
    public InputStream read(String key, long from) {
        try {
            InputStream in = Files.newInputStream(fetch(key));
            in.skipNBytes(from);
            return in;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(folder.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(String key, Path file, String contentType) {
        try {
            Files.createDirectories(folder.resolve(key).getParent());
            Files.copy(file, folder.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(String key, byte[] content, String contentType) {
        try {
            Files.createDirectories(folder.resolve(key).getParent());
            Files.write(folder.resolve(key), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
