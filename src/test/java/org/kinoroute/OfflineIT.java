package org.kinoroute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the network cut off (a network namespace with loopback alone) and without a key, ready scripts become videos. */
class OfflineIT {

    private static final String[] CUT_OFF = {"unshare", "-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"};

    @TempDir
    static Path home;

    @BeforeAll
    static void theMachineAllowsIt() throws InterruptedException {
        assumeTrue(succeeds("true"), "not run: this machine makes no network namespace (unshare -rn, ip)");
    }

    @Test
    void thereIsNoNetwork() throws Exception {
        // Else the others would prove nothing.
        assertThat(succeeds("ip", "route", "get", "192.0.2.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grupo.yaml", "explainer.yaml", "product.yaml", "story.yaml"})
    void everyFormatIsMade(String sample) throws Exception {
        Path out = home.resolve(sample + ".mp4");
        String said = Application.in(home)
                .within(CUT_OFF)
                .run(
                        0,
                        "make",
                        "--script",
                        Path.of("config/samples", sample).toString(),
                        "--out",
                        out.toString(),
                        "--size",
                        "480x270",
                        "--fps",
                        "10");
        assertThat(out).isNotEmptyFile();
        assertThat(said).doesNotContain("Degraded");
    }

    @Test
    void aPromptSaysWhatItNeeds() throws Exception {
        String said = Application.in(home).within(CUT_OFF).run(2, "make", "--prompt", "two friends plan a trip");
        assertThat(said).contains("OPENAI_API_KEY or OPENAI_BASE_URL, and OPENAI_MODEL");
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        String[] all = new String[CUT_OFF.length + command.length];
        System.arraycopy(CUT_OFF, 0, all, 0, CUT_OFF.length);
        System.arraycopy(command, 0, all, CUT_OFF.length, command.length);
        try {
            Process process = new ProcessBuilder(all).inheritIO().start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
