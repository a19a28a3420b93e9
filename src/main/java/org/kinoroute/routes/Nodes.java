package org.kinoroute.routes;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reading a YAML tree whose nodes know their lines. */
final class Nodes {

    private Nodes() {}

    /** The scalar as it is written; empty for all else. */
    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Counted from 1. */
    static int line(Node node) {
        return line(node.getStartMark());
    }

    static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    static List<NodeTuple> entries(Node node) {
        return node instanceof MappingNode map ? map.getValue() : List.of();
    }

    static List<Node> items(Node node) {
        return node instanceof SequenceNode list ? list.getValue() : List.of();
    }

    static Optional<Node> key(Node node, String key) {
        return entry(node, key).map(NodeTuple::getKeyNode);
    }

    static Optional<Node> value(Node node, String key) {
        return entry(node, key).map(NodeTuple::getValueNode);
    }

    /** The scalar under a key. */
    static Optional<String> string(Node node, String key) {
        return value(node, key).filter(ScalarNode.class::isInstance).map(Nodes::text);
    }

    private static Optional<NodeTuple> entry(Node node, String key) {
        return entries(node).stream()
                .filter(entry -> text(entry.getKeyNode()).equals(key))
                .findFirst();
    }
}
