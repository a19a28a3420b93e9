package org.kinoroute.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.CamelFileDataSource;
import org.kinoroute.video.FieldProblem;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartFile;
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
        Path folder = Files.createTempDirectory("kinoroute-upload");
        try {
            return read(multipart, takenByCamel(message), folder, mostRequest);
        } catch (IOException | RuntimeException e) {
            FileSystemUtils.deleteRecursively(folder);
            throw e;
        }
    }

    private static Parts read(
            MultipartHttpServletRequest multipart, Map<String, Path> taken, Path folder, long mostRequest)
            throws IOException {
        String field = multipart.getParameter("request");
        byte[] request = field == null ? null : field.getBytes(StandardCharsets.UTF_8);
        Map<String, Path> files = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, List<MultipartFile>> entry :
                multipart.getMultiFileMap().entrySet()) {
            for (int i = 0; i < entry.getValue().size(); i++) {
                Path file = folder.resolve(String.valueOf(files.size()));
                if (i == 0 && taken.containsKey(entry.getKey())) {
                    // Camel has moved the first part of each name already.
                    Files.move(taken.get(entry.getKey()), file);
                } else {
                    entry.getValue().get(i).transferTo(file);
                }
                if (entry.getKey().equals("request")) {
                    request = limited(file, mostRequest);
                    Files.delete(file);
                } else {
                    names.add(entry.getKey());
                    String name = name(entry.getKey(), entry.getValue().get(i).getOriginalFilename());
                    if (files.put(name, file) != null) {
                        throw new FieldProblem(
                                entry.getKey(), "two files have the name " + name + "; give each its own");
                    }
                }
            }
        }
        return new Parts(request, files, names, folder);
    }

    private static Map<String, Path> takenByCamel(Message message) {
        Map<String, Path> taken = new LinkedHashMap<>();
        Map<String, Attachment> attachments =
                message.getExchange().getMessage(AttachmentMessage.class).getAttachmentObjects();
        if (attachments != null) {
            attachments.forEach((name, attachment) -> {
                if (attachment.getDataHandler().getDataSource() instanceof CamelFileDataSource file) {
                    taken.put(name, file.getFile().toPath());
                }
            });
        }
        return taken;
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
