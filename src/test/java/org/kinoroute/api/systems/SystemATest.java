package org.kinoroute.api.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kinoroute.api.systems.Systems.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kinoroute.api.Server;
import org.kinoroute.api.Server.Answer;

/** What a client of the chat video generator sends, right and wrong, and what it gets. */
class SystemATest {

    private static final String PATH = "/api/generate-screenshots";
    private static final String TWO =
            "{'messages':[{'from':'Ana','to':'Bruno','text':'Oi!'},{'from':'Bruno','to':'Ana','text':'Tudo bem?'}],"
                    + "'participants':['Ana','Bruno'],'outputDir':'./output','img_size':[640,360]}";

    @TempDir
    static Path data;

    private static Server server;

    @BeforeAll
    static void start() {
        server = Systems.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer post(String json) {
        return server.postJson(PATH, json.replace('\'', '"'));
    }

    @Test
    void aPictureIsTakenAfterEachMessage() throws Exception {
        Answer answer = post(TWO);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        ObjectNode body = (ObjectNode) answer.json();
        JsonNode urls = body.remove("imageUrls");
        JsonNode paths = body.remove("storagePaths");
        JsonNode bubbles = body.remove("messageCoordinates");
        assertThat(body)
                .isEqualTo(json("{'success':true,'message':'Generated and uploaded 2 screenshots successfully'}"));
        assertThat(urls).hasSize(2);
        for (int i = 0; i < 2; i++) {
            String name = paths.get(i).asText().replaceFirst("^whatsapp-screenshots/", "");
            assertThat(name).matches("whatsapp_[0-9a-f]{32}\\.png");
            assertThat(urls.get(i).asText())
                    .isEqualTo(server.uri("/download/" + name) + "?bucket=whatsapp-screenshots");
        }
        BufferedImage first = picture(urls.get(0).asText());
        BufferedImage second = picture(urls.get(1).asText());
        assertThat(first.getWidth()).isEqualTo(360);
        assertThat(first.getHeight()).isEqualTo(640);

        assertThat(bubbles).hasSize(2);
        JsonNode theirs = bubbles.get(0);
        JsonNode mine = bubbles.get(1);
        assertThat(theirs.path("index").asInt()).isZero();
        assertThat(theirs.path("from").asText()).isEqualTo("Ana");
        assertThat(theirs.path("text").asText()).isEqualTo("Oi!");
        assertThat(theirs.path("isMine").asBoolean()).isFalse();
        assertThat(mine.path("isMine").asBoolean()).isTrue();
        Stream.of("y", "height", "width")
                .forEach(name -> assertThat(mine.path(name).isInt()).as(name).isTrue());
        // The second bubble is where it is said to be: its own colour there, the wallpaper's before it came.
        int y = mine.path("y").asInt() + mine.path("height").asInt() / 2;
        int x = 360 - 30;
        assertThat(second.getRGB(x, y)).isNotEqualTo(first.getRGB(x, y));
        assertThat(theirs.path("y").asInt() + theirs.path("height").asInt())
                .isLessThanOrEqualTo(mine.path("y").asInt());
    }

    @Test
    void oneOfTheWholeChatIsTakenWhereItIsAskedFor() throws Exception {
        Answer answer = post(TWO.replace("'outputDir'", "'progressive':false,'outputDir'"));

        assertThat(answer.json().path("storagePaths")).hasSize(1);
        assertThat(answer.json().path("messageCoordinates")).hasSize(2);
        assertThat(answer.json().path("message").asText())
                .isEqualTo("Generated and uploaded 1 screenshot successfully");
    }

    @Test
    void askedAgainItHasTheSamePictures() {
        assertThat(post(TWO).text()).isEqualTo(post(TWO).text());
    }

    @Test
    void thePicturesAreTheirOwnersAlone() {
        post(TWO);

        assertThat(server.rows("select distinct owner from files where bucket = 'whatsapp-screenshots'"))
                .isEqualTo(List.of(Map.of("owner", "local")));
        SystemA names = server.bean(SystemA.class);
        byte[] png = {1, 2, 3};
        assertThat(names.name(png, "ana")).isEqualTo(names.name(png, "ana")).isNotEqualTo(names.name(png, "bruno"));
        assertThat(names.key(png)).matches("files/[0-9a-f]{64}\\.png");
    }

    @Test
    void theLastRequestIsKept() {
        post(TWO);

        assertThat(server.get("/api/messages").json())
                .isEqualTo(json("{'messages':[{'from':'Ana','to':'Bruno','text':'Oi!'},"
                        + "{'from':'Bruno','to':'Ana','text':'Tudo bem?'}],'participants':['Ana','Bruno']}"));
    }

    static Stream<String[]> wrong() {
        String one = "[{'from':'Ana','text':'Oi!'}]";
        String names = "['Ana','Bruno']";
        String many = IntStream.range(0, 301)
                .mapToObj(i -> "{'from':'Ana','text':'" + i + "'}")
                .collect(Collectors.joining(",", "[", "]"));
        return Stream.of(
                new String[] {"{'participants':" + names + "}", "INVALID_MESSAGES"},
                new String[] {"{'messages':'Oi','participants':" + names + "}", "INVALID_MESSAGES"},
                new String[] {"{'messages':[],'participants':" + names + "}", "INVALID_MESSAGES"},
                new String[] {"{'messages':[1],'participants':" + names + "}", "INVALID_MESSAGES"},
                new String[] {"{'messages':[{'from':1,'text':'x'}],'participants':" + names + "}", "INVALID_MESSAGES"},
                new String[] {"{'messages':" + many + ",'participants':" + names + "}", "INVALID_MESSAGES"},
                new String[] {"[]", "INVALID_MESSAGES"},
                new String[] {"{'messages'", "INVALID_MESSAGES"},
                new String[] {"", "INVALID_MESSAGES"},
                new String[] {"{'messages':" + one + "}", "INVALID_PARTICIPANTS"},
                new String[] {"{'messages':" + one + ",'participants':['Ana']}", "INVALID_PARTICIPANTS"},
                new String[] {"{'messages':" + one + ",'participants':['Ana','Bruno','Cai']}", "INVALID_PARTICIPANTS"},
                new String[] {"{'messages':" + one + ",'participants':['Ana','Ana']}", "INVALID_PARTICIPANTS"},
                new String[] {"{'messages':" + one + ",'participants':'Ana'}", "INVALID_PARTICIPANTS"},
                new String[] {
                    "{'messages':" + one + ",'participants':" + names + ",'img_size':[99999999,2]}", "INVALID_IMG_SIZE"
                },
                new String[] {"{'messages':" + one + ",'participants':" + names + ",'img_size':'a'}", "INVALID_IMG_SIZE"
                });
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongHasItsCode(String request, String code) {
        Answer answer = post(request);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        ObjectNode body = (ObjectNode) answer.json();
        assertThat(body.remove("error").asText()).isNotBlank();
        assertThat(body).isEqualTo(json("{'success':false,'code':'" + code + "'}"));
    }

    @Test
    void nothingThatIsSentAsAHeaderComesBack() {
        Answer answer = server.postJson(PATH, "{}", "X-Mine", "1", "owner", "somebody");

        assertThat(answer.header("X-Mine")).isNull();
        assertThat(answer.header("owner")).isNull();
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void itTellsHowItIs() {
        ObjectNode health = (ObjectNode) server.get("/api/health").json();

        assertThat(health.remove("timestamp").asText()).endsWith("Z");
        assertThat(health.remove("message").asText()).isNotBlank();
        assertThat(health)
                .isEqualTo(json("{'status':'ok','config':{'uploadMode':true,'uploadService':'local','localStorageUrl':'"
                        + server.uri("") + "','whatsappStorageBucket':'whatsapp-screenshots'},"
                        + "'services':{'storage':'healthy'},'queue':{'running':0,'queued':0,'maxConcurrent':5}}"));
        ObjectNode queue = (ObjectNode) server.get("/api/queue/status").json();
        assertThat(queue.remove("timestamp").asText()).endsWith("Z");
        assertThat(queue).isEqualTo(json("{'queue':{'running':0,'queued':0,'maxConcurrent':5}}"));
    }

    /** What the link gives to its owner. */
    private static BufferedImage picture(String url) throws Exception {
        assertThat(url).startsWith(server.uri("/").toString());
        Answer answer = server.get(url.substring(server.uri("").toString().length()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        return ImageIO.read(new ByteArrayInputStream(answer.bytes()));
    }
}
