package org.kinoroute.script;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parses strict JSON. */
final class JsonTree {

    private final String name;
    private final int maxDepth;
    private final JsonParser parser;

    private JsonTree(String name, int maxDepth, JsonParser parser) {
        this.name = name;
        this.maxDepth = maxDepth;
        this.parser = parser;
    }

    static Node parse(String text, String name, int maxDepth) {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth + 1)
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(text)) {
            JsonTree tree = new JsonTree(name, maxDepth, parser);
            Node node = tree.value(parser.nextToken(), 0);
            if (parser.nextToken() != null) {
                throw tree.here().problem("more follows after the end of the script; delete it");
            }
            return node;
        } catch (JsonProcessingException e) {
            if (e.getOriginalMessage().startsWith("Document nesting depth")) {
                throw Where.file(name).problem(tooDeep(maxDepth), e);
            }
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw Where.line(name, line).problem("not valid JSON: " + what(e) + "; mend it there", e);
        } catch (IOException | NumberFormatException e) {
            throw Where.file(name).problem("not valid JSON; mend it", e);
        }
    }

    /** Jackson's words, without the advice to its programmers. */
    private static String what(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (e instanceof com.fasterxml.jackson.core.io.JsonEOFException) {
            return "it ends before its last bracket or quote is closed";
        }
        String plain = message.replaceAll(" \\(code \\d+[^)]*\\)", "")
                .replaceAll(" \\((?:for|or|valid|JSON)[^)]*\\)*", "")
                .replaceAll(": was expecting double-quote to start field name", ": a name in double quotes is missing")
                .replaceAll(": was expecting", ": expected");
        return Text.clip(plain.isEmpty() ? message : plain.substring(0, 1).toLowerCase() + plain.substring(1), 160);
    }

    static String tooDeep(int maxDepth) {
        return "lists and objects are nested deeper than " + maxDepth + " levels; make it flat";
    }

    private Where here() {
        return Where.line(name, line());
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private Node value(JsonToken token, int depth) throws IOException {
        if (depth > maxDepth) {
            throw here().problem(tooDeep(maxDepth));
        }
        int line = line();
        switch (token) {
            case START_OBJECT -> {
                Node.Members object = new Node.Members(line);
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String member = parser.currentName();
                    int memberLine = line();
                    if (!object.put(member, memberLine, value(parser.nextToken(), depth + 1))) {
                        throw Where.line(name, memberLine)
                                .problem(Text.quote(member) + " is given twice; delete one of them");
                    }
                }
                return object;
            }
            case START_ARRAY -> {
                List<Node> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(value(next, depth + 1));
                }
                return new Node.Items(line, items);
            }
            case VALUE_STRING -> {
                return new Node.Leaf(line, parser.getText());
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return new Node.Leaf(line, Node.number(parser.getText()));
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return new Node.Leaf(line, token == JsonToken.VALUE_TRUE);
            }
            default -> {
                return new Node.Leaf(line, null);
            }
        }
    }
}
