package org.kinoroute.visual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;

/** Turns a chat's script into what its page shows: who stands where, runs, pages, colours, words. */
final class ChatPages {

    /** Width of a phone in CSS pixels; all sizes in the styles are made for it. */
    private static final int PHONE = 360;

    private static final int COLOURS = 16;
    private static final int WAVEFORM_BARS = 42;

    private final Script script;
    private final ChatWords words;
    private final Map<String, Integer> people = new HashMap<>();
    /** Key of the store by path of the page. */
    private final Map<String, String> pictures = new LinkedHashMap<>();

    private ChatPages(Script script) {
        this.script = script;
        this.words = ChatWords.in(script.language());
        for (Participant participant : script.participants()) {
            people.put(participant.name(), people.size());
        }
    }

    /** @param pictures key of the store by path of the page */
    record Built(ChatPage page, Map<String, String> pictures) {}

    static Built of(Script script, Settings settings, int sheetHeight) {
        if (script.chat() == null) {
            throw new Problem("The script has no chat; only a script with format: chat can be drawn as one");
        }
        ChatPages pages = new ChatPages(script);
        return new Built(pages.page(settings, sheetHeight), Map.copyOf(pages.pictures));
    }

    private ChatPage page(Settings settings, int sheetHeight) {
        Chat chat = script.chat();
        List<ChatPage.Person> persons = persons();
        return new ChatPage(
                script.language(),
                name(chat.look()),
                name(chat.theme()),
                chat.group(),
                panel(settings, sheetHeight),
                header(persons),
                words,
                persons,
                rows(settings));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ChatPage.Panel panel(Settings settings, int sheetHeight) {
        boolean framed = settings.background() != null;
        int width = framed ? 2 * Math.round(settings.width() * 0.4f) : settings.width();
        // In a wide frame the shorter side decides how large the text is, as if a phone's width fitted into it.
        double phone = Math.min(settings.width(), settings.height()) * (framed ? 0.8 : 1);
        int cssWidth = Math.max(PHONE, (int) Math.round(PHONE * width / phone));
        double scale = (double) width / cssWidth;
        int radius = framed ? (int) Math.round(16 * scale) : 0;
        return new ChatPage.Panel(width, settings.height(), cssWidth, sheetHeight, radius);
    }

    private List<ChatPage.Person> persons() {
        boolean[] taken = new boolean[COLOURS];
        List<ChatPage.Person> persons = new ArrayList<>();
        for (Participant participant : script.participants()) {
            String name = Cleaner.clean(participant.name());
            int colour = colour(name, taken);
            boolean me = participant.name().equals(script.me());
            String typing = script.chat().group() ? words.someoneTyping().replace("{name}", name) : words.typing();
            persons.add(new ChatPage.Person(
                    name, colour, avatar(participant.avatar(), name, colour, false), me ? null : typing));
        }
        return persons;
    }

    /** A name keeps its colour from video to video; only where two of a chat would share one, the later gives way. */
    private static int colour(String name, boolean[] taken) {
        int colour = Math.floorMod(name.hashCode() * 31 >>> 7, COLOURS);
        for (int i = 0; i < COLOURS && taken[colour]; i++) {
            colour = (colour + 1) % COLOURS;
        }
        taken[colour] = true;
        return colour;
    }

    private ChatPage.Header header(List<ChatPage.Person> persons) {
        Chat chat = script.chat();
        String name = Cleaner.clean(chat.name());
        String presence = chat.presence();
        if (presence == null && chat.group()) {
            presence = Stream.concat(
                            script.participants().stream()
                                    .map(Participant::name)
                                    .filter(person -> !person.equals(script.me())),
                            Stream.of(words.you()))
                    .collect(Collectors.joining(", "));
        }
        ChatPage.Avatar avatar;
        if (chat.avatar() == null && !chat.group()) {
            avatar = persons.stream()
                    .filter(person -> person.typing() != null)
                    .filter(person ->
                            script.participants().size() == 2 || person.name().equals(name))
                    .findFirst()
                    .map(ChatPage.Person::avatar)
                    .orElseGet(() -> avatar(null, name, colour(name, new boolean[COLOURS]), false));
        } else {
            avatar = avatar(chat.avatar(), name, colour(name, new boolean[COLOURS]), chat.group());
        }
        return new ChatPage.Header(name, Cleaner.clean(presence), avatar, Cleaner.clean(chat.clock()), chat.battery());
    }

    private ChatPage.Avatar avatar(Asset asset, String name, int colour, boolean group) {
        return new ChatPage.Avatar(picture(asset), group ? "" : initials(name), colour, group);
    }

    /** First letters of the first and the last word; empty where there are none, as with a telephone number. */
    private static String initials(String name) {
        List<String> letters = Stream.of(name.strip().split("\\s+"))
                .filter(word -> !word.isEmpty() && Character.isLetter(word.codePointAt(0)))
                .map(word -> new String(Character.toChars(Character.toUpperCase(word.codePointAt(0)))))
                .toList();
        return letters.size() < 2 ? String.join("", letters) : letters.get(0) + letters.get(letters.size() - 1);
    }

    private String picture(Asset asset) {
        if (asset == null) {
            return null;
        }
        String ending = asset.location().replaceFirst("^.*\\.(\\w{1,5})$", "$1").toLowerCase(Locale.ROOT);
        String known = pictures.entrySet().stream()
                .filter(entry -> entry.getValue().equals(asset.location()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("picture/" + pictures.size() + "." + (ending.matches("\\w{1,5}") ? ending : "bin"));
        pictures.put(known, asset.location());
        return known;
    }

    private List<ChatPage.Row> rows(Settings settings) {
        int[] page = pageOfEach(settings);
        List<ChatPage.Row> rows = new ArrayList<>();
        for (int i = 0; i < script.scenes().size(); i++) {
            Scene scene = script.scenes().get(i);
            if (scene.kind() == Scene.Kind.VISUAL) {
                continue; // it has a picture of its own
            }
            boolean notice = scene.kind().isNotice();
            boolean mine = !notice && scene.from() != null && scene.from().equals(script.me());
            rows.add(new ChatPage.Row(
                    i,
                    page[i],
                    name(scene.kind()),
                    notice ? -1 : person(scene),
                    mine,
                    !notice && !sameRun(i, i - 1, page),
                    !notice && !sameRun(i, i + 1, page),
                    text(scene, mine),
                    scene.language() == null ? script.language() : scene.language(),
                    Cleaner.clean(scene.time()),
                    mine && scene.status() != null ? name(scene.status()) : null,
                    scene.replyTo() == null ? null : quote(scene.replyTo()),
                    scene.reactions().stream()
                            .map(reaction -> new ChatPage.Reaction(Cleaner.clean(reaction.emoji()), reaction.count()))
                            .toList(),
                    picture(scene.media()),
                    scene.seconds(),
                    scene.kind() == Scene.Kind.VOICE_NOTE ? waveform(scene) : null,
                    scene.forwarded(),
                    scene.edited()));
        }
        return rows;
    }

    private int person(Scene scene) {
        Integer person = people.get(scene.from());
        if (person == null) {
            throw new Problem("\"" + scene.from() + "\" sends a message but is not among the participants");
        }
        return person;
    }

    /** Notices come with the next message, so they open a group with it; those at the end stay where they are. */
    private int[] pageOfEach(Settings settings) {
        List<Scene> scenes = script.scenes();
        int[] page = new int[scenes.size()];
        if (settings.layout() != Settings.Layout.GROUPS) {
            return page;
        }
        int size = Math.max(1, settings.messagesPerGroup());
        int messages = 0;
        int start = 0;
        for (int i = 0; i < page.length; i++) {
            if (!scenes.get(i).kind().isNotice()) {
                Arrays.fill(page, start, i + 1, messages++ / size);
                start = i + 1;
            }
        }
        Arrays.fill(page, start, page.length, Math.max(0, messages - 1) / size);
        return page;
    }

    private boolean sameRun(int i, int other, int[] page) {
        List<Scene> scenes = script.scenes();
        return other >= 0
                && other < scenes.size()
                && page[i] == page[other]
                && !scenes.get(other).kind().isNotice()
                && scenes.get(i).from().equals(scenes.get(other).from());
    }

    private String text(Scene scene, boolean mine) {
        String text = Cleaner.clean(scene.text());
        return switch (scene.kind()) {
            case VOICE_NOTE, STICKER -> null; // spoken or seen, never written
            case DELETED -> text != null && !text.isBlank() ? text : mine ? words.deletedByMe() : words.deleted();
            case OMITTED -> text != null && !text.isBlank() ? text : words.omitted();
            default -> text;
        };
    }

    private ChatPage.Quote quote(int index) {
        if (index < 0 || index >= script.scenes().size()) {
            throw new Problem("A message answers scene " + index + ", which there is not");
        }
        Scene scene = script.scenes().get(index);
        boolean mine = scene.from() != null && scene.from().equals(script.me());
        String label =
                switch (scene.kind()) {
                    case IMAGE -> scene.text() == null || scene.text().isBlank() ? words.photo() : null;
                    case STICKER -> words.sticker();
                    case VOICE_NOTE -> words.voiceNote();
                    default -> null;
                };
        return new ChatPage.Quote(
                scene.kind().isNotice() ? -1 : person(scene),
                mine,
                name(scene.kind()),
                label == null ? text(scene, mine) : label,
                picture(scene.media()),
                scene.seconds());
    }

    /** Looks like speech (bursts and breaths), and is the same for the same words. */
    private static List<Integer> waveform(Scene scene) {
        SplittableRandom chance =
                new SplittableRandom((scene.from() + "\0" + scene.text() + "\0" + scene.seconds()).hashCode());
        List<Integer> bars = new ArrayList<>();
        double swell = chance.nextDouble(6);
        for (int i = 0; i < WAVEFORM_BARS; i++) {
            double envelope = 0.35 + 0.65 * Math.abs(Math.sin(swell + i * 0.37) * Math.cos(swell * 2 + i * 0.13));
            bars.add((int) Math.round(100 * Math.min(1, envelope * (0.25 + 0.9 * chance.nextDouble()))));
        }
        return bars;
    }
}
