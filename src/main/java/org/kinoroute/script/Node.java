package org.kinoroute.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A piece of YAML or JSON that knows its line. A member whose value is null counts as not there. */
sealed interface Node {

    int line();

    JsonNode json();

    /** As Java's own lists, maps, texts and numbers. */
    default Object plain() {
        return new ObjectMapper().convertValue(json(), Object.class);
    }

    /** @param value String, Long, Double, Boolean or null */
    record Leaf(int line, Object value) implements Node {
        @Override
        public JsonNode json() {
            JsonNodeFactory nodes = JsonNodeFactory.instance;
            if (value instanceof String s) {
                return nodes.textNode(s);
            } else if (value instanceof Long n) {
                return nodes.numberNode(n.longValue());
            } else if (value instanceof Double d) {
                return nodes.numberNode(d.doubleValue());
            } else if (value instanceof Boolean b) {
                return nodes.booleanNode(b);
            }
            return nodes.nullNode();
        }
    }

    /** A list. */
    record Items(int line, List<Node> items) implements Node {
        @Override
        public JsonNode json() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
            items.forEach(i -> array.add(i.json()));
            return array;
        }
    }

    /** An object: its members, and the lines on which their names stand. */
    record Members(int line, Map<String, Node> members, Map<String, Integer> lines) implements Node {

        Members(int line) {
            this(line, new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        /** @return whether the name is new */
        boolean put(String name, int nameLine, Node value) {
            if (lines.putIfAbsent(name, nameLine) != null) {
                return false;
            }
            if (!(value instanceof Leaf leaf && leaf.value() == null)) {
                members.put(name, value);
            }
            return true;
        }

        Node get(String name) {
            return members.get(name);
        }

        boolean has(String name) {
            return members.containsKey(name);
        }

        /** Once the schema has been checked: the text, clean, or null. */
        String text(String name) {
            return members.get(name) instanceof Leaf leaf && leaf.value() instanceof String s ? Text.clean(s) : null;
        }

        boolean flag(String name) {
            return members.get(name) instanceof Leaf leaf && Boolean.TRUE.equals(leaf.value());
        }

        @Override
        public JsonNode json() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach((name, value) -> object.set(name, value.json()));
            return object;
        }
    }

    /** A number as it is written, made harmless: what is too large to count with is only known to be large. */
    static Object number(String written) {
        if (written.matches("[-+]?[0-9]{1,18}")) {
            return Long.valueOf(written);
        }
        double value = Double.parseDouble(written);
        return Double.isNaN(value) ? 0.0 : Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    /** Members that are no text, so that in YAML {@code text: 42} is a text and {@code battery: 42} a number. */
    Set<String> NOT_TEXT = Set.of(
            "reply_to",
            "voice_note",
            "seconds",
            "deleted",
            "omitted",
            "forwarded",
            "edited",
            "group",
            "battery",
            "count",
            "values",
            "highlight");
}
