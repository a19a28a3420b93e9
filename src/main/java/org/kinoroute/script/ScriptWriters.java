package org.kinoroute.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.kinoroute.video.Brief;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Script;
import org.kinoroute.video.VideoRequest;
import org.springframework.core.env.PropertyResolver;
import org.springframework.stereotype.Component;

/** What is known of a brief before its script is written: whether it suffices, and who can write it. */
@Component("scriptWriters")
public class ScriptWriters {

    private static final int MAX_MESSAGES = 200;
    private static final int MAX_SECONDS = 600;
    private static final int MAX_LETTERS = 60_000;
    private static final int TITLE = 60;

    private final ScriptProperties properties;
    private final Styles styles;
    private final LanguageModel model;

    ScriptWriters(ScriptProperties properties, Styles styles, LanguageModel model) {
        this.properties = properties;
        this.styles = styles;
        this.model = model;
    }

    /** The same, where there is no application yet. */
    public static ScriptWriters of(ScriptProperties properties, PropertyResolver settings) {
        return new ScriptWriters(properties, new Styles(properties), LanguageModel.of(settings));
    }

    /** The same as {@link #check(Brief, boolean)}, with the model as it is configured. */
    public void check(Brief brief) {
        check(brief, model.isConfigured());
    }

    /**
     * Whether a script can be written from a brief; to be asked before anything is spent or started.
     *
     * @param modelConfigured whether there is a language model
     * @throws Problem that says what is missing
     */
    public void check(Brief brief, boolean modelConfigured) {
        if (brief.form() == null) {
            // Whoever added the format knows what it needs.
            return;
        }
        BriefCheck.of(brief);
        switch (brief.form()) {
            case CHAT -> checkChat(brief);
            case EXPLAINER ->
                require(
                        says(brief.prompt()) || says(brief.sourceText()),
                        "source_text",
                        "explainer: there is nothing to explain; give the source text, or a prompt");
            case PRODUCT -> checkProduct(brief);
            case STORY ->
                require(
                        says(brief.prompt()) || says(brief.sourceText()),
                        "source_text",
                        "story: there is nothing to tell; give the story's text, or a prompt");
        }
        require(
                brief.messages() >= 0 && brief.messages() <= MAX_MESSAGES,
                "messages",
                brief.messages() + " is out of range; it goes from 1 to " + MAX_MESSAGES + " (0: the writer decides)");
        require(
                brief.seconds() >= 0 && brief.seconds() <= MAX_SECONDS,
                "duration",
                brief.seconds() + " is out of range; it goes from 1 to " + MAX_SECONDS + " (0: the writer decides)");
        checkLength("prompt", brief.prompt());
        checkLength("source_text", brief.sourceText());
        checkLength("description", brief.description());
        if (brief.style() != null) {
            styles.get(brief.style());
        }
        if (!modelConfigured && !PlainScripts.suffices(brief)) {
            throw new Problem(noModel(brief));
        }
    }

    private static void checkLength(String field, String text) {
        require(
                text == null || Text.length(text) <= MAX_LETTERS,
                field,
                String.format(
                        Locale.ROOT,
                        "the text has %,d characters; shorten it (%,d at most), or make several videos of it",
                        text == null ? 0 : Text.length(text),
                        MAX_LETTERS));
    }

    private void checkChat(Brief brief) {
        require(says(brief.prompt()), "prompt", "chat: there is nothing to tell; give a prompt");
        require(
                brief.participants().isEmpty() || brief.participants().size() > 1,
                "participants",
                "a chat needs two; name both, or nobody");
        require(
                brief.participants().stream().map(Text::name).distinct().count()
                        == brief.participants().size(),
                "participants",
                "names must differ");
        require(
                brief.me() == null
                        || brief.participants().isEmpty()
                        || brief.participants().stream().anyMatch(brief.me()::equalsIgnoreCase),
                "me",
                "\"" + brief.me() + "\" is not among the participants; write one of "
                        + String.join(", ", brief.participants()));
    }

    private static void checkProduct(Brief brief) {
        require(
                says(brief.title()) || says(brief.prompt()),
                "title",
                "product: title is missing; give the product's name");
        require(
                says(brief.description()) || says(brief.prompt()),
                "description",
                "product: description is missing; say what the product is");
        int most = Pace.photos(brief);
        require(
                brief.files().size() <= most,
                "images",
                "product: " + brief.files().size() + " photos and clips are too many for "
                        + Math.round(Pace.seconds(brief)) + " seconds; leave some out (" + most
                        + " at most), or make it longer");
    }

    private static String noModel(Brief brief) {
        String without =
                switch (brief.form()) {
                    case PRODUCT -> ", and so do a title and a description";
                    case STORY -> ", and so does the text of the story itself";
                    default -> "";
                };
        return "a prompt needs a language model, and none is configured: set OPENAI_API_KEY or OPENAI_BASE_URL, and"
                + " OPENAI_MODEL. A ready script (--script FILE) works without" + without;
    }

    /** Whether a language model is asked; what is given in full is put together without. */
    public boolean asksModel(Brief brief) {
        boolean complete = PlainScripts.isTold(brief) && !brief.files().isEmpty();
        return model.isConfigured() && !complete;
    }

    /** The title until the script is written: the brief's, else the beginning of what is to be told. */
    public String title(Brief brief) {
        return Stream.of(brief.title(), brief.prompt(), brief.sourceText(), brief.description())
                .filter(ScriptWriters::says)
                .findFirst()
                .map(text -> Text.clip(Text.name(Text.whole(text)), says(brief.title()) ? 200 : TITLE))
                .orElse(brief.format());
    }

    /** A script without scenes, for checks of the voices that the maker named. */
    public Script cast(VideoRequest request) {
        if (request.script() != null) {
            return request.script();
        }
        Brief brief = request.brief();
        List<Participant> voiced = new ArrayList<>();
        for (Map.Entry<String, String> voice : brief.voices().entrySet()) {
            String name = voice.getKey().isBlank() ? WrittenScript.NARRATOR : voice.getKey();
            voiced.add(new Participant(name, null, null, voice.getValue()));
        }
        return new Script(
                brief.form(),
                title(brief),
                language(brief),
                null,
                voiced,
                null,
                brief.theme(),
                brief.style(),
                List.of());
    }

    /** The language of what is to be written. */
    String language(Brief brief) {
        if (says(brief.language())) {
            return Text.languageTag(brief.language());
        }
        List<String> texts = Stream.of(brief.sourceText(), brief.prompt(), brief.description(), brief.title())
                .filter(ScriptWriters::says)
                .toList();
        return LanguageGuess.of(texts, Text.languageTag(properties.language()));
    }

    public Commission commission(VideoRequest request) {
        return new Commission(request.brief(), request.settings());
    }

    static boolean says(String text) {
        return text != null && !text.isBlank();
    }

    private static void require(boolean condition, String field, String problem) {
        if (!condition) {
            throw new FieldProblem(field, problem);
        }
    }
}
