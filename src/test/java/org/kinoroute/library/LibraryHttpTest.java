package org.kinoroute.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kinoroute.api.Promised.by;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.api.Server;
import org.kinoroute.api.Server.Answer;
import org.kinoroute.api.Server.Part;
import org.kinoroute.api.access.Caller;
import org.kinoroute.script.ScriptProperties;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;
import org.kinoroute.store.StoredObject;
import org.kinoroute.video.Settings;
import org.kinoroute.video.VideoRequest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Libraries, buckets and voices, by HTTP, with a store that compresses and encrypts. */
class LibraryHttpTest {

    @TempDir
    static Path data;

    private static Server server;
    private static volatile String owner = "ana";
    private static volatile boolean admin;

    /** Whoever the test says. */
    @TestConfiguration
    static class Callers {
        @Bean
        Caller caller(ApplicationContext context) {
            return new Caller(context) {
                @Override
                public String owner() {
                    return owner;
                }

                @Override
                public boolean isAdmin() {
                    return admin;
                }
            };
        }
    }

    @BeforeAll
    static void start() {
        server = new Server(
                data,
                List.of(Callers.class),
                "--spring.main.allow-bean-definition-overriding=true",
                "--kinoroute.store.encryption=aes-256-gcm",
                "--kinoroute.store.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "--kinoroute.store.compression=zstd",
                "--kinoroute.voice.samples=" + data.resolve("samples"),
                "--kinoroute.library.file-quota=50KB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void again() {
        owner = "ana";
        admin = false;
    }

    @Test
    void aBackgroundIsAddedListedServedAndTakenOut() throws IOException {
        Answer added =
                server.postMultipart("/api/backgrounds", List.of(Part.file("file", "My_beach.png", picture(320, 200))));
        assertThat(by("addBackground", added).status()).as(added.toString()).isEqualTo(201);
        JsonNode item = added.json();
        assertThat(item.get("name").asText()).isEqualTo("My beach");
        assertThat(item.get("width").asInt()).isEqualTo(320);
        assertThat(item.get("owner").asText()).isEqualTo("ana");
        String url = item.get("url").asText();
        assertThat(added.header("Location")).isEqualTo(url);

        by("listBackgrounds", server.get("/api/backgrounds"));
        assertThat(names("/api/backgrounds")).contains("My beach", "aurora", "dunes");
        Answer file = server.get(url);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(file.bytes())).getWidth())
                .isEqualTo(320);
        Answer part = server.get(url, "Range", "bytes=10-29");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-29/" + file.bytes().length);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(file.bytes(), 10, 30));
        assertThat(server.get(url, "Range", "bytes=9999999-").status()).isEqualTo(416);
        assertThat(server.get(url, "If-None-Match", file.header("ETag")).status())
                .isEqualTo(304);
        Answer thumbnail = server.get(item.get("thumbnail").asText());
        assertThat(thumbnail.bytes()).startsWith(0xff, 0xd8, 0xff);

        // The same name again is another one; nobody else sees either.
        assertThat(server.postMultipart(
                                "/api/backgrounds", List.of(Part.file("file", "My beach.png", picture(100, 50))))
                        .json()
                        .get("name")
                        .asText())
                .isEqualTo("My beach 2");
        owner = "bruno";
        assertThat(names("/api/backgrounds")).doesNotContain("My beach");
        assertThat(server.get(url).status()).isEqualTo(404);
        assertThat(server.delete("/api/backgrounds/" + item.get("id").asText()).status())
                .isEqualTo(404);
        Libraries libraries = server.bean(Libraries.class);
        assertThat(libraries.find("background", "my beach", "bruno")).isEmpty();
        assertThat(libraries.find("background", "AURORA", "bruno").orElseThrow().builtIn())
                .exists();
        assertThat(libraries.find("background", "my beach", "ana").orElseThrow().key())
                .startsWith("library/");
        assertThat(libraries.find("background", item.get("id").asText(), "ana")).isPresent();
        owner = "ana";
        assertThat(server.delete("/api/backgrounds/" + item.get("id").asText()).status())
                .isEqualTo(204);
        assertThat(server.get(url).status()).isEqualTo(404);
        assertThat(libraries.find("background", "my beach", "ana")).isEmpty();
    }

    @Test
    void whatComesWithKinorouteIsServedAndStays() {
        Answer file = server.get("/api/backgrounds/aurora/file", "Range", "bytes=4-7");
        assertThat(file.status()).isEqualTo(206);
        assertThat(file.text()).isEqualTo("ftyp");
        assertThat(server.get("/api/backgrounds/aurora/thumbnail.jpg").bytes()).startsWith(0xff, 0xd8, 0xff);
        assertThat(server.get("/api/music/calm-ambient/file").header("Content-Type"))
                .isEqualTo("audio/mp4");
        Answer refused = server.delete("/api/backgrounds/aurora");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("detail").asText()).contains("config/backgrounds");
        assertThat(server.get("/api/backgrounds/..%2f..%2fapplication.yaml/file")
                        .status())
                .isIn(400, 404);
    }

    @Test
    void whatCannotBeUsedIsRefusedWithItsField() {
        Answer text = server.postMultipart("/api/music", List.of(Part.file("file", "song.mp3", "no song".getBytes())));
        assertThat(text.status()).isEqualTo(400);
        assertThat(text.json().get("field").asText()).isEqualTo("file");
        assertThat(text.json().get("detail").asText())
                .isEqualTo("song.mp3 is of a kind that is not known; save it as WAV, MP3 or OGG");
        Answer none = server.postMultipart("/api/backgrounds", List.of(Part.json("x", "{}")));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.json().get("field").asText()).isEqualTo("file");
    }

    @Test
    void musicIsAddedWithoutWhatIsWrittenInIt() {
        Answer added = server.postMultipart("/api/music", List.of(Part.file("file", "tune.wav", tone(3))));
        assertThat(by("addMusic", added).status()).as(added.toString()).isEqualTo(201);
        by("listMusic", server.get("/api/music"));
        assertThat(added.json().get("seconds").asDouble()).isBetween(2.9, 3.1);
        assertThat(added.json().get("description").asText()).isEqualTo("Music, 0:03");
        assertThat(server.get(added.json().get("url").asText()).header("Content-Type"))
                .isEqualTo("audio/wav");
    }

    @Test
    void aBucketKeepsFilesByHarmlessNamesAndForTheirOwnersOnly() {
        assertThat(server.get("/buckets").json().get("buckets").toString())
                .isEqualTo("[{\"name\":\"kinoroute\"},{\"name\":\"whatsapp-screenshots\"}]");
        String files = "/buckets/whatsapp-screenshots/files";
        Answer added = server.postMultipart(files, List.of(Part.file("file", "..\\..\\shot ö 1.PNG", picture(20, 20))));
        assertThat(added.status()).as(added.toString()).isEqualTo(200);
        assertThat(added.json().get("success").asBoolean()).isTrue();
        assertThat(added.json().get("path").asText()).isEqualTo("whatsapp-screenshots/shot-o-1.png");
        Answer got = server.get("/download/shot-o-1.png?bucket=whatsapp-screenshots");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(server.get(files + "/shot-o-1.png").bytes()).isEqualTo(got.bytes());

        owner = "bruno";
        assertThat(server.get("/download/shot-o-1.png?bucket=whatsapp-screenshots")
                        .status())
                .isEqualTo(404);
        Answer other = server.postMultipart(files, List.of(Part.file("file", "shot-o-1.png", picture(30, 30))));
        assertThat(other.json().get("name").asText()).isEqualTo("shot-o-1-2.png");
        owner = "ana";
        assertThat(server.get(files + "/shot-o-1.png").bytes()).isEqualTo(got.bytes());
        assertThat(server.get(files + "/shot-o-1-2.png").status()).isEqualTo(404);
        admin = true;
        assertThat(server.get(files + "/shot-o-1-2.png").status()).isEqualTo(200);

        assertThat(server.get("/download/x.png?bucket=other").status()).isEqualTo(404);
        assertThat(server.get("/download/x.png").status()).isEqualTo(404);
        Answer html = server.postMultipart(files, List.of(Part.file("file", "a.png", "<html>".getBytes())));
        assertThat(html.status()).isEqualTo(400);
        assertThat(html.json().get("field").asText()).isEqualTo("file");
    }

    @Test
    void mediaOfAVideoIsItsOwners() {
        UUID id = UUID.randomUUID();
        server.sql()
                .sql("insert into videos (id, owner, title) values (:id, 'ana', 'x')")
                .param("id", id)
                .update();
        byte[] video = new byte[300_000];
        new java.util.Random(1).nextBytes(video);
        server.store().put("videos/" + id + "/video.mp4", video, "video/mp4");
        server.store().put("videos/" + id + "/plan.json", new byte[10], "application/json");
        String link = "/download/videos/" + id + "/video.mp4?bucket=kinoroute";
        Answer part = server.get(link, "Range", "bytes=131000-131099");
        assertThat(part.status()).as(part.toString()).isEqualTo(206);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(video, 131_000, 131_100));
        assertThat(server.get(link).bytes()).isEqualTo(video);
        // What is not meant for people, and what is not there.
        assertThat(server.get("/download/videos/" + id + "/plan.json?bucket=kinoroute")
                        .status())
                .isEqualTo(404);
        assertThat(server.get("/download/videos/" + id + "/thumbnail.jpg?bucket=kinoroute")
                        .status())
                .isEqualTo(404);
        assertThat(server.get("/download/videos/..%2F" + id + "/video.mp4?bucket=kinoroute")
                        .status())
                .isIn(400, 404);
        owner = "bruno";
        assertThat(server.get(link).status()).isEqualTo(404);
    }

    @Test
    void theLinksOfAVideoLeadToItsChatAtEachMessage() throws IOException {
        String chat = "{\"participants\":[{\"name\":\"Bia\"},{\"name\":\"Me\"}],\"me\":\"Me\",\"scenes\":["
                + "{\"from\":\"Bia\",\"text\":\"Oi!\"},{\"from\":\"Me\",\"text\":\"Tudo bem?\"}]}";
        VideoRequest request = new VideoRequest(
                UUID.randomUUID(),
                "kinoroute",
                UUID.randomUUID().toString(),
                new VideoRequest.Origin("ana", null, null),
                new ScriptReader(ScriptProperties.defaults())
                        .read(chat.getBytes(), "test", null, ScriptRequest.none())
                        .script(),
                null,
                new Settings(270, 480, 10, Settings.Layout.SCROLL, 4, 0.2, 0.3, 0.1, 0.3, true, null, null, null, 7),
                0,
                List.of());
        server.bean(ProducerTemplate.class).requestBody("direct:script", request);
        String row = "select status::text status, error_message, whatsapp_images_paths[2] link from videos where id = '"
                + request.id() + "'";
        Awaitility.await().atMost(Duration.ofSeconds(150)).until(() -> List.of("completed", "failed")
                .contains(server.rows(row).get(0).get("status")));
        assertThat(server.rows(row).get(0).get("status"))
                .as(server.rows(row).toString())
                .isEqualTo("completed");
        // All of the pipeline has worked on an encrypted store.
        assertThat(server.store().info("videos/" + request.id() + "/video.mp4").sealed())
                .isTrue();

        String link = URI.create((String) server.rows(row).get(0).get("link"))
                .toString()
                .replaceFirst("http://[^/]+", "");
        Answer picture = server.get(link);
        assertThat(picture.status()).as(picture.toString()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        assertThat(image.getWidth()).isEqualTo(270);
        assertThat(image.getHeight()).isEqualTo(480);
        Files.write(Path.of("target/chat-at-message.png"), picture.bytes());
        assertThat(server.get(link).bytes()).isEqualTo(picture.bytes());
        assertThat(server.get(link.replace("_1.png", "_7.png")).status()).isEqualTo(404);
        owner = "bruno";
        assertThat(server.get(link).status()).isEqualTo(404);
    }

    @Test
    void voicesAreListedHeardAddedAndTakenAway() {
        Answer all = by("listVoices", server.get("/api/voices"));
        assertThat(all.status()).as(all.toString()).isEqualTo(200);
        assertThat(all.json()).allSatisfy(voice -> assertThat(
                        voice.hasNonNull("id") && voice.hasNonNull("name") && voice.hasNonNull("description"))
                .isTrue());
        assertThat(ids("/api/voices")).contains("alloy", "shimmer", "espeak:f2", "aluno", "default");
        assertThat(ids("/api/voices?language=pt-br")).contains("espeak:pt-br+m3", "espeak:f2-high");
        assertThat(ids("/api/voices?engine=espeak")).contains("espeak:f2");

        Answer heard = server.get("/api/voices/espeak:f2/preview?language=pt-br&text=Bom%20dia");
        assertThat(heard.status()).as(heard.toString()).isEqualTo(200);
        assertThat(heard.header("Content-Type")).isEqualTo("audio/wav");
        assertThat(heard.text()).startsWith("RIFF");
        assertThat(server.get("/api/voices/espeak:f2/preview?language=pt-br&text=Bom%20dia")
                        .bytes())
                .isEqualTo(heard.bytes());
        assertThat(server.get("/api/voices/aluno/preview").status()).isEqualTo(200);
        assertThat(server.get("/api/voices/alloy/preview").status()).isEqualTo(200);
        assertThat(server.get("/api/voices/espeak:nobody/preview").status()).isEqualTo(404);
        assertThat(server.get("/api/voices/nothing:x/preview").status()).isEqualTo(404);
        assertThat(server.get("/api/voices/alloy/preview?text=" + "a".repeat(201))
                        .status())
                .isEqualTo(400);

        Answer added = server.postJson(
                "/api/voices", "{\"character\":\"Ana\",\"voice\":\"espeak:f4-low\",\"language\":\"en\"}");
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        String id = added.json().get("id").asText();
        by("addVoice", added);
        assertThat(added.json().get("is_mapping").asBoolean()).isTrue();
        assertThat(added.json().get("character").asText()).isEqualTo("Ana");
        assertThat(server.get("/api/voices/" + id + "/preview").status()).isEqualTo(200);
        owner = "bruno";
        assertThat(ids("/api/voices")).doesNotContain(id);
        assertThat(server.get("/api/voices/" + id + "/preview").status()).isEqualTo(404);
        assertThat(server.delete("/api/voices/" + id).status()).isEqualTo(404);
        assertThat(server.delete("/api/voices/aluno").status()).isEqualTo(404);
        owner = "ana";
        assertThat(server.delete("/api/voices/" + id).status()).isEqualTo(204);
        assertThat(ids("/api/voices")).doesNotContain(id);

        Answer wrong = server.postJson("/api/voices", "{\"character\":\"Ana\",\"voice\":\"espeak:nobody\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("field").asText()).isEqualTo("voice");
    }

    @Test
    void filesHaveAQuotaAndCanBeDeleted() {
        owner = "carla";
        String files = "/buckets/whatsapp-screenshots/files";
        assertThat(server.postMultipart(files, List.of(Part.file("file", "one.png", noise(100, 100))))
                        .status())
                .isEqualTo(200);
        Answer refused = server.postMultipart(files, List.of(Part.file("file", "two.png", noise(100, 100))));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(507);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().get("field").asText()).isEqualTo("file");
        assertThat(refused.json().get("detail").asText())
                .contains("50 KB", "kinoroute.library.file-quota", "DELETE /buckets/");
        assertThat(server.store().list("files/"))
                .as("nothing is left of what was refused")
                .hasSize(server.rows("select key from files").size());
        // What takes the place of one's own counts alone; an admin's counts not at all.
        String first = key("one.png");
        assertThat(server.postMultipart(files, List.of(Part.file("file", "one.png", noise(101, 100))))
                        .status())
                .isEqualTo(200);
        assertThat(server.store().exists(first)).isFalse();
        owner = "root";
        admin = true;
        for (int i = 0; i < 3; i++) {
            assertThat(server.postMultipart(files, List.of(Part.file("file", "admin" + i + ".png", noise(100, 100))))
                            .status())
                    .isEqualTo(200);
        }
        admin = false;

        owner = "bruno";
        assertThat(server.delete(files + "/one.png").status()).isEqualTo(404);
        owner = "carla";
        String second = key("one.png");
        assertThat(server.delete(files + "/one.png").status()).isEqualTo(204);
        assertThat(server.store().exists(second)).isFalse();
        assertThat(server.get(files + "/one.png").status()).isEqualTo(404);
        assertThat(server.delete(files + "/one.png").status()).isEqualTo(404);
        assertThat(server.delete("/buckets/kinoroute/files/videos/x/video.mp4").status())
                .isEqualTo(404);
        assertThat(server.postMultipart(files, List.of(Part.file("file", "two.png", noise(100, 100))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void twoFilesAtOnceDoNotShareTheRoomForOne() {
        owner = "dora";
        List<CompletableFuture<Integer>> sent = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> server.postMultipart(
                                "/buckets/whatsapp-screenshots/files",
                                List.of(Part.file("file", "dora" + i + ".png", noise(100, 100))))
                        .status()))
                .toList();
        assertThat(sent.stream().map(CompletableFuture::join))
                .containsOnly(200, 507)
                .containsOnlyOnce(200);
    }

    @Test
    void housekeepingTakesWhatIsOldAndWhatNobodyPointsTo() throws IOException {
        owner = "elsa";
        String files = "/buckets/whatsapp-screenshots/files";
        server.postMultipart(files, List.of(Part.file("file", "old.png", picture(21, 20))));
        server.postMultipart(files, List.of(Part.file("file", "young.png", picture(22, 20))));
        server.postMultipart("/api/backgrounds", List.of(Part.file("file", "Elsa.png", picture(320, 200))));
        server.sql()
                .sql("update files set created_at = now() - interval '366 days' where name = 'old.png'")
                .update();
        String old = key("old.png");
        String hash = "ab".repeat(32);
        List<String> orphans = List.of("files/nobody.png", "library/nobody.png", "samples/" + hash + ".wav");
        orphans.forEach(key -> server.store().put(key, new byte[] {1, 2, 3}, "image/png"));
        server.store().put("library/named.png", picture(30, 30), "image/png");
        server.sql()
                .sql("insert into videos (id, title, status, background_video_path)"
                        + " values (gen_random_uuid(), 'Theirs', 'completed', 'library/named.png')")
                .update();
        Path laidOut =
                Files.write(Files.createDirectories(data.resolve("samples")).resolve(hash + ".wav"), new byte[3]);
        List<String> kept = server.store().list("").stream()
                .map(StoredObject::key)
                .filter(key -> !orphans.contains(key) && !key.equals(old))
                .toList();
        long agedObjects;
        try (Stream<Path> objects = Files.walk(data.resolve("store"))) {
            agedObjects = objects.filter(Files::isRegularFile)
                    .peek(object -> object.toFile().setLastModified(System.currentTimeMillis() - 7_200_000))
                    .count();
        }
        assertThat(agedObjects).isPositive();
        server.store().put("library/just-now.png", new byte[] {1}, "image/png");

        server.bean(ProducerTemplate.class).sendBody("direct:housekeeping-handed-in", "");

        assertThat(server.store().list("").stream().map(StoredObject::key))
                .containsAll(kept)
                .contains("library/just-now.png")
                .doesNotContain(old)
                .doesNotContainAnyElementsOf(orphans);
        assertThat(server.get(files + "/old.png").status()).isEqualTo(404);
        assertThat(server.get(files + "/young.png").status()).isEqualTo(200);
        assertThat(laidOut).doesNotExist();
    }

    private static String key(String name) {
        return server.sql()
                .sql("select key from files where name = :name")
                .param("name", name)
                .query(String.class)
                .single();
    }

    /** What cannot be made smaller. */
    static byte[] noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(width);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void anEqualSoundTakesNobodysConsentAway() throws IOException {
        Part sample = Part.file("sample", "same.wav", tone(6));
        String mine = recorded("Ana Silva", sample);
        owner = "bruno";
        String theirs = recorded("Bruno Dias", sample);
        assertThat(server.rows("select key from voice_samples")).hasSize(1);
        assertThat(consent(theirs)).isEqualTo("Bruno Dias");
        owner = "ana";
        assertThat(consent(mine)).isEqualTo("Ana Silva");
        assertThat(server.rows("select consent_by from voice_samples").get(0)).containsValue("Ana Silva");

        // The sound stays with the one who still has it, and so does the consent to it.
        String file = server.rows("select sha256 from voice_samples").get(0).get("sha256") + ".wav";
        Path laidOut =
                Files.write(Files.createDirectories(data.resolve("samples")).resolve(file), new byte[3]);
        assertThat(server.delete("/api/voices/" + mine).status()).isEqualTo(204);
        assertThat(server.rows("select consent_by from voice_samples").get(0)).containsValue("Bruno Dias");
        assertThat(server.store().list("samples/")).hasSize(1);
        assertThat(laidOut).exists();
        owner = "bruno";
        assertThat(consent(theirs)).isEqualTo("Bruno Dias");
        assertThat(server.delete("/api/voices/" + theirs).status()).isEqualTo(204);
        assertThat(server.rows("select * from voice_samples")).isEmpty();
        assertThat(server.rows("select * from voice_consents")).isEmpty();
        assertThat(server.store().list("samples/")).isEmpty();
        assertThat(laidOut).doesNotExist();
    }

    private static String recorded(String by, Part sample) {
        Answer added = server.postMultipart(
                "/api/voices",
                List.of(
                        Part.json(
                                "request",
                                "{\"name\":\"Me\",\"consent\":{\"by\":\"" + by + "\",\"for\":\"my own videos\"}}"),
                        sample));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        return added.json().get("id").asText();
    }

    private static String consent(String id) {
        return StreamSupport.stream(server.get("/api/voices").json().spliterator(), false)
                .filter(voice -> voice.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow()
                .at("/consent/by")
                .asText();
    }

    @Test
    void chanceTakesWhatOneHasHandedInToo() {
        owner = "fritz";
        server.postMultipart("/api/backgrounds", List.of(Part.file("file", "Mine.png", picture(320, 200))));
        Libraries libraries = server.bean(Libraries.class);
        int all = libraries.list("background", "fritz", false).size();
        assertThat(IntStream.range(0, all)
                        .mapToObj(seed ->
                                libraries.random("background", seed, "fritz").orElseThrow()))
                .doesNotHaveDuplicates()
                .anyMatch(file -> file.startsWith(data));
        assertThat(IntStream.range(0, all)
                        .mapToObj(seed ->
                                libraries.random("background", seed, "nobody").orElseThrow()))
                .noneMatch(file -> file.startsWith(data));
    }

    @Test
    void aRecordedVoiceNeedsConsent() {
        Part sample = Part.file("sample", "me.wav", tone(5));
        Answer refused =
                server.postMultipart("/api/voices", List.of(Part.json("request", "{\"name\":\"Me\"}"), sample));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("field").asText()).isEqualTo("consent");

        Answer added = server.postMultipart(
                "/api/voices",
                List.of(
                        Part.json(
                                "request",
                                "{\"name\":\"Me\",\"consent\":{\"by\":\"Ana Silva\",\"for\":\"my own videos\"}}"),
                        sample));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        by("addVoice", added);
        by("listVoices", server.get("/api/voices"));
        assertThat(added.json().get("is_sample").asBoolean()).isTrue();
        assertThat(added.json().at("/consent/by").asText()).isEqualTo("Ana Silva");
        String id = added.json().get("id").asText();
        assertThat(server.rows("select key from voice_samples")).hasSize(1);
        assertThat(server.store().list("samples/")).hasSize(1);
        assertThat(server.delete("/api/voices/" + id).status()).isEqualTo(204);
        assertThat(server.rows("select key from voice_samples")).isEmpty();
        assertThat(server.store().list("samples/")).isEmpty();
    }

    private static List<String> names(String path) {
        return values(path, "name");
    }

    private static List<String> ids(String path) {
        return values(path, "id");
    }

    private static List<String> values(String path, String field) {
        return StreamSupport.stream(server.get(path).json().spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }

    static byte[] picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.ORANGE);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] tone(int seconds) {
        int samples = seconds * 24_000;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + 2 * samples).put("WAVEfmt ".getBytes());
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(24_000).putInt(48_000);
        wav.putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (9000 * Math.sin(i / 10.0)));
        }
        return wav.array();
    }
}
