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
import org.kinoroute.video.FieldProblem;
import org.springframework.util.unit.DataSize;

/**
 * The files of a request of the API: parts that were uploaded with it, and data URIs. A name is looked for among the
 * parts and nowhere else, whatever it looks like; no file of this machine is reached by it.
 */
final class UploadedFiles implements Sources {

    private static final Pattern DATA = Pattern.compile("(?is)data:[^,]{0,200};base64,");
    private static final Pattern ADDRESS = Pattern.compile("(?is)[a-z][a-z0-9+.-]+:.*");
    private static final int SHOWN = 60;

    private final Map<String, Path> parts;
    private final DataSize most;
    private final Map<Path, String> names = new HashMap<>();
    private final List<Path> decoded = new ArrayList<>();

    /**
     * @param parts by their names
     * @param most bytes of a file that stands in a data URI
     */
    UploadedFiles(Map<String, Path> parts, DataSize most) {
        this.parts = Map.copyOf(parts);
        this.most = most;
        parts.forEach((name, path) -> names.put(path, name));
    }

    /** Files that were written because of data URIs; for whoever is done with them to delete. */
    List<Path> decoded() {
        return decoded;
    }

    Optional<Path> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    @Override
    public Path file(String field, String name) {
        if (name.regionMatches(true, 0, "data:", 0, 5)) {
            return data(field, name);
        }
        return part(name).orElseThrow(() -> new FieldProblem(field, missing(name)));
    }

    /** What is wrong with a name that is none of a part. */
    String missing(String name) {
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
            Path file = Files.createTempFile("data-uri-", null);
            decoded.add(file);
            names.put(file, "the file in the data URI");
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
        return name.regionMatches(true, 0, "data:", 0, 5) || parts.containsKey(name);
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
