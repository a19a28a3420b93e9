package org.kinoroute.visual;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Scene.Reaction;
import org.kinoroute.video.Scene.Status;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;

/** Draws the chats of the tests into {@code target/gallery}, to be looked at; run by hand. */
final class Gallery {

    private static final Path FOLDER = Path.of("target/gallery");

    private Gallery() {}

    static Scene say(String from, String text, String time, Status status) {
        return new Scene(Kind.MESSAGE, from, text, null, null, time, status, null, List.of(), null, 0, false, false);
    }

    static Scene scene(
            Kind kind,
            String from,
            String text,
            String time,
            Status status,
            Integer reply,
            List<Reaction> reactions,
            Asset media,
            int seconds,
            boolean forwarded,
            boolean edited) {
        return new Scene(
                kind, from, text, null, null, time, status, reply, reactions, media, seconds, forwarded, edited);
    }

    static Settings settings(int width, int height, boolean framed, Settings.Layout layout) {
        return new Settings(width, height, 30, layout, 4, 1, 3, 0.5, 1.5, true, null, framed ? "bg" : null, null, 1);
    }

    static Asset picture(FolderStore store, String name) throws Exception {
        String key = "assets/" + name;
        if (!store.exists(key)) {
            store.put(key, Path.of("config/samples/pictures", name), PageFiles.typeOf(name));
        }
        return new Asset(key);
    }

    static Script everything(FolderStore store, Chat.Look look, Chat.Theme theme, boolean group) throws Exception {
        Asset ana = picture(store, "ana.png");
        Asset bruno = picture(store, "bruno.png");
        String other = "Ana";
        String third = group ? "Carla Dias" : "Ana";
        List<Scene> s = new ArrayList<>();
        s.add(scene(Kind.DAY, null, "Today", null, null, null, List.of(), null, 0, false, false));
        s.add(scene(
                Kind.SYSTEM,
                null,
                "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.",
                null,
                null,
                null,
                List.of(),
                null,
                0,
                false,
                false));
        s.add(say(other, "Oi! Tudo bem?", "14:02", null));
        s.add(say(other, "Olha só a praia hoje, o mar está lindo e a água quentinha 😍", "14:02", null));
        s.add(say("Bruno", "Que inveja!", "14:03", Status.READ));
        s.add(scene(
                Kind.MESSAGE,
                "Bruno",
                "Aqui só chove… *muito* mesmo, _todo dia_, ~sol~ e ```código``` https://example.com/a_b",
                "14:03",
                Status.READ,
                3,
                List.of(),
                null,
                0,
                false,
                false));
        s.add(scene(
                Kind.IMAGE,
                third,
                null,
                "14:04",
                null,
                null,
                List.of(new Reaction("❤️", 1)),
                picture(store, "beach.jpg"),
                0,
                false,
                false));
        s.add(scene(
                Kind.IMAGE,
                "Bruno",
                "Salvei! Vai virar papel de parede do meu celular",
                "14:05",
                Status.DELIVERED,
                null,
                List.of(),
                picture(store, "beach.jpg"),
                0,
                true,
                false));
        s.add(scene(Kind.VOICE_NOTE, third, "Escuta só", "14:05", null, null, List.of(), null, 17, false, false));
        s.add(scene(
                Kind.VOICE_NOTE,
                "Bruno",
                "Escuta só você",
                "14:06",
                Status.READ,
                null,
                List.of(),
                null,
                64,
                false,
                false));
        s.add(scene(
                Kind.STICKER,
                other,
                null,
                "14:06",
                null,
                null,
                List.of(),
                picture(store, "cat-sticker.webp"),
                0,
                false,
                false));
        s.add(say("Bruno", "😂", "14:07", Status.SENT));
        s.add(say(other, "🔥🔥🔥", "14:07", null));
        s.add(scene(Kind.DELETED, other, null, "14:07", null, null, List.of(), null, 0, false, false));
        s.add(scene(Kind.DELETED, "Bruno", null, "14:08", Status.READ, null, List.of(), null, 0, false, false));
        s.add(scene(
                Kind.MESSAGE,
                third,
                "Mensagem editada com reações",
                "14:08",
                null,
                null,
                List.of(new Reaction("😂", 2), new Reaction("👍", 1)),
                null,
                0,
                false,
                true));
        s.add(scene(
                Kind.MESSAGE,
                "Bruno",
                "Repassando",
                "14:08",
                Status.DELIVERED,
                8,
                List.of(new Reaction("🙏", 1)),
                null,
                0,
                true,
                true));
        s.add(scene(Kind.OMITTED, third, null, "14:09", null, null, List.of(), null, 0, false, false));
        s.add(say(other, "مرحبا، كيف حالك اليوم؟ أتمنى أن تكون بخير وأن نلتقي قريبا", "14:09", null));
        s.add(say("Bruno", "你好！今天天气很好，我们去海边吧。日本語もきれいです。한국어", "14:10", Status.READ));
        s.add(say(other, "नमस्ते! आप कैसे हैं? தமிழ் বাংলা 🇧🇷👨‍👩‍👧‍👦", "14:10", null));
        s.add(say(
                "Bruno",
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
                "14:10",
                Status.SENT));
        s.add(scene(Kind.MESSAGE, third, "Sim", "14:11", null, 7, List.of(), null, 0, false, false));
        List<Participant> people = new ArrayList<>(
                List.of(new Participant("Ana", ana, null, null), new Participant("Bruno", bruno, null, null)));
        if (group) {
            people.add(new Participant("Carla Dias"));
        }
        Chat chat = new Chat(
                group ? "Viagem 🏕️" : "Ana",
                group,
                group ? picture(store, "group.png") : null,
                group ? null : "online",
                look,
                theme,
                "9:41",
                82);
        return new Script(Format.CHAT, "Tudo", "pt-br", "Bruno", people, chat, s);
    }

    public static void main(String[] args) throws Exception {
        Files.createDirectories(FOLDER);
        Path home = Files.createTempDirectory("gallery");
        FolderStore store = new FolderStore(home);
        VisualProperties properties = VisualProperties.defaults();
        long start = System.nanoTime();
        try (Browser browser = new Browser(properties)) {
            browser.warmUp().join();
            System.out.println("start " + (System.nanoTime() - start) / 1_000_000 + " ms");
            ChatVisual visual = new ChatVisual(browser, store, properties);
            ChatPicture picture = new ChatPicture(store);
            for (Chat.Look look : Chat.Look.values()) {
                for (Chat.Theme theme : Chat.Theme.values()) {
                    for (boolean group : new boolean[] {false, true}) {
                        Script script = everything(store, look, theme, group);
                        Settings settings = settings(1080, 1920, true, Settings.Layout.SCROLL);
                        Path directory = Files.createTempDirectory("sheets");
                        long t = System.nanoTime();
                        var layout = visual.render(script, settings, directory);
                        System.out.println(look + " " + theme + " " + (System.nanoTime() - t) / 1_000_000 + " ms, "
                                + layout.sheets());
                        for (int i = 0; i < layout.sheets().size(); i++) {
                            store.put(
                                    layout.sheets().get(i).key(),
                                    directory.resolve("sheet-" + i + ".png"),
                                    "image/png");
                        }
                        String name = (look + "-" + theme + (group ? "-group" : "")).toLowerCase();
                        for (int n : new int[] {7, 13, 17, 22}) {
                            Files.write(FOLDER.resolve(name + "-" + n + ".png"), picture.png(layout, n, 1800));
                        }
                    }
                }
            }
        }
    }
}
