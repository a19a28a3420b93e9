package org.kinoroute.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Scene;

/** Reads what a scene shows in place of a chat. */
final class WrittenVisuals {

    /** The members of a scene that say so; {@code visual} is for kinds that are not built in. */
    static final List<String> KEYS =
            List.of("image", "photo", "clip", "slide", "diagram", "chart", "code", "formula", "visual");

    private final Assets assets;

    WrittenVisuals(Assets assets) {
        this.assets = assets;
    }

    /** @param key one of {@link #KEYS} */
    Scene.Visual read(Node.Members scene, String key, Where at) {
        Node node = scene.get(key);
        Where where = new Where(at.file(), at.of(key).line(), at.of(key).path(), Draft.linesOf(node));
        return switch (key) {
            case "photo" -> file("photo", node, where);
            case "clip" -> file("clip", node, where);
            case "image" -> node instanceof Node.Leaf ? file("photo", node, where) : made("image", node, where);
            case "visual" -> {
                Map<String, Object> properties = properties((Node.Members) node, where);
                yield new Scene.Visual((String) properties.remove("kind"), null, properties);
            }
            default -> made(key, node, where);
        };
    }

    private Scene.Visual file(String kind, Node node, Where where) {
        Map<String, Object> properties = new LinkedHashMap<>();
        String location;
        if (node instanceof Node.Members object) {
            properties.putAll(properties(object, where));
            location = (String) properties.remove("file");
        } else {
            location = Text.clean((String) ((Node.Leaf) node).value());
        }
        Where named = node instanceof Node.Members ? where.of("file") : where;
        if (location.isEmpty()) {
            throw named.problem("the path is empty; write that of "
                    + (kind.equals("clip") ? "an MP4, WebM or MOV file" : "a PNG, JPEG or WebP file"));
        } else if (Text.hasLoneSurrogate(location)) {
            throw named.problem("half an emoji stands there (a lone surrogate); write it whole");
        }
        Asset asset = kind.equals("clip") ? assets.clip(location, named) : assets.picture(location, named);
        return new Scene.Visual(kind, asset, properties);
    }

    private static Scene.Visual made(String kind, Node node, Where where) {
        Map<String, Object> properties = properties((Node.Members) node, where);
        switch (kind) {
            case "slide" -> checkSlide(properties, where);
            case "chart" -> checkChart(properties, where);
            case "image" -> checkWords(properties, "prompt", where);
            case "formula" -> checkWords(properties, "latex", where);
            default -> checkWords(properties, "source", where);
        }
        return new Scene.Visual(kind, null, properties);
    }

    private static void checkWords(Map<String, Object> properties, String key, Where where) {
        if (((String) properties.get(key)).isBlank()) {
            throw where.of(key).problem("empty; write something");
        }
    }

    private static void checkSlide(Map<String, Object> properties, Where where) {
        if (List.of("title", "subtitle", "price", "bullets").stream().noneMatch(properties::containsKey)) {
            throw where.problem("an empty slide; give it a title, or leave it out");
        }
    }

    private static void checkChart(Map<String, Object> properties, Where where) {
        List<?> series = (List<?>) properties.get("series");
        List<?> labels = (List<?>) properties.get("labels");
        if (properties.get("type").equals("pie") && series.size() > 1) {
            throw where.of("series").problem("a pie has one row of values; make it a bar chart, or two scenes");
        }
        for (int i = 0; i < series.size(); i++) {
            int values = ((List<?>) ((Map<?, ?>) series.get(i)).get("values")).size();
            if (labels != null && values != labels.size()) {
                throw where.of("series")
                        .problem("row " + (i + 1) + " has " + values + (values == 1 ? " value" : " values") + " for "
                                + labels.size() + (labels.size() == 1 ? " label" : " labels")
                                + "; give one for each");
            }
        }
    }

    /** What is said of a visual, as Java's own lists, maps, texts and numbers. */
    private static Map<String, Object> properties(Node.Members object, Where where) {
        Map<String, Object> properties = new LinkedHashMap<>();
        object.members().forEach((name, node) -> properties.put(name, plain(node, where.of(name))));
        return properties;
    }

    private static Object plain(Node node, Where where) {
        if (node instanceof Node.Members object) {
            return properties(object, where);
        } else if (node instanceof Node.Items list) {
            return list.items().stream().map(item -> plain(item, where)).toList();
        }
        Object value = ((Node.Leaf) node).value();
        if (value instanceof String text) {
            if (Text.hasLoneSurrogate(text)) {
                throw where.problem("half an emoji stands there (a lone surrogate); write it whole");
            }
            return Text.block(text);
        }
        return value instanceof Number number ? number(number.doubleValue(), value) : value;
    }

    /** The same number is written in one way, and so it is the same visual: 4 and not 4.0. */
    private static Object number(double number, Object otherwise) {
        return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE ? (Object) (int) number : otherwise;
    }
}
