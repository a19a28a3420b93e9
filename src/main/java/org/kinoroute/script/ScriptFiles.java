package org.kinoroute.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Problem;
import org.springframework.util.unit.DataSize;

/** Pictures and clips that lie beside a script, or came with it. */
final class ScriptFiles implements Assets {

    private final Path folder;
    private final FileFinder finder;
    private final DataSize maxPicture;
    private final DataSize maxClip;
    private final boolean allowOutside;

    ScriptFiles(Path folder, DataSize maxPicture, DataSize maxClip, boolean allowOutside) {
        this.folder = folder;
        this.finder = null;
        this.maxPicture = maxPicture;
        this.maxClip = maxClip;
        this.allowOutside = allowOutside;
    }

    ScriptFiles(FileFinder finder, DataSize maxPicture, DataSize maxClip) {
        this.folder = null;
        this.finder = finder;
        this.maxPicture = maxPicture;
        this.maxClip = maxClip;
        this.allowOutside = false;
    }

    @Override
    public Asset picture(String location, Where where) {
        return file(
                location,
                where,
                "picture",
                "a PNG, JPEG or WebP file",
                maxPicture,
                "max-picture",
                PictureHeader::check);
    }

    @Override
    public Asset clip(String location, Where where) {
        return file(location, where, "clip", "an MP4, WebM or MOV file", maxClip, "max-clip", ClipHeader::check);
    }

    /** Looks at what a file really is. */
    private interface Check {
        void check(Path path, String location, Where where) throws IOException;
    }

    private Asset file(
            String location, Where where, String what, String kinds, DataSize max, String setting, Check check) {
        if (finder != null) {
            return found(location, where, what, max, setting, check);
        } else if (folder == null) {
            throw where.problem("files cannot be named here; leave " + Text.quote(location) + " out");
        } else if (location.matches("(?i)[a-z][a-z0-9+.-]+://.*")) {
            throw where.problem(Text.quote(location) + " is a web address; save the " + what + " and give its path");
        }
        try {
            Path base = folder.toAbsolutePath().normalize();
            Path path = base.resolve(location).normalize();
            // Before anything is said of a file outside, even whether it is there.
            if (!allowOutside && !(path.startsWith(base) && real(path).startsWith(real(base)))) {
                throw where.problem(
                        Text.quote(location) + " lies outside the script's folder; put it beside the script");
            } else if (Files.isDirectory(path)) {
                throw where.problem(Text.quote(location) + " is a folder; give " + kinds);
            } else if (!Files.isRegularFile(path)) {
                throw where.problem(Text.quote(location) + " is not there; paths are relative to " + base);
            }
            return checked(path, location, where, max, setting, check);
        } catch (InvalidPathException e) {
            throw where.problem(Text.quote(location) + " is no path of a file; write one", e);
        } catch (IOException e) {
            throw where.problem(Text.quote(location) + " cannot be read; look at its permissions", e);
        }
    }

    private Asset found(String location, Where where, String what, DataSize max, String setting, Check check) {
        Path path;
        try {
            path = finder.find(location);
        } catch (Problem e) {
            throw where.problem(e.getMessage(), e);
        }
        try {
            return checked(path, location, where, max, setting, check);
        } catch (IOException e) {
            throw where.problem(Text.quote(location) + " cannot be read; send the " + what + " again", e);
        }
    }

    private static Asset checked(Path path, String location, Where where, DataSize max, String setting, Check check)
            throws IOException {
        if (Files.size(path) > max.toBytes()) {
            throw where.problem(Text.quote(location) + " is larger than " + TextDecoder.words(max)
                    + "; make it smaller, or raise kinoroute.script." + setting);
        }
        check.check(path, location, where);
        return new Asset(path.toString());
    }

    private static Path real(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : path;
    }
}
