package org.kinoroute.script;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Parses one YAML document. Nodes are composed only, never constructed: a tag cannot name a class. */
final class YamlTree {

    /** Aliases can make a short text very long; no honest script comes near. */
    private static final int MAX_NODES = 500_000;

    /** What no file that people write holds, and what the parser would refuse without telling the line. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\uFEFF\\uFFFE\\uFFFF&&[^\\t\\n\\r\\u0085]]");

    private static final Set<Tag> TAGS = Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private final String name;
    private final int maxDepth;
    private int nodes;

    private YamlTree(String name, int maxDepth) {
        this.name = name;
        this.maxDepth = maxDepth;
    }

    static Node parse(String text, String name, int maxDepth) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(maxDepth + 1);
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(1000);
        String readable = CONTROLS.matcher(text).replaceAll("");
        org.yaml.snakeyaml.nodes.Node root;
        try {
            StreamReader reader = new StreamReader(new StringReader(readable));
            root = new Composer(new ParserImpl(reader, options), new CoreResolver(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            org.yaml.snakeyaml.error.Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw Where.line(name, mark == null ? 0 : mark.getLine() + 1).problem(what(e), e);
        } catch (RuntimeException e) {
            // The parser throws more than its own exceptions, e.g. for \UFFFFFFFF.
            String message = String.valueOf(e.getMessage());
            throw Where.file(name)
                    .problem(
                            message.contains("Nesting Depth")
                                    ? JsonTree.tooDeep(maxDepth)
                                    : message.contains("aliases")
                                            ? "too many aliases; write the values out"
                                            : "not valid YAML; look at its indents, quotes and escapes",
                            e);
        }
        if (root == null) {
            throw Where.file(name).problem("empty; write some messages into it");
        }
        return new YamlTree(name, maxDepth).node(root, "", 0);
    }

    private static String what(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("another document")
                || String.valueOf(e.getContext()).contains("single document")) {
            return "a second document begins; one file is one script: delete it or the line ---";
        }
        if (problem.startsWith("Global tag")) {
            return "the tag "
                    + Text.quote(problem.substring(problem.indexOf(':') + 1).strip())
                    + " has no place in a script; delete it";
        } else if (problem.contains("(TAB)")) {
            return "not valid YAML: a tab stands there; indent with spaces";
        } else if (problem.endsWith("but got ?")) {
            return "not valid YAML: between braces a text with a question mark must stand in quotes";
        }
        return "not valid YAML: " + Text.clip(problem, 120) + "; look at the indents and quotes there";
    }

    private Where at(org.yaml.snakeyaml.nodes.Node node) {
        return Where.line(name, line(node));
    }

    private static int line(org.yaml.snakeyaml.nodes.Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private Node node(org.yaml.snakeyaml.nodes.Node node, String key, int depth) {
        if (depth > maxDepth) {
            throw at(node).problem(JsonTree.tooDeep(maxDepth));
        }
        if (++nodes > MAX_NODES) {
            throw at(node).problem("its aliases make it endless; write the values out");
        }
        if (!TAGS.contains(node.getTag())) {
            throw at(node).problem("the tag "
                    + Text.quote(node.getTag().getValue().replace("tag:yaml.org,2002:", "!!"))
                    + " has no place in a script; delete it");
        }
        if (node instanceof MappingNode mapping) {
            Node.Members object = new Node.Members(line(node));
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode member)) {
                    throw at(tuple.getKeyNode()).problem("a name must be one word; write it like text: Hi");
                }
                Node value = node(tuple.getValueNode(), member.getValue(), depth + 1);
                if (!object.put(member.getValue(), line(member), value)) {
                    throw at(member).problem(Text.quote(member.getValue()) + " is given twice; delete one of them");
                }
            }
            return object;
        } else if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
                items.add(node(item, key, depth + 1));
            }
            return new Node.Items(line(node), items);
        }
        return new Node.Leaf(line(node), value((ScalarNode) node, key));
    }

    private static Object value(ScalarNode node, String key) {
        String text = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN || node.getTag().equals(Tag.STR)) {
            return text;
        } else if (node.getTag().equals(Tag.NULL)) {
            return null;
        } else if (!Node.NOT_TEXT.contains(key)) {
            return text;
        } else if (node.getTag().equals(Tag.BOOL)) {
            return text.equalsIgnoreCase("true");
        }
        try {
            return Node.number(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** YAML 1.2's: {@code no} is a word (and Norwegian), {@code 14:02} a time and not a number to the base of 60. */
    private static final class CoreResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL"), "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
            addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
            addImplicitResolver(
                    Tag.FLOAT, Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?"), "-+0123456789");
        }
    }
}
