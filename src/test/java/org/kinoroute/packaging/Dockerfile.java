package org.kinoroute.packaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Dockerfile, as far as it can be looked at without an engine. */
final class Dockerfile {

    private static final Pattern INSTALL =
            Pattern.compile("apt-get install -y --no-install-recommends ([a-z0-9 .+-]+?) &&");
    private static final Pattern WORDS = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S+)");

    private final List<Instruction> instructions = new ArrayList<>();

    /**
     * One instruction.
     *
     * @param stage number of the stage that it stands in
     */
    record Instruction(int stage, String name, String words) {}

    /**
     * One {@code COPY}.
     *
     * @param from the stage whose files are copied; null: the context
     */
    record Copy(String from, String source, String target) {}

    Dockerfile(Path file) throws IOException {
        StringBuilder line = new StringBuilder();
        int stage = -1;
        for (String text : Files.readAllLines(file)) {
            if (text.isBlank() || text.strip().startsWith("#")) {
                continue;
            }
            boolean goesOn = text.endsWith("\\");
            line.append(goesOn ? text.substring(0, text.length() - 1) : text).append(' ');
            if (!goesOn) {
                String[] parts = line.toString().strip().replaceAll("\\s+", " ").split(" ", 2);
                stage += parts[0].equals("FROM") ? 1 : 0;
                instructions.add(new Instruction(stage, parts[0], parts[1]));
                line.setLength(0);
            }
        }
    }

    Stream<String> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::words);
    }

    /** The one that counts. */
    String last(String name) {
        return all(name).reduce((first, second) -> second).orElseThrow();
    }

    /** What each stage installs that installs anything. */
    List<List<String>> packages() {
        return all("RUN")
                .map(INSTALL::matcher)
                .filter(Matcher::find)
                .map(found -> List.of(found.group(1).split(" ")))
                .toList();
    }

    List<Copy> copies() {
        return all("COPY").flatMap(Dockerfile::copies).toList();
    }

    private static Stream<Copy> copies(String words) {
        String from = words.startsWith("--from=") ? words.substring(7, words.indexOf(' ')) : null;
        String[] paths = (from == null ? words : words.substring(words.indexOf(' ') + 1)).split(" ");
        return Arrays.stream(paths, 0, paths.length - 1).map(source -> new Copy(from, source, paths[paths.length - 1]));
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        all("ENV").forEach(words -> {
            Matcher pairs = WORDS.matcher(words);
            while (pairs.find()) {
                environment.put(pairs.group(1), pairs.group(2).replace("\"", ""));
            }
        });
        return environment;
    }

    /** Of an instruction in its exec form. */
    static List<String> exec(String json) throws IOException {
        return List.of(new ObjectMapper().readValue(json, String[].class));
    }
}
