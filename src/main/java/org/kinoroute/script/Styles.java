package org.kinoroute.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.kinoroute.video.Problem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The styles of generated images: files that a maker can edit, read anew each time. */
@Component("styles")
public class Styles {

    /** For scripts of our own, whose prompts are complete: every name is taken as it is. */
    static final Styles ANY = new Styles((Path) null) {
        @Override
        Style get(String name, Where where) {
            return new Style(name, name, "", "", "");
        }
    };

    private static final String ENDING = ".yaml";
    private static final DataSize MAX = DataSize.ofMegabytes(1);
    private static final Set<String> KEYS = Set.of("name", "description", "prompt", "negative");

    private final Path folder;

    @Autowired
    public Styles(ScriptProperties properties) {
        this(properties.styles());
    }

    private Styles(Path folder) {
        this.folder = folder;
    }

    /** All of them, by their names. */
    public List<Style> all() {
        return names().stream().map(this::read).toList();
    }

    /** @throws Problem if there is none of that name, or its file cannot be used */
    public Style get(String name) {
        return get(name, Where.file("style"));
    }

    Style get(String name, Where where) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw where.problem("there is no style " + Text.quote(name) + "; "
                    + Text.nearest(name, names)
                            .map(near -> "did you mean " + near + "?")
                            .orElse(
                                    names.isEmpty()
                                            ? "put a file into " + folder
                                            : "write one of " + String.join(", ", names)));
        }
        return read(name);
    }

    /** Names of all of them, sorted. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING) && !file.startsWith("."))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Style read(String id) {
        Path path = folder.resolve(id + ENDING);
        byte[] content;
        try {
            content = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new Problem(path + ": cannot be read; look at its permissions", e);
        }
        String file = path.toString();
        if (!(YamlTree.parse(TextDecoder.decode(content, file, MAX), file, 5) instanceof Node.Members style)) {
            throw Where.file(file).problem("no style; write name:, description:, prompt: and negative:");
        }
        Where where = new Where(file, style.line(), "", style.lines());
        for (String key : style.lines().keySet()) {
            if (!KEYS.contains(key)) {
                throw where.of(key)
                        .problem("not known here; "
                                + Text.nearest(key, KEYS)
                                        .map(near -> "did you mean " + near + "?")
                                        .orElse("a style has name, description, prompt and negative"));
            } else if (style.has(key) && style.text(key) == null) {
                throw where.of(key).problem("not a text; write one");
            }
        }
        if (text(style, "prompt").isEmpty()) {
            throw where.of("prompt").problem("missing; write the words that are to join every prompt");
        }
        String name = text(style, "name");
        return new Style(
                id,
                name.isEmpty() ? id : name,
                text(style, "description"),
                text(style, "prompt"),
                text(style, "negative"));
    }

    /** A text may be folded over several lines; a prompt is one. */
    private static String text(Node.Members style, String key) {
        return style.has(key) ? Text.oneLine(style.text(key)) : "";
    }
}
