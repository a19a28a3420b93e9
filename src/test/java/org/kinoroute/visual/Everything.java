package org.kinoroute.visual;

import static org.kinoroute.visual.Studio.sample;

import java.util.ArrayList;
import java.util.List;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Format;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Scene.Kind;
import org.kinoroute.video.Scene.Reaction;
import org.kinoroute.video.Scene.Status;
import org.kinoroute.video.Script;

/** A chat with everything that a chat can have. */
final class Everything {

    private final List<Scene> scenes = new ArrayList<>();

    private Everything() {}

    static Script chat(Chat.Look look, Chat.Theme theme, boolean group) {
        List<Participant> people = new ArrayList<>(List.of(
                new Participant("Ana", sample("ana.png"), null, null),
                new Participant("Bruno", sample("bruno.png"), null, null)));
        if (group) {
            people.add(new Participant("Carla Dias"));
        }
        Chat chat = new Chat(
                group ? "Viagem 🏕️" : "Ana",
                group,
                group ? sample("group.png") : null,
                group ? null : "online",
                look,
                theme,
                "9:41",
                82);
        return new Script(Format.CHAT, "Tudo", "pt-br", "Bruno", people, chat, scenes(group ? "Carla Dias" : "Ana"));
    }

    private static List<Scene> scenes(String third) {
        Everything all = new Everything();
        Asset beach = sample("beach.jpg");
        all.scenes.add(Scenes.of(Kind.DAY, null, "Hoje"));
        all.scenes.add(Scenes.of(Kind.SYSTEM, null, "Ana entrou usando um link de convite"));
        all.add("Ana", Kind.MESSAGE, "Oi! Tudo bem?", null, null, null, 0);
        all.add("Ana", Kind.MESSAGE, "Olha só a praia hoje, o mar está lindo 😍", null, null, null, 0);
        all.add("Bruno", Kind.MESSAGE, "Que inveja!", Status.READ, null, null, 0);
        all.add(
                "Bruno",
                Kind.MESSAGE,
                "*Muito* mesmo, _todo dia_, ~sol~ e ```código``` https://a.b/c_d",
                Status.READ,
                3,
                null,
                0);
        all.add(third, Kind.IMAGE, null, null, null, beach, 0);
        all.add("Bruno", Kind.IMAGE, "Salvei! Vai virar papel de parede", Status.DELIVERED, null, beach, 0);
        all.add(third, Kind.VOICE_NOTE, "Escuta só", null, null, null, 17);
        all.add("Bruno", Kind.VOICE_NOTE, "Escuta você", Status.READ, null, null, 64);
        all.add("Ana", Kind.STICKER, null, null, null, sample("cat-sticker.webp"), 0);
        all.add("Bruno", Kind.MESSAGE, "😂", Status.SENT, null, null, 0);
        all.add("Ana", Kind.MESSAGE, "🔥🔥🔥", null, null, null, 0);
        all.add("Ana", Kind.DELETED, null, null, null, null, 0);
        all.add("Bruno", Kind.DELETED, null, Status.READ, null, null, 0);
        all.scenes.add(Scenes.reacted(third, "Com reações", new Reaction("😂", 2), new Reaction("👍", 1)));
        all.scenes.add(Scenes.labelled("Bruno", "Repassando", true, true));
        all.add("Bruno", Kind.MESSAGE, "Boa", Status.DELIVERED, 8, null, 0);
        all.add(third, Kind.OMITTED, null, null, null, null, 0);
        all.add("Ana", Kind.MESSAGE, "مرحبا، كيف حالك اليوم؟ أتمنى أن تكون بخير وأن نلتقي قريبا", null, null, null, 0);
        all.add("Bruno", Kind.MESSAGE, "你好！今天天气很好，我们去海边吧。日本語 한국어", Status.READ, null, null, 0);
        all.add("Ana", Kind.MESSAGE, "नमस्ते! आप कैसे हैं? தமிழ் বাংলা 🇧🇷", null, null, null, 0);
        all.add(
                "Bruno",
                Kind.MESSAGE,
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
                Status.SENT,
                null,
                null,
                0);
        all.add(third, Kind.MESSAGE, "Sim", null, 7, null, 0);
        return all.scenes;
    }

    private void add(String from, Kind kind, String text, Status status, Integer reply, Asset media, int seconds) {
        scenes.add(new Scene(
                kind, from, text, null, null, "14:02", status, reply, List.of(), media, seconds, false, false));
    }
}
