package org.kinoroute.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.KinorouteApplication;
import org.kinoroute.cli.KinorouteCommand;

/** Keys by the command line: before there is a server, and beside one at work. */
class KeysCommandTest {

    @TempDir
    Path folder;

    private record Run(int status, String out, String err) {}

    private Run keys(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "keys";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--data";
        all[all.length - 1] = folder.resolve("data").toString();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream noted = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(noted, true, StandardCharsets.UTF_8));
            int status = KinorouteCommand.run(KinorouteApplication.class, all);
            return new Run(status, said.toString(StandardCharsets.UTF_8), noted.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void keysAreMadeAndTakenBackWhetherTheServerRunsOrNot() {
        assertThat(keys("add", "Ana").err()).contains("the first key must be an admin's");
        Run first = keys("add", "root", "--admin");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out().strip()).matches("kr_[A-Za-z0-9_-]{43}");
        assertThat(first.err()).contains("it is not shown again");

        try (Service service = new Service(folder.resolve("data"))) {
            assertThat(service.get("/api/session").statusCode()).isEqualTo(401);
            Run second = keys("add", "Ana");
            assertThat(second.status()).as(second.err()).isZero();
            String[] ana = {"Authorization", "Bearer " + second.out().strip()};
            assertThat(service.get("/api/session", ana).body()).contains("\"owner\":\"Ana\"");
            assertThat(keys("list").out())
                    .contains("root")
                    .contains("Ana")
                    .doesNotContain(second.out().strip());
            assertThat(keys("revoke", "Ana").status()).isZero();
            assertThat(service.get("/api/session", ana).statusCode()).isEqualTo(401);
            assertThat(keys("webhook-secret").out()).startsWith("whsec_");
            Run again = keys("revoke", "Ana");
            assertThat(again.status()).isEqualTo(2);
            assertThat(again.err()).contains("there is no key \"Ana\"");
        }
        assertThat(keys().status()).isEqualTo(2);
    }
}
