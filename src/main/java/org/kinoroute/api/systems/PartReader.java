package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.kinoroute.api.PartFile;
import org.kinoroute.video.TemporaryFiles;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Reads multipart requests that bring fields, and pictures under one name. */
@Component("partReader")
public class PartReader {

    private static final String FIELD = "images";

    /** @return null: the request is of another type */
    public Parts read(Exchange exchange) throws IOException {
        PlatformHttpMessage message = exchange.getMessage(PlatformHttpMessage.class);
        if (message == null || !(message.getRequest() instanceof MultipartHttpServletRequest request)) {
            return null;
        }
        ObjectNode fields = Asked.object();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        Path folder = TemporaryFiles.directory("kinoroute-parts");
        try {
            Map<String, Path> files = new LinkedHashMap<>();
            for (PartFile part : PartFile.take(request, message, folder)) {
                // What a browser's form sends where nobody chose a file is none.
                if (part.part().replace("[]", "").equals(FIELD) && Files.size(part.file()) > 0) {
                    files.put("image-" + (files.size() + 1), part.file());
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
}
