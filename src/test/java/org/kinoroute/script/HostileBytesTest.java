package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.video.Problem;

/** Whatever the bytes: a script, or a problem in one line; nothing else, and soon. */
@Timeout(60)
class HostileBytesTest {

    private static final String[] SOUP = {
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        ",",
        "\n",
        "\n  ",
        "\n- ",
        "\"",
        "'",
        "&a ",
        "*a",
        "!!int ",
        "!x ",
        "---\n",
        "|\n",
        ">-\n",
        "# ",
        "? ",
        "\\ud800",
        "\\",
        "\t",
        "<<: ",
        "%YAML 1.1\n",
        "scenes",
        "messages",
        "from",
        "to",
        "text",
        "chat",
        "me",
        "participants",
        "Ana",
        "Bruno",
        "reply_to",
        "reactions",
        "voice_note",
        "day",
        "system",
        "image",
        "time",
        "status",
        "-1",
        "1e999",
        "0x1F",
        "99999999999999999999",
        "true",
        "null",
        "~",
        "\u0000",
        "\u0007",
        "\u2028",
        "\u202e",
        "\u200e",
        "👍",
        "é",
        "12/31/23, 9:41 PM - ",
        "[31/12/23, 21:41:05] ",
        "Ana: ",
        "<Media omitted>",
        "a.jpg (file attached)",
        "\u200eimage omitted",
        "This message was deleted",
        "99/99/99, 10:00 - ",
        "0/0/0, 00:00 - x: y",
        "created group \"",
    };

    private final ScriptReader reader = new ScriptReader(ScriptProperties.defaults());

    @TempDir
    static Path folder;

    @BeforeAll
    static void picturesOfTheSamples() throws Exception {
        Pictures.ofTheSamples(folder);
    }

    private boolean read(byte[] bytes) {
        long start = System.nanoTime();
        try {
            reader.read(bytes, "x\n.yaml", folder, ScriptRequest.none());
            return true;
        } catch (Problem e) {
            assertThat(e.getMessage())
                    .startsWith("x .yaml")
                    .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202e]");
            assertThat(e.getMessage().length()).isLessThan(600);
            return false;
        } catch (RuntimeException | Error e) {
            return fail(
                    "not a problem but " + e + " for: " + Text.clip(new String(bytes, StandardCharsets.UTF_8), 2000),
                    e);
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"conversa.json", "grupo.yaml", "chat-everything.yaml", "export-android.txt", "export-ios.txt"})
    void mutationsOfTheSamples(String sample) throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("config/samples", sample));
        Random random = new Random(sample.hashCode());
        int read = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bytes = whole.clone();
            for (int m = random.nextInt(6); m >= 0; m--) {
                bytes = mutate(bytes, random);
            }
            read += read(bytes) ? 1 : 0;
        }
        // The test is worth something only if some mutations get past the parsers.
        assertThat(read).isBetween(20, 380);
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int length = Math.min(bytes.length - at, random.nextInt(40));
        String insert = "";
        switch (random.nextInt(5)) {
            case 0 -> length = 0;
            case 1 -> insert = SOUP[random.nextInt(SOUP.length)];
            case 2 -> {
                length = 0;
                insert = SOUP[random.nextInt(SOUP.length)].repeat(1 + random.nextInt(30));
            }
            case 3 -> insert = new String(bytes, at, length, StandardCharsets.UTF_8).repeat(2);
            default -> {}
        }
        byte[] inserted = insert.getBytes(StandardCharsets.UTF_8);
        byte[] mutated = new byte[bytes.length - length + inserted.length];
        System.arraycopy(bytes, 0, mutated, 0, at);
        System.arraycopy(inserted, 0, mutated, at, inserted.length);
        System.arraycopy(bytes, at + length, mutated, at + inserted.length, bytes.length - at - length);
        if (mutated.length > 0 && random.nextInt(8) == 0) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    @Test
    void randomBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (i % 3 == 0) {
                for (int b = 0; b < bytes.length; b++) {
                    bytes[b] = (byte) (1 + bytes[b] & 0x7F);
                }
            }
            read(bytes);
        }
    }

    @Test
    void tokenSoup() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder soup = new StringBuilder();
            for (int n = random.nextInt(40); n >= 0; n--) {
                soup.append(SOUP[random.nextInt(SOUP.length)]);
            }
            read(soup.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void largeInputs() {
        List<String> large = new ArrayList<>();
        for (String unit : List.of(
                "[",
                "{",
                "{\"a\":",
                "- ",
                "? ",
                "a: ",
                "&a ",
                "*a ",
                "\"",
                "a",
                "1",
                "\n",
                "[]\n",
                "a:\n",
                "- a\n",
                "!a ",
                "'",
                "#",
                "12/31/23, 9:41 PM - Ana: Oi\n",
                "12/31/23, 9:41 PM - ",
                "1/1/1",
                "[31/12/23, 21:41:05] A: b\n",
                "\u200e",
                "a: b\n ",
                "scenes: ",
                "{from: a}, ",
                "\\u0041",
                "|\n ",
                "Ana: ",
                " ")) {
            large.add(unit.repeat(500_000 / unit.length()));
            large.add("{\"scenes\":[" + unit.repeat(100_000 / unit.length()));
            large.add("scenes:\n" + unit.repeat(100_000 / unit.length()));
            large.add("12/31/23, 9:41 PM - Ana: Oi\n" + unit.repeat(100_000 / unit.length()));
        }
        large.forEach(text -> read(text.getBytes(StandardCharsets.UTF_8)));
        read(new byte[11 * 1024 * 1024]);
    }

    @Test
    void everyEncodingThatAMakerMayHave() {
        String script = "[{\"from\":\"Ána\",\"to\":\"Bruno\",\"text\":\"Olá 👋\"}]\r\n";
        for (String text : List.of(script, "\uFEFF" + script)) {
            assertThatCode(() -> read(text.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
            assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isTrue();
        }
        assertThat(read(("\uFEFF" + script).getBytes(StandardCharsets.UTF_16LE)))
                .isTrue();
        assertThat(read(("\uFEFF" + script).getBytes(StandardCharsets.UTF_16BE)))
                .isTrue();
    }
}
