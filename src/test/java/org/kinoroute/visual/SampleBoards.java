package org.kinoroute.visual;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kinoroute.video.Box;
import org.kinoroute.video.Drawing;
import org.kinoroute.video.Settings;

/** One board of each kind and look of it, and what a finished drawing looks like. */
final class SampleBoards {

    static final Themes THEMES = new Themes(ThemeProperties.defaults());
    static final BoardVisual BOARDS = new BoardVisual(Studio.BROWSER, THEMES);

    /** Name, which begins with the kind; what the script says. */
    static final Map<String, Map<String, Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "slide-bullets",
                Map.of(
                        "title",
                        "How a heat pump works",
                        "bullets",
                        List.of(
                                "It moves heat instead of making it",
                                "One kilowatt in, three to four kilowatts out",
                                "In summer the same machine cools",
                                "It works well below freezing, too ❄️")));
        ALL.put("slide-title", Map.of("title", "The quiet revolution", "subtitle", "Heat, moved instead of burned"));
        ALL.put(
                "slide-card",
                Map.of(
                        "title",
                        "Terra Mug",
                        "subtitle",
                        "Hand-thrown stoneware, 350 ml",
                        "bullets",
                        List.of("Keeps warm for an hour", "Dishwasher safe"),
                        "price",
                        "R$ 89,90"));
        ALL.put(
                "diagram-flow",
                Map.of(
                        "title",
                        "The refrigerant's way",
                        "source",
                        "flowchart LR\n A[Outside air] --> B(Evaporator)\n B --> C{{Compressor}}\n C --> D(Condenser)\n"
                                + " D --> E[Warm water]\n D -->|liquid| F[/Expansion valve/]\n F --> B"));
        ALL.put(
                "diagram-sequence",
                Map.of(
                        "source",
                        "sequenceDiagram\n participant U as User\n participant A as API\n participant Q as Queue\n"
                                + " U->>A: POST /videos\n A->>Q: scenes\n A-->>U: 202 Accepted\n Note over A,Q: work goes on\n Q-->>U: done"));
        ALL.put(
                "chart-bar",
                Map.of(
                        "type",
                        "bar",
                        "title",
                        "Heat pumps sold in Europe",
                        "labels",
                        List.of("2019", "2020", "2021", "2022", "2023"),
                        "series",
                        List.of(Map.of("name", "Units", "values", List.of(1.5, 1.62, 2.18, 3.01, 2.77))),
                        "unit",
                        "m"));
        ALL.put(
                "chart-bars",
                Map.of(
                        "type",
                        "bar",
                        "title",
                        "Where the energy goes",
                        "labels",
                        List.of("Heating", "Hot water", "Light", "Cooking"),
                        "series",
                        List.of(
                                Map.of("name", "Before", "values", List.of(62, 18, 11, 9)),
                                Map.of("name", "After", "values", List.of(21, 8, 10, 9))),
                        "unit",
                        "%"));
        ALL.put(
                "chart-line",
                Map.of(
                        "type",
                        "line",
                        "title",
                        "Temperatures of a year",
                        "labels",
                        List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
                        "series",
                        List.of(
                                Map.of(
                                        "name",
                                        "Oslo",
                                        "values",
                                        List.of(-4, -3.5, 0, 5, 11, 15, 17.5, 16, 11, 6, 0.5, -3)),
                                Map.of(
                                        "name",
                                        "Lisbon",
                                        "values",
                                        List.of(11, 12, 14, 15, 18, 21, 23, 24, 22, 18, 14, 12))),
                        "unit",
                        "°C"));
        ALL.put(
                "chart-pie",
                Map.of(
                        "type",
                        "pie",
                        "title",
                        "A home's energy",
                        "labels",
                        List.of("Heating", "Hot water", "Appliances", "Light", "Cooking"),
                        "series",
                        List.of(Map.of("name", "kWh", "values", List.of(9800, 2600, 1900, 700, 500))),
                        "unit",
                        "kWh"));
        ALL.put(
                "code",
                Map.of(
                        "language",
                        "java",
                        "title",
                        "The whole rule",
                        "source",
                        """
                        /** Coefficient of performance. */
                        record HeatPump(double inside, double outside) {

                            double cop() {
                                // Carnot's limit, and half of it is good
                                double limit = inside / (inside - outside);
                                return 0.5 * limit;
                            }

                            String says() {
                                return "1 kW in, %.1f kW out".formatted(cop());
                            }
                        }
                        """,
                        "highlight",
                        List.of("6-7")));
        ALL.put(
                "formula",
                Map.of(
                        "title",
                        "Carnot's limit",
                        "latex",
                        "\\mathrm{COP} = \\frac{Q_H}{W} \\le \\frac{T_H}{T_H - T_C}"));
    }

    private SampleBoards() {}

    static String kind(String name) {
        return name.replaceFirst("-.*", "");
    }

    static BoardVisual.Order order(
            String kind, Map<String, Object> properties, String theme, String language, Settings settings) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.put("theme", theme);
        return new BoardVisual.Order(kind, all, language, settings);
    }

    static Settings settings(int width, int height, String captions) {
        return new Settings(
                width, height, 30, Settings.Layout.SCROLL, 4, 1, 3, 0.5, 1.5, true, captions, null, null, 1);
    }

    static Drawn draw(String kind, Map<String, Object> properties, int width, int height) {
        return draw(order(kind, properties, "midnight", "en", settings(width, height, null)));
    }

    /** One of the samples. */
    static Drawn draw(String name, String theme, int width, int height, String captions) {
        return draw(order(kind(name), ALL.get(name), theme, "en", settings(width, height, captions)));
    }

    /** Where the layers of one of the samples lie; its pictures are not taken. */
    static List<Box> layers(String name, String theme, int width, int height, String captions) {
        return layers(order(kind(name), ALL.get(name), theme, "en", settings(width, height, captions)));
    }

    static List<Box> layers(BoardVisual.Order order) {
        return BOARDS.drawn(order, (tab, layers) -> layers);
    }

    static Drawn draw(BoardVisual.Order order) {
        Path folder = Studio.temporary();
        Drawing drawing = BOARDS.render(order, "visuals/test.json", folder);
        List<BufferedImage> sheets = new ArrayList<>();
        for (int i = 0; i < drawing.sheets().size(); i++) {
            sheets.add(ChatPicture.read(folder.resolve("sheet-" + i + ".png")));
        }
        return new Drawn(drawing, sheets);
    }

    /** A drawing with the pictures of its sheets. */
    record Drawn(Drawing drawing, List<BufferedImage> sheets) {

        /** As it stands when all layers have entered. */
        BufferedImage whole() {
            return with(drawing.layers().size());
        }

        /** As it stands when some layers have entered. */
        BufferedImage with(int layers) {
            BufferedImage picture = new BufferedImage(drawing.width(), drawing.height(), BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = picture.createGraphics();
            graphics.drawImage(sheets.get(0), 0, 0, null);
            for (Drawing.Layer layer : drawing.layers().subList(0, layers)) {
                graphics.drawImage(sheets.get(layer.sprite().sheet()), layer.x(), layer.y(), null);
            }
            graphics.dispose();
            return picture;
        }
    }
}
