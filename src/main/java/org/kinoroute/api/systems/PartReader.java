package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.attachment.CamelFileDataSource;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Reads multipart requests: Camel's own door knows but one file of each name. */
@Component("partReader")
public class PartReader {

    private static final String FIELD = "images";

    /** @return null: the request is of another type */
    public Parts read(Exchange exchange) throws IOException {
        PlatformHttpMessage message = exchange.getMessage(PlatformHttpMessage.class);
        discardCopies(exchange);
        if (message == null || !(message.getRequest() instanceof MultipartHttpServletRequest request)) {
            return null;
        }
        ObjectNode fields = Asked.object();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        Path folder = Files.createTempDirectory("kinoroute-parts");
        Map<String, Path> files = new LinkedHashMap<>();
        try {
            for (String name : request.getMultiFileMap().keySet()) {
                for (MultipartFile file : request.getMultiFileMap().get(name)) {
                    // Names from outside are nobody's paths.
                    if (name.replace("[]", "").equals(FIELD) && !file.isEmpty()) {
                        Path copy = folder.resolve("image-" + (files.size() + 1));
                        file.transferTo(copy);
                        files.put(copy.getFileName().toString(), copy);
                    }
                }
            }
            return new Parts(fields, files, folder);
        } catch (IOException | RuntimeException e) {
            FileSystemUtils.deleteRecursively(folder);
            throw e;
        }
    }

    /** Removes the files once they lie in the store. */
    public void discard(Parts parts) throws IOException {
        if (parts != null) {
            FileSystemUtils.deleteRecursively(parts.folder());
        }
    }

    /** Copies that Camel's door has made of some files, and would leave behind. */
    private static void discardCopies(Exchange exchange) throws IOException {
        AttachmentMessage attached = exchange.getMessage(AttachmentMessage.class);
        if (attached == null || !attached.hasAttachments()) {
            return;
        }
        for (var attachment : attached.getAttachments().values()) {
            if (attachment.getDataSource() instanceof CamelFileDataSource copy) {
                Files.deleteIfExists(copy.getFile().toPath());
            }
        }
    }
}
