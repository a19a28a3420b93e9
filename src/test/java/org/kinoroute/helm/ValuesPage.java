package org.kinoroute.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of a chart with what stands above each: the table of its README. */
final class ValuesPage {

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):(.*)");

    private final List<Value> values = new ArrayList<>();

    /**
     * A value.
     *
     * @param path with dots
     * @param words what stands above it; empty: it is part of what has words
     * @param initial its default, as JSON
     */
    record Value(String path, String words, String initial) {

        boolean isBelow(Value other) {
            return path.startsWith(other.path + ".");
        }
    }

    ValuesPage(Path file) throws IOException {
        JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
        Deque<String> path = new ArrayDeque<>();
        StringBuilder words = new StringBuilder();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith("# ---") || line.isBlank()) {
                words.setLength(0);
            } else if (line.strip().startsWith("#")) {
                words.append(words.isEmpty() ? "" : " ")
                        .append(line.strip().substring(1).strip());
            } else if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                JsonNode node = tree.at("/" + String.join("/", path));
                values.add(new Value(String.join(".", path), words.toString(), node.toString()));
                words.setLength(0);
            }
        }
    }

    List<Value> values() {
        return values;
    }

    /** Those that nothing says what they are for. */
    List<String> unexplained() {
        return values.stream()
                .filter(value -> value.words().isEmpty())
                .filter(value -> values.stream()
                        .noneMatch(other -> !other.words().isEmpty() && (value.isBelow(other) || other.isBelow(value))))
                .map(Value::path)
                .toList();
    }

    String table() {
        StringBuilder table = new StringBuilder("| value | default | what it is for |\n| --- | --- | --- |\n");
        for (Value value : values) {
            if (!value.words().isEmpty()) {
                boolean parts = values.stream()
                        .anyMatch(
                                other -> other.isBelow(value) && !other.words().isEmpty());
                table.append("| `%s` | %s | %s |\n"
                        .formatted(
                                value.path(),
                                parts ? "" : "`" + value.initial() + "`",
                                value.words().replace("|", "\\|")));
            }
        }
        return table.toString();
    }
}
