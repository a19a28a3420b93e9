package org.kinoroute.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.CamelFileDataSource;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * A file that came as a part of a {@code multipart/form-data} request.
 *
 * @param part name of the part
 * @param fileName as its sender called it, which is never a path here; or null
 * @param file where it lies now
 */
public record PartFile(String part, String fileName, Path file) {

    /** Moves all files of a request into a folder: Camel's own door knows but one of each name, and keeps that. */
    public static List<PartFile> take(MultipartHttpServletRequest request, Message message, Path folder)
            throws IOException {
        Map<String, Path> taken = takenByCamel(message);
        List<PartFile> files = new ArrayList<>();
        for (Map.Entry<String, List<MultipartFile>> part :
                request.getMultiFileMap().entrySet()) {
            for (MultipartFile given : part.getValue()) {
                Path file = folder.resolve(String.valueOf(files.size()));
                Path first = taken.remove(part.getKey());
                if (first != null && Files.exists(first)) {
                    Files.move(first, file);
                } else {
                    given.transferTo(file);
                }
                files.add(new PartFile(part.getKey(), given.getOriginalFilename(), file));
            }
        }
        return files;
    }

    private static Map<String, Path> takenByCamel(Message message) {
        Map<String, Path> taken = new HashMap<>();
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
}
