package org.kinoroute.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.compose.Upload;
import org.kinoroute.compose.Uploads;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.TemporaryFiles;
import org.springframework.util.unit.DataSize;

/**
 * The files of a request of the API: parts that were uploaded with it, and data URIs. A name is looked for among the
 * parts and nowhere else, whatever it looks like; no file of this machine is reached by it. Each is checked by its
 * content, and only its media is taken on.
 */
final class UploadedFiles implements Sources {

    private static final Pattern DATA = Pattern.compile("(?is)data:[^,]{0,200};base64,");
    private static final Pattern ADDRESS = Pattern.compile("(?is)[a-z][a-z0-9+.-]+:.*");
    private static final int SHOWN = 60;

    private final Map<String, Path> parts;
    private final DataSize most;
    private final Uploads uploads;
    private final LibraryFiles libraries;
    private final Map<String, Path> taken = new HashMap<>();
    private final Map<Path, String> names = new HashMap<>();
    private final List<Path> written = new ArrayList<>();

    /**
     * @param parts by their names
     * @param most bytes of a file that stands in a data URI
     * @param uploads checks them
     * @param libraries that the one who asks may choose from
     */
    UploadedFiles(Map<String, Path> parts, DataSize most, Uploads uploads, LibraryFiles libraries) {
        this.parts = Map.copyOf(parts);
        this.most = most;
        this.uploads = uploads;
        this.libraries = libraries;
    }

    /** Files that were written here; for whoever is done with them to delete. */
    List<Path> written() {
        return written;
    }

    /** Where the files of the house's libraries, and of one's own, lie. */
    interface LibraryFiles {

        /** @param field {@code background} or {@code music} */
        Optional<Path> find(String field, String name);

        /** One by chance. */
        Optional<Path> random(String field, long seed);
    }

    @Override
    public Path file(String field, String name) {
        return taken.computeIfAbsent(field + " " + name, once -> take(field, name));
    }

    private Path take(String field, String name) {
        boolean data = isData(name);
        String called = data ? "the file in the data URI" : name;
        Path file = data ? data(field, name) : parts.get(name);
        if (file == null) {
            throw new FieldProblem(field, missing(name));
        }
        Upload upload =
                switch (field) {
                    case "images" -> uploads.shot(field, called, file);
                    case "background" -> uploads.background(field, called, file);
                    case "music" -> uploads.music(field, called, file);
                    default -> uploads.media(field, called, file);
                };
        written.add(upload.file());
        names.put(upload.file(), called);
        return upload.file();
    }

    @Override
    public Optional<Path> library(String field, String name) {
        return libraries.find(field, name);
    }

    @Override
    public Optional<Path> random(String field, long seed) {
        return libraries.random(field, seed);
    }

    private static boolean isData(String name) {
        return name.regionMatches(true, 0, "data:", 0, 5);
    }

    /** What is wrong with a name that is none of a part. */
    private String missing(String name) {
        String shown = '"' + shown(name) + '"';
        return ADDRESS.matcher(name).matches()
                ? shown + " is an address, and nothing is fetched from there; upload the file as a part of the request"
                : shown + " is not among the uploaded files; send it as a part of the request with that file name";
    }

    private Path data(String field, String uri) {
        Matcher start = DATA.matcher(uri.substring(0, Math.min(uri.length(), 256)));
        if (!start.lookingAt()) {
            throw new FieldProblem(field, "this data URI is not in base64; write it like data:image/png;base64,...");
        }
        // Four letters hold three bytes: what is too big is known before it is decoded.
        long bytes = (uri.length() - start.end()) / 4L * 3;
        if (bytes > most.toBytes()) {
            throw new FieldProblem(
                    field,
                    "the file in this data URI has more than " + most.toMegabytes()
                            + " MB; upload it as a part of the request");
        }
        try {
            byte[] content = Base64.getMimeDecoder().decode(uri.substring(start.end()));
            Path file = TemporaryFiles.file("data-uri-", null);
            written.add(file);
            Files.write(file, content);
            return file;
        } catch (IllegalArgumentException e) {
            throw new FieldProblem(field, "this data URI holds no base64; look at how it was made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isFile(String name) {
        return isData(name) || parts.containsKey(name);
    }

    @Override
    public String called(Path file) {
        return names.getOrDefault(file, file.getFileName().toString());
    }

    @Override
    public String option(String field) {
        return field;
    }

    /** For messages: one line, and short. */
    static String shown(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}\\p{Cs}]", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
}
