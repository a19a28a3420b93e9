package org.kinoroute.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kinoroute.api.pages.Pages;

/**
 * A server that answers as the API promises to, so that the dashboard is tried on its own: it keeps videos, tells what
 * becomes of them by events, and refuses what a test tells it to refuse.
 */
final class StandIn implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String KEY = "a key of thirty letters, or so";

    private static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:;"
            + " style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";
    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Path SAMPLES = Path.of("config");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ObjectNode> videos = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, byte[]> thumbnails = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<ObjectNode> ads = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> voices = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> keys = new CopyOnWriteArrayList<>();
    private final List<String> music = new CopyOnWriteArrayList<>(List.of("bright-pop", "calm-ambient", "warm-lofi"));
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();

    private volatile boolean locked;
    private volatile String session = "";
    private volatile boolean eventsBroken;
    private volatile boolean model = true;

    /** What was asked. */
    record Received(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }

        /** The JSON of the body, or of its part {@code request}. */
        JsonNode json() {
            try {
                String all = new String(body, StandardCharsets.UTF_8);
                if (all.startsWith("--")) {
                    int start = all.indexOf("\r\n\r\n", all.indexOf("name=\"request\"")) + 4;
                    all = all.substring(start, all.indexOf("\r\n--", start));
                }
                return JSON.readTree(all);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Refusal(String path, int status, String field, String detail) {}

    private record Listener(String video, OutputStream out) {

        /** Asked for when it is its turn, so that of two the later one comes last. */
        synchronized void hear(Supplier<String> event) throws IOException {
            out.write(event.get().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    StandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        voice("en-gb+f2", "English, Flora", "A calm woman of eSpeak NG", "espeak", "en-gb", "female");
        voice("en-us+m3", "English, Max", "A warm man of eSpeak NG", "espeak", "en-us", "male");
        voice("pt-br+f4", "Português, Lia", "A bright woman of eSpeak NG", "espeak", "pt-br", "female");
        voice("openai:nova", "Nova", "Clear and friendly", "openai", null, "female");
        voice("openai:onyx", "Onyx", "Deep and steady", "openai", null, "male");
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private ObjectNode voice(
            String id, String name, String description, String engine, String language, String gender) {
        ObjectNode voice = JSON.createObjectNode();
        voice.put("id", id).put("name", name).put("description", description).put("engine", engine);
        voice.put("language", language).put("gender", gender).putNull("character");
        voices.add(voice);
        return voice;
    }

    /** From now on, a key is needed. */
    void lock() {
        locked = true;
        session = "";
    }

    void expireSession() {
        session = "expired";
    }

    /** Events are answered with an error, as by a proxy that knows none. */
    void breakEvents() {
        eventsBroken = true;
        drop();
    }

    /** Ends all streams of events, as a restart does. */
    void drop() {
        listeners.forEach(listener -> {
            try {
                listener.out.close();
            } catch (IOException e) {
                // It is gone already.
            }
        });
        listeners.clear();
    }

    void withoutModel() {
        model = false;
    }

    /** The next such request is refused, but for one that only asks what a video would be. */
    void refuse(String path, int status, String field, String detail) {
        synchronized (refusals) {
            refusals.add(new Refusal(path, status, field, detail));
        }
    }

    List<Received> received(String method, String path) {
        return received.stream()
                .filter(one -> one.method.equals(method) && one.path.equals(path))
                .toList();
    }

    Received last(String method, String path) {
        List<Received> all = received(method, path);
        return all.get(all.size() - 1);
    }

    /** A video as its record says, newest first in lists. */
    ObjectNode video(String format, String title, Consumer<ObjectNode> more) {
        String id = UUID.randomUUID().toString();
        ObjectNode video = JSON.createObjectNode();
        video.put("id", id)
                .put("job_id", id)
                .put("title", title)
                .putNull("description")
                .put("format", format);
        video.put("language", "en").put("status", "pending").putNull("stage").put("progress", 0);
        video.putNull("time_left").putArray("degraded");
        video.putNull("error_code").putNull("error_message").putNull("error").put("owner", "local");
        video.putNull("script").putNull("style").putNull("voice");
        List.of("keywords", "negative_keywords", "prompts", "image_paths").forEach(video::putArray);
        List.of("audio_path", "video_path", "video_url", "thumbnail_path", "duration")
                .forEach(video::putNull);
        video.putObject("cost").put("total", 0).put("currency", "USD").putArray("entries");
        ObjectNode links = video.putObject("links");
        links.put("self", "/api/videos/" + id).put("events", "/api/videos/" + id + "/events");
        List.of("video", "thumbnail", "captions_vtt", "captions_srt", "script", "audio", "retry", "cancel")
                .forEach(links::putNull);
        video.putArray("segments");
        video.putArray("timings");
        video.putNull("request");
        String now = Instant.now().minusSeconds(60L * videos.size()).toString();
        video.put("created_at", now).put("updated_at", now).putNull("completed_at");
        more.accept(video);
        videos.put(id, video);
        return video;
    }

    /** A video that is done. */
    ObjectNode done(String format, String title, int seconds, byte[] thumbnail) {
        return video(format, title, video -> {
            finish(video, seconds);
            if (thumbnail != null) {
                thumbnails.put(video.path("id").asText(), thumbnail);
            }
        });
    }

    private static void finish(ObjectNode video, int seconds) {
        String base = "/api/videos/" + video.path("id").asText() + "/";
        video.put("status", "completed")
                .put("stage", "compose")
                .put("progress", 100)
                .put("duration", seconds);
        video.put("video_path", base + "video.mp4").put("video_url", base + "video.mp4");
        video.put("thumbnail_path", base + "thumbnail.jpg").put("audio_path", base + "audio.m4a");
        ObjectNode links = (ObjectNode) video.get("links");
        links.put("video", base + "video.mp4").put("thumbnail", base + "thumbnail.jpg");
        links.put("captions_vtt", base + "captions.vtt").put("captions_srt", base + "captions.srt");
        links.put("script", base + "script.json").put("audio", base + "audio.m4a");
        video.put("completed_at", Instant.now().toString())
                .put("updated_at", Instant.now().toString());
        video.putNull("time_left");
    }

    /** Something happens to a video: its record changes, and whoever listens is told. */
    void happens(String id, Consumer<ObjectNode> change) {
        ObjectNode video = videos.get(id);
        synchronized (video) {
            change.accept(video);
            video.put("updated_at", Instant.now().toString());
        }
        tell(video);
    }

    void completes(String id, int seconds) {
        happens(id, video -> finish(video, seconds));
    }

    private void tell(ObjectNode video) {
        send(video.path("id").asText(), () -> event(video));
    }

    private static String event(ObjectNode video) {
        synchronized (video) {
            return "event: video\nid: 1-" + System.nanoTime() + "\ndata: " + listed(video) + "\n\n";
        }
    }

    private static ObjectNode listed(ObjectNode video) {
        ObjectNode listed = video.deepCopy();
        listed.remove(List.of("segments", "timings", "request"));
        ((ObjectNode) listed.get("cost")).remove("entries");
        return listed;
    }

    private void send(String id, Supplier<String> event) {
        for (Listener listener : listeners) {
            if (listener.video == null || listener.video.equals(id)) {
                try {
                    listener.hear(event);
                } catch (IOException e) {
                    listeners.remove(listener);
                }
            }
        }
    }

    boolean isListenedTo() {
        return !listeners.isEmpty();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Received request = new Received(
                    exchange.getRequestMethod(),
                    path,
                    exchange.getRequestURI().getQuery(),
                    exchange.getRequestHeaders(),
                    body);
            received.add(request);
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            if (Pages.isPage(path)) {
                file(exchange, STATIC.resolve(path.startsWith("/app/") ? path.substring(1) : "app/index.html"));
            } else if (path.startsWith("/api/")) {
                api(exchange, path, request);
            } else {
                problem(exchange, 404, null, "There is nothing at " + path);
            }
        } catch (IOException e) {
            // The browser has left.
        }
    }

    private void api(HttpExchange exchange, String path, Received request) throws IOException {
        Refusal refusal = request.query == null ? refusal(path) : null;
        String[] parts = path.substring(5).split("/");
        String call = request.method + " " + parts[0];
        if (refusal != null) {
            problem(exchange, refusal.status, refusal.field, refusal.detail);
        } else if (parts[0].equals("session")) {
            session(exchange, request);
        } else if (locked && !cookie(exchange).equals(session)) {
            problem(exchange, 401, null, "a key is needed: send it as Authorization: Bearer KEY, or log in");
        } else if (!request.method.equals("GET") && !request.headers.containsKey("X-requested-with")) {
            problem(exchange, 403, null, "this request does not come from the dashboard");
        } else if (parts[0].equals("videos")) {
            videos(exchange, parts, request);
        } else if (call.equals("GET events")) {
            events(exchange, null);
        } else if (call.equals("GET formats")) {
            json(exchange, 200, formats());
        } else if (call.equals("GET styles")) {
            json(exchange, 200, choices("config/styles", ".yaml"));
        } else if (parts[0].equals("voices")) {
            voices(exchange, parts, request);
        } else if (parts[0].equals("backgrounds") || parts[0].equals("music")) {
            library(exchange, parts, request);
        } else if (call.equals("POST previews")) {
            bytes(exchange, "image/png", Files.readAllBytes(SAMPLES.resolve("samples/pictures/group.png")));
        } else if (parts[0].equals("keys")) {
            keys(exchange, parts, request);
        } else if (path.equals("/api/ads") && request.method.equals("GET")) {
            json(exchange, 200, JSON.createArrayNode().addAll(ads));
        } else if (path.startsWith("/api/ads/") && request.method.equals("DELETE")) {
            ads.removeIf(ad -> path.endsWith("/" + ad.path("id").asText()));
            json(exchange, 200, JSON.createObjectNode().put("success", true));
        } else if (path.equals("/api/ads/create")) {
            ObjectNode ad = ((ObjectNode) request.json()).put("id", ads.size() + 1);
            ad.put("status", "active")
                    .put("userId", "local")
                    .put("createdAt", Instant.now().toString());
            ads.add(0, ad);
            json(
                    exchange,
                    200,
                    JSON.createObjectNode()
                            .put("success", true)
                            .put("adId", ad.get("id").asInt()));
        } else {
            problem(exchange, 404, null, "There is nothing at " + path);
        }
    }

    private Refusal refusal(String path) {
        synchronized (refusals) {
            Refusal next = refusals.peek();
            return next != null && next.path.equals(path) ? refusals.poll() : null;
        }
    }

    private static String cookie(HttpExchange exchange) {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        return cookie == null ? "none" : cookie.replaceFirst(".*kinoroute=([^;]*).*", "$1");
    }

    private void session(HttpExchange exchange, Received request) throws IOException {
        ObjectNode who =
                JSON.createObjectNode().put("owner", locked ? "ana" : "local").put("admin", true);
        if (request.method.equals("POST")) {
            if (!request.json().path("key").asText().equals(KEY)) {
                problem(exchange, 401, null, "this key is not known, or was revoked");
                return;
            }
            session = UUID.randomUUID().toString();
            exchange.getResponseHeaders()
                    .set("Set-Cookie", "kinoroute=" + session + "; HttpOnly; SameSite=Strict; Path=/");
            json(exchange, 200, who);
        } else if (request.method.equals("DELETE")) {
            session = "";
            exchange.sendResponseHeaders(204, -1);
        } else if (locked && !cookie(exchange).equals(session)) {
            problem(exchange, 401, null, "a key is needed: send it as Authorization: Bearer KEY, or log in");
        } else {
            json(exchange, 200, who);
        }
    }

    private void videos(HttpExchange exchange, String[] parts, Received request) throws IOException {
        if (parts.length == 1) {
            if (request.method.equals("GET")) {
                list(exchange, request);
            } else {
                create(exchange, request);
            }
            return;
        }
        ObjectNode video = videos.get(parts[1]);
        if (video == null) {
            problem(exchange, 404, null, "There is no video " + parts[1]);
        } else if (parts.length == 2 && request.method.equals("GET")) {
            json(exchange, 200, video);
        } else if (parts.length == 2) {
            videos.remove(parts[1]);
            exchange.sendResponseHeaders(204, -1);
            send(parts[1], () -> "event: deleted\ndata: {\"id\":\"" + parts[1] + "\"}\n\n");
        } else if (parts[2].equals("events")) {
            events(exchange, parts[1]);
        } else if (parts[2].equals("cancel")) {
            happens(parts[1], one -> one.put("status", "failed")
                    .put("error_code", "cancelled")
                    .put("error_message", "Cancelled; a retry takes it up where it was"));
            json(exchange, 200, video);
        } else if (parts[2].equals("retry")) {
            happens(
                    parts[1],
                    one -> one.put("status", "processing").putNull("error_code").putNull("error_message"));
            json(exchange, 202, video);
        } else if (parts[2].equals("thumbnail.jpg")) {
            bytes(
                    exchange,
                    "image/jpeg",
                    thumbnails.getOrDefault(
                            parts[1], Files.readAllBytes(SAMPLES.resolve("samples/pictures/story-1-dusk.jpg"))));
        } else if (parts[2].equals("captions.vtt")) {
            bytes(exchange, "text/vtt", "WEBVTT\n\n00:00.000 --> 00:04.000\nHello\n".getBytes(StandardCharsets.UTF_8));
        } else {
            file(exchange, SAMPLES.resolve("backgrounds/aurora.mp4"));
        }
    }

    private void list(HttpExchange exchange, Received request) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        if (request.query != null) {
            Arrays.stream(request.query.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        }
        List<ObjectNode> all;
        synchronized (videos) {
            all = videos.values().stream()
                    .filter(video -> query.getOrDefault(
                                    "status", video.path("status").asText())
                            .equals(video.path("status").asText()))
                    .filter(video -> query.getOrDefault(
                                    "format", video.path("format").asText())
                            .equals(video.path("format").asText()))
                    .filter(video -> video.path("title")
                            .asText()
                            .toLowerCase()
                            .contains(query.getOrDefault("q", "").toLowerCase()))
                    .sorted((one, other) -> other.path("created_at")
                            .asText()
                            .compareTo(one.path("created_at").asText()))
                    .map(StandIn::listed)
                    .toList();
        }
        int size = Integer.parseInt(query.getOrDefault("size", "50"));
        int from = Math.min(all.size(), size * Integer.parseInt(query.getOrDefault("page", "0")));
        ArrayNode page = JSON.createArrayNode();
        all.subList(from, Math.min(all.size(), from + size)).forEach(page::add);
        exchange.getResponseHeaders().set("X-Total-Count", String.valueOf(all.size()));
        json(exchange, 200, page);
    }

    private void create(HttpExchange exchange, Received request) throws IOException {
        JsonNode asked = request.json();
        if ("dryRun=true".equals(request.query)) {
            ObjectNode estimate = JSON.createObjectNode()
                    .put("dry_run", true)
                    .put("duration", 42.4)
                    .put("scenes", 6);
            estimate.put("cost", 0.0321).put("currency", "USD").putArray("items");
            json(exchange, 200, estimate);
            return;
        }
        String title = asked.path("title").asText("Untitled");
        ObjectNode video = video(
                asked.path("format").asText(),
                title,
                one -> one.put("created_at", Instant.now().toString()));
        exchange.getResponseHeaders()
                .set("Location", "/api/videos/" + video.path("id").asText());
        json(exchange, 202, video);
        tell(video);
    }

    private void events(HttpExchange exchange, String video) throws IOException {
        if (eventsBroken) {
            problem(exchange, 503, null, "There are no events just now");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        Listener listener = new Listener(video, exchange.getResponseBody());
        listener.hear(() -> "retry: 200\n: here\n\n");
        listeners.add(listener);
        try {
            // As the service does: who comes to one video is told how it is by now, whatever happened on the way.
            ObjectNode now = video == null ? null : videos.get(video);
            if (now != null) {
                listener.hear(() -> event(now));
            }
            while (listeners.contains(listener)) {
                synchronized (listener) {
                    listener.wait(200);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void voices(HttpExchange exchange, String[] parts, Received request) throws IOException {
        if (parts.length == 3) {
            bytes(exchange, "audio/wav", Sounds.beep());
        } else if (request.method.equals("DELETE")) {
            String id = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            voices.removeIf(voice -> voice.path("id").asText().equals(id));
            exchange.sendResponseHeaders(204, -1);
        } else if (request.method.equals("POST")) {
            JsonNode asked = request.json();
            String name = asked.path("name").asText(asked.path("voice").asText());
            ObjectNode voice = voice(UUID.randomUUID().toString(), name, "Added", "espeak", "en", null);
            voice.put("character", asked.path("character").asText(null)).put("owner", "local");
            json(exchange, 201, voice);
        } else {
            json(exchange, 200, JSON.createArrayNode().addAll(voices));
        }
    }

    private void library(HttpExchange exchange, String[] parts, Received request) throws IOException {
        boolean sounds = parts[0].equals("music");
        if (parts.length == 2 && request.method.equals("DELETE")) {
            music.remove(parts[1]);
            exchange.sendResponseHeaders(204, -1);
        } else if (parts.length == 3) {
            file(exchange, SAMPLES.resolve(parts[0] + "/" + parts[1] + (sounds ? ".m4a" : ".mp4")));
        } else if (request.method.equals("POST")) {
            music.add("my-song");
            json(exchange, 201, item(parts[0], "my-song"));
        } else {
            ArrayNode all = JSON.createArrayNode();
            (sounds ? music : List.of("aurora", "dunes", "lights")).forEach(name -> all.add(item(parts[0], name)));
            json(exchange, 200, all);
        }
    }

    private static ObjectNode item(String library, String id) {
        boolean sounds = library.equals("music");
        ObjectNode item = JSON.createObjectNode().put("id", id).put("name", id);
        item.put("description", sounds ? "1:00" : "1080x1920").put("content_type", sounds ? "audio/mp4" : "video/mp4");
        item.put("owner", id.startsWith("my-") ? "local" : null).put("url", "/api/" + library + "/" + id + "/file");
        return item;
    }

    private void keys(HttpExchange exchange, String[] parts, Received request) throws IOException {
        if (request.method.equals("POST")) {
            ObjectNode key = (ObjectNode) request.json();
            keys.add(key.deepCopy().put("created_at", Instant.now().toString()));
            json(exchange, 201, key.put("secret", "kino-0123456789abcdef0123456789abcdef"));
        } else if (request.method.equals("DELETE")) {
            keys.removeIf(key -> key.path("name").asText().equals(parts[1]));
            exchange.sendResponseHeaders(204, -1);
        } else {
            json(exchange, 200, JSON.createArrayNode().addAll(keys));
        }
    }

    private ObjectNode formats() {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode formats = all.putArray("formats");
        for (String format : List.of("chat", "explainer", "product", "story")) {
            ObjectNode defaults = formats.addObject().put("id", format).putObject("defaults");
            boolean wide = format.equals("explainer") || format.equals("story");
            defaults.put("size", wide ? "1920x1080" : "1080x1920")
                    .put("fps", 30)
                    .put("layout", "scroll");
            defaults.put("messages_per_group", 4).put("captions", format.equals("chat") ? "off" : "clean");
        }
        List.of("midnight", "paper", "aurora", "chalk", "mono", "sunrise").forEach(all.putArray("themes")::add);
        List.of("android", "ios").forEach(all.putArray("looks")::add);
        List.of("bold", "box", "clean").forEach(all.putArray("captions")::add);
        List.of("scroll", "groups").forEach(all.putArray("layouts")::add);
        ArrayNode languages = all.putArray("languages");
        Map.of("en", "English", "pt-br", "Portuguese (Brazil)", "de", "German")
                .forEach((id, name) -> languages.addObject().put("id", id).put("name", name));
        all.put("model", model ? "a-model" : null);
        return all;
    }

    private static ArrayNode choices(String folder, String ending) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        try (var files = Files.list(Path.of(folder))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .forEach(name ->
                            all.addObject().put("id", name).put("name", name).put("description", "Style " + name));
        }
        return all;
    }

    private static void problem(HttpExchange exchange, int status, String field, String detail) throws IOException {
        ObjectNode problem = JSON.createObjectNode().put("type", "about:blank").put("title", "Problem");
        problem.put("status", status)
                .put("detail", detail)
                .put("instance", exchange.getRequestURI().getPath());
        if (field != null) {
            problem.put("field", field);
        }
        answer(exchange, status, "application/problem+json", problem.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void json(HttpExchange exchange, int status, JsonNode json) throws IOException {
        answer(exchange, status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(HttpExchange exchange, String type, byte[] content) throws IOException {
        answer(exchange, 200, type, content);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    private static void file(HttpExchange exchange, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            problem(exchange, 404, null, "There is no such file");
            return;
        }
        String name = file.getFileName().toString();
        Map<String, String> types = Map.of(
                "html", "text/html; charset=utf-8",
                "js", "text/javascript",
                "css", "text/css",
                "svg", "image/svg+xml",
                "mp4", "video/mp4",
                "m4a", "audio/mp4");
        byte[] content = Files.readAllBytes(file);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        // A page that is opened again need not be understood again.
        exchange.getResponseHeaders().set("Cache-Control", "max-age=60");
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range != null && range.startsWith("bytes=")) {
            String[] ends = range.substring(6).split("-");
            int from = Integer.parseInt(ends[0]);
            int to = ends.length > 1 ? Integer.parseInt(ends[1]) : content.length - 1;
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
            answer(
                    exchange,
                    206,
                    types.get(name.substring(name.lastIndexOf('.') + 1)),
                    Arrays.copyOfRange(content, from, to + 1));
        } else {
            answer(exchange, 200, types.get(name.substring(name.lastIndexOf('.') + 1)), content);
        }
    }

    @Override
    public void close() {
        drop();
        server.stop(0);
        threads.shutdownNow();
    }
}
