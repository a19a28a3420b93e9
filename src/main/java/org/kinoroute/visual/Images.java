package org.kinoroute.visual;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Box;
import org.kinoroute.video.OpenAiServer;
import org.kinoroute.video.Prices;
import org.kinoroute.video.Problem;
import org.kinoroute.video.TemporaryFiles;
import org.kinoroute.video.VisualTask;
import org.springframework.stereotype.Component;

/** What the route of generated images needs to know: what to ask for, whom, and whether the answer is a picture. */
@Component("images")
public class Images {

    private static final PageFiles FILES = PageFiles.resources("visual/image");
    private static final Browser.Paper PAPER = new Browser.Paper(1024, 1024);
    private static final int PROMPT = 4000;
    private static final int LARGEST = 8192;
    private static final Pattern PICTURE =
            Pattern.compile("(?s)\u0089PNG\r\n\u001a\n.*|\u00ff\u00d8\u00ff.*|RIFF....WEBP.*");

    private final Browser browser;
    private final OpenAiServer openai;
    private final ImageProperties properties;

    public Images(Browser browser, OpenAiServer openai, ImageProperties properties) {
        this.browser = browser;
        this.openai = openai;
        this.properties = properties;
    }

    /**
     * A picture to be generated.
     *
     * @param item how the ledger names it
     * @param provider how the ledger names who makes it
     * @param fields of the request, beside those that every server knows, as JSON
     */
    public record Order(String item, String provider, String model, String prompt, Map<String, String> fields) {}

    /** Address of the image server. */
    public String url() {
        return openai.url(properties.baseUrl());
    }

    /** What it is shown; {@link OpenAiServer#NO_KEY}: nothing. */
    public String apiKey() {
        return openai.key(properties.apiKey(), url());
    }

    /** The key under which the picture lies, {@code visuals/<hash>.png}: it depends on what the server is asked for. */
    String key(Map<String, Object> properties) {
        Map<String, Object> asked = new TreeMap<>();
        asked.put("prompt", String.valueOf(properties.get("prompt")));
        asked.put("negative", String.valueOf(properties.get("negative")));
        asked.put("model", this.properties.model());
        asked.put("size", this.properties.size());
        asked.put("quality", this.properties.quality());
        asked.put("negative_field", this.properties.negativeField());
        return "visuals/"
                + ContentKey.sha256(List.of("image".getBytes(StandardCharsets.US_ASCII), PageJson.bytes(asked)))
                + ".png";
    }

    /** @throws Problem if there is nothing to be asked for, or nobody to ask */
    public Order order(VisualTask task) {
        Details details = new Details("image", task.properties());
        String prompt = details.needed("prompt", PROMPT);
        String negative = details.text("negative", PROMPT);
        if (properties.model().isBlank()) {
            throw new Problem("There is no image model to make this picture; set kinoroute.image.model"
                    + " (KINOROUTE_IMAGE_MODEL), or give the scene a picture of its own");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        if (negative != null) {
            if (properties.negativeField().isBlank()) {
                prompt = prompt.strip() + "\n\nThere must be none of this in the picture: " + negative.strip();
            } else {
                fields.put(properties.negativeField(), PageJson.write(negative));
            }
        }
        return new Order(
                "image " + (task.scenes().get(0) + 1), Prices.provider(url()), properties.model(), prompt, fields);
    }

    /**
     * The address of a picture, as it may be fetched: one of the server's own, or one in the open internet.
     *
     * @throws Problem if it leads into a private network, or is none
     */
    public String address(String given) {
        URI uri;
        try {
            uri = URI.create(given.strip());
        } catch (IllegalArgumentException e) {
            throw refused("is no address", "");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(java.util.Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https")) || uri.getUserInfo() != null) {
            throw refused("is no http or https address", "");
        }
        if (!OpenAiServer.isSame(uri.toString(), url())) {
            try {
                // Java remembers what it found, so the download goes to the very addresses that were looked at here.
                for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                    if (!isPublic(address)) {
                        throw refused("leads into a private network", uri.getHost());
                    }
                }
            } catch (UnknownHostException e) {
                throw refused("leads nowhere", uri.getHost());
            }
        }
        return uri.toASCIIString();
    }

    private Problem refused(String why, String host) {
        return new Problem("The image server " + Prices.provider(url())
                + " answered with the address of a picture that " + why + (host.isEmpty() ? "" : ": " + host));
    }

    static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 255;
        int second = bytes[1] & 255;
        if (bytes.length == 4) {
            boolean shared = first == 100 && second >= 64 && second < 128;
            boolean special =
                    first == 0 || first >= 240 || first == 192 && second == 0 || first == 198 && (second & 254) == 18;
            return !shared && !special;
        }
        // Global unicast alone; 64:ff9b and 2002 lead on to IPv4.
        return (first & 0xe0) == 0x20 && !(first == 0x20 && second == 0x02);
    }

    /** Checks what came from an address. */
    public InputStream downloaded(InputStream body, int status) {
        if (status != 200) {
            throw new Problem("The picture that the image server " + Prices.provider(url())
                    + " made could not be fetched: its address answered " + status);
        }
        return body;
    }

    /**
     * A picture as PNG, decoded and drawn anew by the browser, so that nothing but the picture is left of it.
     *
     * @throws Problem if it is none
     */
    public byte[] png(InputStream answer) throws IOException {
        byte[] picture;
        try (answer) {
            picture = answer.readNBytes(properties.maxBytes() + 1);
        }
        String start = new String(picture, 0, Math.min(picture.length, 16), StandardCharsets.ISO_8859_1);
        if (!PICTURE.matcher(start).matches()) {
            throw noPicture("is no PNG, JPEG or WebP picture");
        }
        if (picture.length > properties.maxBytes()) {
            throw noPicture("has more than " + properties.maxBytes() + " bytes");
        }
        Path file = TemporaryFiles.file("kinoroute-image", ".png");
        try {
            PageFiles files = FILES.and(path -> path.equals("picture") ? Optional.of(picture) : Optional.empty());
            browser.use(PAPER, files, tab -> {
                tab.open("image.html");
                String size = tab.call("none => kinoroute.show()", "");
                if (size.isEmpty()) {
                    throw noPicture("is a broken picture");
                }
                Box box = PageJson.read(size, Box.class);
                if (Math.max(box.width(), box.height()) > LARGEST) {
                    throw noPicture("is " + box.width() + "x" + box.height() + ", larger than " + LARGEST + " a side");
                }
                tab.picture(box, file);
                return file;
            });
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The same, of bytes. */
    public byte[] png(byte[] answer) throws IOException {
        return png(new ByteArrayInputStream(answer));
    }

    private Problem noPicture(String what) {
        return new Problem("What the image server " + Prices.provider(url()) + " answered " + what);
    }
}
