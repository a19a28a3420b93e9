package org.kinoroute.visual;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.video.Problem;

/** Turns what a script says of a slide, diagram, chart, code or formula into what its page shows, complete and checked. */
final class Boards {

    private static final int TITLE = 300;
    private static final int TEXT = 1000;
    private static final int SOURCE = 20_000;
    private static final int ITEMS = 100;
    private static final int SERIES = 6;
    private static final int SLICES = 60;
    private static final Pattern LINES = Pattern.compile("(\\d{1,4})\\s*[-–]\\s*(\\d{1,4})");

    private Boards() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Slide(String title, String subtitle, List<String> bullets, String price, String layout) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Diagram(String source, String title) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Chart(String type, String title, List<String> labels, List<Series> series, String unit) {}

    record Series(String name, List<Double> values) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Code(String language, String source, List<Integer> highlight, String title) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Formula(String latex, String title) {}

    /** @throws Problem if it cannot be drawn */
    static Object of(String kind, Map<String, Object> properties) {
        Details details = new Details(kind, properties);
        return switch (kind) {
            case "slide" -> slide(details);
            case "diagram" -> new Diagram(details.needed("source", SOURCE), details.text("title", TITLE));
            case "chart" -> chart(details);
            case "code" -> code(details);
            case "formula" -> new Formula(details.needed("latex", SOURCE), details.text("title", TITLE));
            default -> throw new IllegalArgumentException("no board: " + kind);
        };
    }

    private static Slide slide(Details details) {
        Slide slide = new Slide(
                details.text("title", TEXT),
                details.text("subtitle", TEXT),
                details.texts("bullets", ITEMS, TEXT),
                details.text("price", TITLE),
                details.oneOf("layout", "title", "bullets", "card"));
        if (slide.title == null && slide.subtitle == null && slide.bullets.isEmpty() && slide.price == null) {
            throw new Problem("The slide is empty; give it a title, a subtitle, bullets or a price");
        }
        return slide;
    }

    private static Chart chart(Details details) {
        String type = details.oneOf("type", "bar", "line", "pie");
        List<String> labels = new ArrayList<>();
        for (Object label : details.list("labels", SLICES)) {
            labels.add(Cleaner.clean(String.valueOf(label)));
        }
        List<Series> series = details.each("series", SERIES).stream()
                .map(one -> new Series(one.text("name", TITLE), one.numbers("values", SLICES)))
                .map(one -> new Series(one.name == null ? "" : one.name, one.values))
                .toList();
        if (labels.isEmpty()) {
            throw details.problem("labels", "are missing; a chart needs a name for each of its values");
        }
        if (series.isEmpty()) {
            throw details.problem("series", "are missing; a chart needs at least one, with a name and values");
        }
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).values.size() != labels.size()) {
                throw details.problem(
                        "series",
                        "do not fit its labels: there are " + labels.size() + " labels, and series " + (i + 1) + " has "
                                + series.get(i).values.size() + " values");
            }
        }
        if ("pie".equals(type)) {
            List<Double> values = series.get(0).values;
            if (series.size() > 1) {
                throw details.problem("series", "are " + series.size() + "; a pie shows one");
            }
            if (values.stream().anyMatch(value -> value < 0) || values.stream().noneMatch(value -> value > 0)) {
                throw details.problem("series", "cannot be a pie: its values are shares, above 0");
            }
        }
        return new Chart(
                type == null ? "bar" : type, details.text("title", TITLE), labels, series, details.text("unit", 20));
    }

    private static Code code(Details details) {
        String language = details.text("language", 40);
        return new Code(
                language == null
                        ? null
                        : language.toLowerCase(java.util.Locale.ROOT).strip(),
                details.needed("source", SOURCE).replace("\r", "").stripTrailing(),
                lines(details),
                details.text("title", TITLE));
    }

    /** Numbers of lines, from 1; also as a range: {@code 2-4}. */
    private static List<Integer> lines(Details details) {
        TreeSet<Integer> lines = new TreeSet<>();
        for (Object item : details.list("highlight", ITEMS)) {
            String text = String.valueOf(item).strip();
            Matcher range = LINES.matcher(text);
            if (range.matches()) {
                int last = Integer.parseInt(range.group(2));
                for (int line = Integer.parseInt(range.group(1)); line <= last; line++) {
                    lines.add(line);
                }
            } else if (text.matches("\\d{1,4}")) {
                lines.add(Integer.parseInt(text));
            } else {
                throw details.problem(
                        "highlight", "has \"" + Cleaner.clean(text) + "\" in it; write lines as 2, or \"2-4\"");
            }
        }
        lines.remove(0);
        return List.copyOf(lines);
    }
}
