package org.kinoroute.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Problem;
import org.springframework.util.unit.DataSize;

class ScriptFilesTest {

    private static final Where WHERE = new Where("x.yaml", 3, "scenes[0].image", Map.of());
    private static final DataSize MAX = DataSize.ofKilobytes(1);

    @TempDir
    Path folder;

    private Path base;

    @BeforeEach
    void pictures() throws IOException {
        base = Files.createDirectory(folder.resolve("base"));
        Files.write(base.resolve("a.png"), Pictures.png(640, 480));
        Files.write(base.resolve("a.jpg"), Pictures.jpeg(640, 480));
        Files.write(base.resolve("a.webp"), Pictures.webp(640, 480));
        Files.write(folder.resolve("outside.png"), Pictures.png(640, 480));
        Files.createSymbolicLink(base.resolve("link.png"), folder.resolve("outside.png"));
    }

    @Test
    void threeKindsByContent() {
        ScriptFiles files = new ScriptFiles(base, MAX, MAX, false);
        for (String name : new String[] {"a.png", "a.jpg", "./a.webp"}) {
            assertThat(files.picture(name, WHERE))
                    .isEqualTo(new Asset(base.resolve(name).normalize().toString()));
        }
    }

    @Test
    void outsideOnlyWhereThatIsAllowed() {
        ScriptFiles open = new ScriptFiles(base, MAX, MAX, true);
        String absolute = folder.resolve("outside.png").toString();
        assertThat(open.picture("../outside.png", WHERE)).isEqualTo(new Asset(absolute));
        assertThat(open.picture(absolute, WHERE)).isEqualTo(new Asset(absolute));
        ScriptFiles closed = new ScriptFiles(base, MAX, MAX, false);
        for (String name : new String[] {"../outside.png", absolute, "link.png"}) {
            assertThatThrownBy(() -> closed.picture(name, WHERE))
                    .isExactlyInstanceOf(Problem.class)
                    .hasMessageEndingWith("lies outside the script's folder; put it beside the script");
        }
    }

    @Test
    void outsideIsNotEvenLookedAt() {
        ScriptFiles closed = new ScriptFiles(base, MAX, MAX, false);
        assertThatThrownBy(() -> closed.picture("../nowhere.png", WHERE)).hasMessageContaining("lies outside");
        assertThatThrownBy(() -> closed.picture("/etc/passwd", WHERE)).hasMessageContaining("lies outside");
    }

    @Test
    void noFolderNoFiles() {
        assertThatThrownBy(() -> new ScriptFiles(null, MAX, MAX, true).picture("/etc/passwd", WHERE))
                .isExactlyInstanceOf(Problem.class)
                .hasMessage("x.yaml:3: scenes[0].image: files cannot be named here; leave \"/etc/passwd\" out");
    }

    @Test
    void tooManyBytesTooManyPixelsOrNone() throws IOException {
        ScriptFiles files = new ScriptFiles(base, MAX, MAX, true);
        Files.write(base.resolve("big.png"), new byte[2000]);
        Files.write(base.resolve("wide.jpg"), Pictures.jpeg(65_000, 1));
        Files.write(base.resolve("empty.jpg"), Pictures.jpeg(0, 10));
        assertThatThrownBy(() -> files.picture("big.png", WHERE)).hasMessageContaining("is larger than 1 KB; make it");
        assertThatThrownBy(() -> files.picture("wide.jpg", WHERE))
                .hasMessageContaining("too large with 65000x1 pixels");
        assertThatThrownBy(() -> files.picture("empty.jpg", WHERE)).hasMessageContaining("is a broken picture");
    }
}
