package org.kinoroute.script;

import java.util.Map;
import org.kinoroute.video.Problem;

/**
 * A place in a script, for messages: {@code chat.yaml:12: scenes[3].time}.
 *
 * @param file as the maker calls it
 * @param line from 1; 0: the file as a whole
 * @param path within the script; empty: the line as a whole
 * @param lines where the members of this place stand
 */
record Where(String file, int line, String path, Map<String, Integer> lines) {

    static Where file(String file) {
        return line(file, 0);
    }

    static Where line(String file, int line) {
        return new Where(Text.oneLine(file), line, "", Map.of());
    }

    Where of(String member) {
        return new Where(
                file, lines.getOrDefault(member, line), path.isEmpty() ? member : path + "." + member, Map.of());
    }

    Where item(int index, int itemLine, Map<String, Integer> itemLines) {
        return new Where(file, itemLine, path + "[" + index + "]", itemLines);
    }

    Problem problem(String what) {
        return new Problem(this + ": " + Text.oneLine(what));
    }

    Problem problem(String what, Throwable cause) {
        return new Problem(this + ": " + Text.oneLine(what), cause);
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (path.isEmpty() ? "" : ": " + path);
    }
}
