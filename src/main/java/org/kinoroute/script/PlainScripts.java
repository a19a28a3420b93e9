package org.kinoroute.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Format;
import org.kinoroute.video.Problem;
import org.springframework.stereotype.Component;

/** Writes a script without a language model, of what is given: the same brief, the same script. */
@Component("plainScripts")
public class PlainScripts {

    private static final int LETTERS_OF_A_SCENE = 1500;

    private final ScriptPrompts prompts;

    PlainScripts(ScriptPrompts prompts) {
        this.prompts = prompts;
    }

    /** Whether a brief says enough: of a product title and description, of a story its text. */
    static boolean suffices(Brief brief) {
        return switch (brief.form()) {
            case CHAT, EXPLAINER -> false;
            case PRODUCT -> ScriptWriters.says(brief.title()) && ScriptWriters.says(brief.description());
            case STORY -> isTold(brief);
        };
    }

    /** Whether a brief brings the text of a story, which is told as it is. */
    static boolean isTold(Brief brief) {
        return brief.form() == Format.STORY && ScriptWriters.says(brief.sourceText());
    }

    /** @return a script as JSON */
    public String write(Brief brief) {
        return switch (brief.form()) {
            case PRODUCT -> product(brief);
            case STORY -> story(brief);
            case CHAT, EXPLAINER ->
                throw new Problem(
                        "the format " + Formats.name(brief.form()) + " cannot be written without a language model");
        };
    }

    private String product(Brief brief) {
        List<String> paragraphs = Arrays.stream(
                        prompts.fill("product-plain", brief, Map.of("benefits", benefits(brief)))
                                .split("\\n\\s*\\n"))
                .map(Text::name)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
        if (paragraphs.size() < 2) {
            throw new Problem("config/prompts: product-plain: two paragraphs are needed at least, a hook and a call");
        }
        String hook = paragraphs.get(0);
        String call = paragraphs.get(paragraphs.size() - 1);
        String middle = String.join(" ", paragraphs.subList(1, paragraphs.size() - 1));
        List<String> texts = new ArrayList<>(List.of(hook));
        if (!middle.isEmpty()) {
            int photos = brief.files().size();
            int between = photos > 0
                    ? Math.max(1, photos - 1)
                    : Math.min(2, Narration.sentences(middle).size());
            texts.addAll(Narration.parts(middle, between));
        }
        texts.add(call);
        return ScriptForm.product(brief.title(), texts, brief).toString();
    }

    /** As many sentences of the description as there is time for, the first in any case. */
    private static String benefits(Brief brief) {
        StringBuilder benefits = new StringBuilder();
        int left = Pace.words(brief) - 12;
        for (String sentence : Narration.sentences(Text.name(brief.description()))) {
            int words = sentence.split("\\s+").length;
            if (benefits.isEmpty() || words <= left) {
                benefits.append(benefits.isEmpty() ? "" : " ").append(sentence);
                left -= words;
            } else {
                break;
            }
        }
        return benefits.toString();
    }

    private static String story(Brief brief) {
        List<String> parts = parts(brief);
        String title = ScriptWriters.says(brief.title()) ? brief.title() : NarratedCompletion.firstWords(parts.get(0));
        return ScriptForm.story(title, parts, parts, brief).toString();
    }

    /** A story's text, cut for its pictures. */
    static List<String> parts(Brief brief) {
        String text = Text.clean(brief.sourceText());
        return Narration.parts(
                text, Math.max(Pace.scenes(brief), (int) Math.ceil((double) text.length() / LETTERS_OF_A_SCENE)));
    }
}
