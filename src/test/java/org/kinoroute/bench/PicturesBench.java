package org.kinoroute.bench;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.kinoroute.KinorouteApplication;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Chat;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.visual.Browser;
import org.kinoroute.visual.VisualFiles;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Times the pictures of a chat at 1080x1920: layout, screenshots, storing in the embedded S3 server, and cutting every
 * bubble out of its sheet. The browser is running already.
 */
public final class PicturesBench {

    private static final List<String> LINES = List.of(
            "Oi! Você já chegou?",
            "Ainda não 😅 o ônibus parou de novo",
            "Tranquilo. Estou na mesa perto da janela, aquela de sempre.",
            "Pede um café pra mim? Com leite, por favor.",
            "Já pedi ☕️ e um pão de queijo também");

    private PicturesBench() {}

    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory("kinoroute-bench-pictures");
        try (var context = new SpringApplicationBuilder(KinorouteApplication.class)
                .web(WebApplicationType.NONE)
                .run("--kinoroute.data=" + data)) {
            context.getBean(Browser.class).warmUp().get();
            for (int messages : new int[] {10, 50, 200, 1000}) {
                double[] each = new double[5];
                for (int run = -1; run < each.length; run++) {
                    double ms =
                            draw(context.getBean(VisualFiles.class), context.getBean(ObjectStore.class), messages, run);
                    if (run >= 0) {
                        each[run] = ms / messages;
                    }
                }
                Arrays.sort(each);
                System.out.printf(
                        Locale.ROOT,
                        "%4d messages: %.1f ms a message (%.1f to %.1f)%n",
                        messages,
                        each[2],
                        each[0],
                        each[4]);
            }
        }
    }

    private static double draw(VisualFiles files, ObjectStore store, int messages, int run) throws Exception {
        Plan plan = plan(messages, run);
        long begin = System.nanoTime();
        VisualFiles.Drawn drawn = files.chat(plan);
        for (VisualFiles.SheetFile sheet : drawn.sheets()) {
            store.put(sheet.key(), sheet.file().toPath(), "image/png");
        }
        ChatLayout layout = (ChatLayout) drawn.layout();
        List<BufferedImage> sheets = new ArrayList<>();
        for (VisualFiles.SheetFile sheet : drawn.sheets()) {
            sheets.add(ImageIO.read(sheet.file()));
        }
        for (ChatLayout.Row row : layout.rows()) {
            var sprite = row.sprite();
            sheets.get(sprite.sheet()).getSubimage(sprite.x(), sprite.y(), sprite.width(), sprite.height());
        }
        files.discard(drawn);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static Plan plan(int messages, int run) {
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            scenes.add(Scene.message(i % 2 == 0 ? "Ana" : "Bruno", LINES.get(i % LINES.size()) + " " + run));
        }
        Chat chat = new Chat("Ana", false, null, "online", Chat.Look.ANDROID, Chat.Theme.LIGHT, "9:41", 80);
        Script script = new Script(
                Format.CHAT,
                "Bench",
                "pt-br",
                "Bruno",
                List.of(new Participant("Ana"), new Participant("Bruno")),
                chat,
                scenes);
        Settings settings = new Settings(
                1080, 1920, 30, Settings.Layout.SCROLL, 4, 1, 3, 0.5, 1.5, true, null, "assets/any.mp4", null, 1);
        return new Plan(script, settings);
    }
}
