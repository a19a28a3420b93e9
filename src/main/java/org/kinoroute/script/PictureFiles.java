package org.kinoroute.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.kinoroute.video.Asset;
import org.springframework.util.unit.DataSize;

/** Pictures beside a script. */
final class PictureFiles implements Assets {

    private final Path folder;
    private final DataSize max;
    private final boolean allowOutside;

    PictureFiles(Path folder, DataSize max, boolean allowOutside) {
        this.folder = folder;
        this.max = max;
        this.allowOutside = allowOutside;
    }

    @Override
    public Asset picture(String location, Where where) {
        if (folder == null) {
            throw where.problem("files cannot be named here; leave " + Text.quote(location) + " out");
        } else if (location.matches("(?i)[a-z][a-z0-9+.-]+://.*")) {
            throw where.problem(Text.quote(location) + " is a web address; save the picture and give its path");
        }
        try {
            Path base = folder.toAbsolutePath().normalize();
            Path path = base.resolve(location).normalize();
            // Before anything is said of a file outside, even whether it is there.
            if (!allowOutside && !(path.startsWith(base) && real(path).startsWith(real(base)))) {
                throw where.problem(
                        Text.quote(location) + " lies outside the script's folder; put it beside the script");
            } else if (Files.isDirectory(path)) {
                throw where.problem(Text.quote(location) + " is a folder; give a PNG, JPEG or WebP file");
            } else if (!Files.isRegularFile(path)) {
                throw where.problem(Text.quote(location) + " is not there; paths are relative to " + base);
            } else if (Files.size(path) > max.toBytes()) {
                throw where.problem(Text.quote(location) + " is larger than " + TextDecoder.words(max)
                        + "; make it smaller, or raise kinoroute.script.max-picture");
            }
            PictureHeader.check(path, location, where);
            return new Asset(path.toString());
        } catch (InvalidPathException e) {
            throw where.problem(Text.quote(location) + " is no path of a file; write one", e);
        } catch (IOException e) {
            throw where.problem(Text.quote(location) + " cannot be read; look at its permissions", e);
        }
    }

    private static Path real(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : path;
    }
}
