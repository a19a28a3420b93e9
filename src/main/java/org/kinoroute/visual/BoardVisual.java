package org.kinoroute.visual;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Box;
import org.kinoroute.video.Drawing;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sheet;
import org.kinoroute.video.Sprite;
import org.springframework.stereotype.Component;

/** Draws slides, diagrams, charts, code and formulas: boards as large as the frame, in layers that enter one by one. */
@Component
public class BoardVisual {

    private static final PageFiles FILES = PageFiles.resources("visual/board")
            .and(PageFiles.resources("visual/common"))
            .and(PageFiles.resources("visual/lib"));
    private static final List<String> COMMON =
            List.of("board.html", "board.css", "board.js", "fit.js", "heading.js", "dom.js");

    /**
     * What each kind's page loads beside the common files: its key changes with them. Mermaid's parts have names that
     * change with what is in them, and Mermaid names them.
     */
    private static final Map<String, List<String>> KINDS = Map.of(
            "slide", List.of("slide.js"),
            "diagram", List.of("diagram.js", "mermaid.esm.min.mjs"),
            "chart", List.of("chart.js", "chart-parts.js", "chart-bars.js", "chart-lines.js", "chart-ring.js"),
            "code", List.of("code.js", "highlight.min.js", "code-latin.woff2"),
            "formula", List.of("formula.js", "katex.min.js", "katex.min.css"));

    private final Browser browser;
    private final Themes themes;
    private final Map<String, String> revisions = new ConcurrentHashMap<>();

    public BoardVisual(Browser browser, Themes themes) {
        this.browser = browser;
        this.themes = themes;
    }

    /**
     * What is to be drawn.
     *
     * @param properties what the script says of it, and its {@code theme}
     * @param language BCP 47 tag; decides direction, numbers and letter shapes
     */
    record Order(String kind, Map<String, Object> properties, String language, Settings settings) {

        private String theme() {
            return String.valueOf(properties.get("theme"));
        }

        private boolean captions() {
            return settings.captions() != null;
        }
    }

    /** What the page is given. */
    private record Input(String kind, String language, boolean captions, Object properties) {}

    /** What the page answers: one of the two. */
    private record Output(String problem, List<Box> layers) {}

    /** Whether this class draws visuals of a kind. */
    static boolean draws(String kind) {
        return KINDS.containsKey(kind);
    }

    /** The key under which the drawing lies, {@code visuals/<hash>.json}; its sheets lie in a folder of the same name. */
    String key(Order order) {
        String size = order.settings.width() + "x" + order.settings.height() + (order.captions() ? " captions" : "");
        return "visuals/"
                + ContentKey.sha256(List.of(
                        revisions
                                .computeIfAbsent(order.kind, BoardVisual::revision)
                                .getBytes(StandardCharsets.US_ASCII),
                        themes.css(order.theme()),
                        (order.kind + " " + size + " " + order.language).getBytes(StandardCharsets.UTF_8),
                        PageJson.bytes(order.properties)))
                + ".json";
    }

    private static String revision(String kind) {
        return ContentKey.sha256(FILES.all(
                Stream.concat(COMMON.stream(), KINDS.get(kind).stream()).toList()));
    }

    /**
     * Draws into {@code sheet-0.png} (what stands there from the beginning) and one more for each layer, in a folder.
     *
     * @throws Problem if what the script says cannot be drawn
     */
    Drawing render(Order order, String key, Path directory) {
        int width = order.settings.width();
        int height = order.settings.height();
        return drawn(order, (tab, layers) -> {
            List<Box> parts = new ArrayList<>(layers);
            parts.add(0, new Box(0, 0, width, height));
            List<Sheet> sheets = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                tab.call("index => kinoroute.show(index)", String.valueOf(i - 1));
                tab.picture(parts.get(i), directory.resolve("sheet-" + i + ".png"));
                sheets.add(new Sheet(
                        key.replaceFirst("\\.json$", "/" + i + ".png"),
                        parts.get(i).width(),
                        parts.get(i).height()));
            }
            return new Drawing(width, height, sheets, new Sprite(0, 0, 0, width, height), layers(layers));
        });
    }

    /** Does something in a page on which a board is drawn, knowing where its layers lie. */
    <T> T drawn(Order order, BiFunction<Tab, List<Box>, T> task) {
        Input input = new Input(order.kind, order.language, order.captions(), Boards.of(order.kind, order.properties));
        byte[] theme = themes.css(order.theme());
        PageFiles files = FILES.and(path -> path.equals("theme.css") ? Optional.of(theme) : Optional.empty());
        // Mermaid writes a style sheet into each of its drawings.
        Browser.Policy policy = order.kind.equals("diagram") ? Browser.Policy.INLINE_STYLES : Browser.Policy.STRICT;
        Browser.Paper paper = new Browser.Paper(order.settings.width(), order.settings.height());
        return browser.use(paper, files, policy, tab -> {
            tab.open("board.html");
            Output output =
                    PageJson.read(tab.call("json => kinoroute.draw(json)", PageJson.write(input)), Output.class);
            if (output.problem != null) {
                throw new Problem(sentence(output.problem));
            }
            return task.apply(tab, output.layers);
        });
    }

    private static List<Drawing.Layer> layers(List<Box> boxes) {
        List<Drawing.Layer> layers = new ArrayList<>();
        for (Box box : boxes) {
            layers.add(new Drawing.Layer(
                    new Sprite(layers.size() + 1, 0, 0, box.width(), box.height()), box.x(), box.y()));
        }
        return layers;
    }

    private static String sentence(String problem) {
        String clean = Cleaner.clean(problem).replace('\n', ' ');
        return clean.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + clean.substring(1);
    }
}
