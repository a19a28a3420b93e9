package org.kinoroute.script;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Makes the question to a language model of a brief, by the templates that a maker can edit. What a brief says fills the
 * slots as it is: it is data, and never a template.
 */
@Component("scriptPrompts")
public class ScriptPrompts {

    private static final DataSize MAX = DataSize.ofMegabytes(1);
    private static final Mustache.Compiler TEMPLATES = Mustache.compiler()
            .escapeHTML(false)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .zeroIsFalse(true);

    private final ScriptProperties properties;
    private final ScriptWriters writers;

    ScriptPrompts(ScriptProperties properties, ScriptWriters writers) {
        this.properties = properties;
        this.writers = writers;
    }

    /** What a language model is asked for a script. */
    public Question question(Brief brief) {
        String format = Formats.name(brief.form());
        Template template = template(format, writers.language(brief));
        Map<String, Object> slots = slots(brief);
        return new Question(
                brief, template.fill(0, slots).strip(), template.fill(1, slots).strip(), schema(format), true, 1);
    }

    /** The same question once more, after an answer that could not be used. */
    Question again(Question question, String answer, List<String> errors) {
        Map<String, Object> slots = slots(question.brief());
        slots.put("question", question.user());
        slots.put("answer", Text.clip(Text.whole(answer), 8000));
        slots.put("errors", errors);
        return question.again(template("again", writers.language(question.brief()))
                .fill(0, slots)
                .strip());
    }

    /** @param more slots beside those of the brief */
    String fill(String name, Brief brief, Map<String, Object> more) {
        Map<String, Object> slots = slots(brief);
        slots.putAll(more);
        return template(name, writers.language(brief)).fill(0, slots);
    }

    private Map<String, Object> slots(Brief brief) {
        String language = writers.language(brief);
        Map<String, Object> slots = new HashMap<>();
        slots.put("prompt", brief.prompt());
        slots.put("source_text", brief.sourceText());
        slots.put("title", brief.title());
        slots.put("description", brief.description());
        slots.put("price", brief.price());
        slots.put("category", brief.category());
        slots.put("tone", brief.tone());
        slots.put("language", language);
        slots.put("language_name", Locale.forLanguageTag(language).getDisplayName(Locale.ENGLISH));
        slots.put("participants", String.join(", ", brief.participants()));
        slots.put("me", me(brief));
        slots.put("keywords", String.join(", ", brief.keywords()));
        slots.put("negative_keywords", String.join(", ", brief.negativeKeywords()));
        slots.put("photos", brief.files().size());
        slots.put("seconds", Math.round(Pace.seconds(brief)));
        slots.put("words", Pace.words(brief));
        slots.put("messages", Pace.messages(brief));
        slots.put("scenes", Pace.scenes(brief));
        List<Map<String, Object>> parts = parts(brief);
        slots.put("parts", parts);
        slots.put("part_count", parts.size());
        slots.values().removeIf(Objects::isNull);
        return slots;
    }

    private static String me(Brief brief) {
        List<String> names = brief.participants();
        return brief.me() != null || names.isEmpty() ? brief.me() : names.get(names.size() - 1);
    }

    /** Of a story whose text is given: its parts, numbered, each of which gets a picture. */
    private static List<Map<String, Object>> parts(Brief brief) {
        if (!PlainScripts.isTold(brief)) {
            return List.of();
        }
        List<String> parts = PlainScripts.parts(brief);
        return IntStream.range(0, parts.size())
                .mapToObj(i -> Map.<String, Object>of("number", i + 1, "text", parts.get(i)))
                .toList();
    }

    /** A template: what the model is told, and, behind a line of dashes, what it is asked. */
    private record Template(Path file, String[] parts) {

        String fill(int part, Map<String, Object> slots) {
            if (part >= parts.length) {
                throw new Problem(file + ": the line --- is missing, which parts what the model is told of its work"
                        + " from what it is asked; put it in");
            }
            try {
                return TEMPLATES.compile(parts[part]).execute(slots);
            } catch (MustacheException e) {
                throw new Problem(file + ": not a template that can be filled: " + Text.oneLine(e.getMessage()), e);
            }
        }
    }

    /** In the language, else in the language without its region, else in English. */
    private Template template(String name, String language) {
        Path file = Stream.of(language, language.replaceFirst("-.*", ""), "en")
                .map(tag -> properties.prompts().resolve(name + "." + tag + ".md"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new Problem(properties.prompts() + ": " + name
                        + ".en.md is not there; put it back, or set" + " kinoroute.script.prompts"));
        try {
            String text = TextDecoder.decode(Files.readAllBytes(file), file.toString(), MAX);
            return new Template(file, text.split("(?m)^---\\s*$", 2));
        } catch (IOException e) {
            throw new Problem(file + ": cannot be read; look at its permissions", e);
        }
    }

    static String schema(String format) {
        try (InputStream in = ScriptPrompts.class.getResourceAsStream("/script/answer-" + format + ".schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
