package org.kinoroute.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.TemporaryFiles;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/**
 * The parts of a {@code multipart/form-data} request.
 *
 * @param request the part of that name, JSON; null: there is none
 * @param files by the name that the sender gave them, which is never a path here
 * @param names of the parts that brought files
 * @param folder of the files
 */
record Parts(byte[] request, Map<String, Path> files, Set<String> names, Path folder) {

    /** What is a path on some system, or cannot be shown, is nobody's name of a file. */
    private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");

    private static final Set<String> NO_NAMES = Set.of(".", "..");

    static Parts of(HttpServletRequest servlet, Message message, long mostRequest) throws IOException {
        MultipartHttpServletRequest multipart = WebUtils.getNativeRequest(servlet, MultipartHttpServletRequest.class);
        if (multipart == null) {
            throw new FieldProblem("request", "is missing; send it as a part of multipart/form-data");
        }
        Path folder = TemporaryFiles.directory("kinoroute-upload");
        try {
            return read(multipart, message, folder, mostRequest);
        } catch (IOException | RuntimeException e) {
            FileSystemUtils.deleteRecursively(folder);
            throw e;
        }
    }

    private static Parts read(MultipartHttpServletRequest multipart, Message message, Path folder, long mostRequest)
            throws IOException {
        String field = multipart.getParameter("request");
        byte[] request = field == null ? null : field.getBytes(StandardCharsets.UTF_8);
        Map<String, Path> files = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (PartFile part : PartFile.take(multipart, message, folder)) {
            if (part.part().equals("request")) {
                request = limited(part.file(), mostRequest);
                Files.delete(part.file());
            } else {
                names.add(part.part());
                String name = name(part.part(), part.fileName());
                if (files.put(name, part.file()) != null) {
                    throw new FieldProblem(part.part(), "two files have the name " + name + "; give each its own");
                }
            }
        }
        return new Parts(request, files, names, folder);
    }

    private static byte[] limited(Path file, long most) throws IOException {
        if (Files.size(file) > most) {
            throw ApiDoor.tooLarge(most);
        }
        return Files.readAllBytes(file);
    }

    private static String name(String part, String name) {
        if (name == null || !NAME.matcher(name).matches() || NO_NAMES.contains(name)) {
            throw new FieldProblem(
                    part, "its file has no plain name; name it without folders, in 200 characters or fewer");
        }
        return name;
    }

    /** Removes the files, those that were moved elsewhere excepted. */
    void discard() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
