package org.kinoroute.visual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Box;
import org.kinoroute.video.CaptionCards;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sheet;
import org.kinoroute.video.Sprite;
import org.springframework.stereotype.Component;

/** Draws burned-in captions: cards of a few words, in a style that is a file of CSS. */
@Component
public class CaptionVisual {

    private static final int WORDS_PER_CARD = 4;
    private static final int LETTERS_PER_CARD = 24;
    private static final List<String> RESOURCES = List.of("captions.html", "captions.css", "captions.js");
    private static final PageFiles FILES = PageFiles.resources("visual/captions");

    private final Browser browser;
    private final VisualProperties properties;

    public CaptionVisual(Browser browser, VisualProperties properties) {
        this.browser = browser;
        this.properties = properties;
    }

    /** Some words of one scene. */
    record Words(int scene, int first, List<String> words) {}

    /** What the page is given. */
    private record Input(String language, int width, int height, int sheetHeight, List<List<String>> cards) {}

    /** What the page answers. */
    private record Output(List<Integer> sheets, int centreY, List<Card> cards) {
        private record Card(Sprite plain, Sprite highlighted, List<Box> words) {}
    }

    /** The key under which these cards lie, {@code captions/<hash>/cards.json}; the sheets lie beside it. */
    public String key(Map<Integer, List<String>> wordsByScene, String language, Settings settings) {
        return folder(input(cards(wordsByScene), language, settings), style(settings)) + "cards.json";
    }

    /**
     * Draws all cards into {@code sheet-0.png} and so on in a folder.
     *
     * @param wordsByScene the words of each spoken scene as they are shown, those of its voice
     */
    public CaptionCards render(
            Map<Integer, List<String>> wordsByScene, String language, Settings settings, Path directory) {
        List<Words> cards = cards(wordsByScene);
        Input input = input(cards, language, settings);
        byte[] style = style(settings);
        PageFiles files = FILES.and(path -> path.equals("style.css") ? Optional.of(style) : Optional.empty());
        return browser.use(new Browser.Paper(settings.width(), properties.sheetHeight()), files, tab -> {
            tab.open("captions.html");
            Output output =
                    PageJson.read(tab.call("json => kinoroute.layout(json)", PageJson.write(input)), Output.class);
            String folder = folder(input, style);
            List<Sheet> sheets = new ArrayList<>();
            for (int i = 0; i < output.sheets().size(); i++) {
                tab.call("index => kinoroute.show(index)", String.valueOf(i));
                tab.picture(settings.width(), output.sheets().get(i), directory.resolve("sheet-" + i + ".png"));
                sheets.add(new Sheet(
                        folder + i + ".png", settings.width(), output.sheets().get(i)));
            }
            return new CaptionCards(sheets, output.centreY(), placed(cards, output));
        });
    }

    private static List<CaptionCards.Card> placed(List<Words> cards, Output output) {
        List<CaptionCards.Card> placed = new ArrayList<>();
        for (int i = 0; i < cards.size(); i++) {
            Output.Card drawn = output.cards().get(i);
            placed.add(new CaptionCards.Card(
                    cards.get(i).scene(), cards.get(i).first(), drawn.plain(), drawn.highlighted(), drawn.words()));
        }
        return placed;
    }

    /** A card ends where it is full, and rather at the end of a sentence than in the middle of the next one. */
    static List<Words> cards(Map<Integer, List<String>> wordsByScene) {
        List<Words> cards = new ArrayList<>();
        new TreeMap<>(wordsByScene).forEach((scene, words) -> {
            int first = 0;
            int letters = 0;
            for (int i = 0; i < words.size(); i++) {
                int length = words.get(i).codePointCount(0, words.get(i).length()) + 1;
                boolean full = i - first == WORDS_PER_CARD || letters + length > LETTERS_PER_CARD + 1;
                boolean sentence = i > first && words.get(i - 1).matches("(?s).*[.!?…。！？]");
                if (i > first && (full || sentence)) {
                    cards.add(new Words(scene, first, words.subList(first, i)));
                    first = i;
                    letters = 0;
                }
                letters += length;
            }
            if (first < words.size()) {
                cards.add(new Words(scene, first, words.subList(first, words.size())));
            }
        });
        return cards;
    }

    private Input input(List<Words> cards, String language, Settings settings) {
        return new Input(
                language,
                settings.width(),
                settings.height(),
                properties.sheetHeight(),
                cards.stream()
                        .map(card -> card.words().stream().map(Cleaner::clean).toList())
                        .toList());
    }

    private static String folder(Input input, byte[] style) {
        Stream<byte[]> resources =
                RESOURCES.stream().map(name -> FILES.read(name).orElseThrow());
        Stream<byte[]> data = Stream.of(style, PageJson.bytes(input));
        return "captions/" + ContentKey.sha256(Stream.concat(resources, data).toList()) + "/";
    }

    private byte[] style(Settings settings) {
        String name = settings.captions();
        Path file = properties.captions().resolve(name + ".css");
        if (name == null || !name.matches("[A-Za-z0-9_-]+") || !Files.isRegularFile(file)) {
            throw new Problem("There is no caption style \"" + name + "\"; the styles are the .css files in "
                    + properties.captions());
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
