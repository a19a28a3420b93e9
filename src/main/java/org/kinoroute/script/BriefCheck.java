package org.kinoroute.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kinoroute.video.Brief;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Format;

/** What a maker says beside the text to be written: found wrong here, it costs no call of a language model. */
final class BriefCheck {

    private static final Set<Format> PICTURED = Set.of(Format.PRODUCT, Format.STORY);

    private BriefCheck() {}

    /** @throws FieldProblem if something is not known, or is of no use to the format */
    static void of(Brief brief) {
        String format = brief.format();
        boolean chat = brief.form() == Format.CHAT;
        refuse(!brief.files().isEmpty() && !PICTURED.contains(brief.form()), "images", format);
        refuse(brief.sourceText() != null && (chat || brief.form() == Format.PRODUCT), "source_text", format);
        refuse(brief.price() != null && brief.form() != Format.PRODUCT, "price", format);
        refuse(brief.category() != null && brief.form() != Format.PRODUCT, "category", format);
        refuse(brief.description() != null && brief.form() != Format.PRODUCT, "description", format);
        refuse(!brief.participants().isEmpty() && !chat, "participants", format);
        refuse(brief.look() != null && !chat, "look", format);
        if (chat) {
            among("theme", brief.theme(), List.of("light", "dark"));
            among("look", brief.look(), List.of("android", "ios"));
        }
        String language = brief.language();
        if (language != null && !Text.languageTag(language).matches("[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}")) {
            throw new FieldProblem("language", Text.quote(language) + " is no language tag; write it like pt-br");
        }
        brief.voices().keySet().forEach(name -> voice(name, brief, chat));
    }

    private static void voice(String name, Brief brief, boolean chat) {
        if (!chat && !name.isBlank() && !name.equalsIgnoreCase(WrittenScript.NARRATOR)) {
            throw new FieldProblem(
                    "voices",
                    Text.quote(name) + " does not speak here; the voice of this format is that of "
                            + WrittenScript.NARRATOR.toLowerCase(Locale.ROOT));
        } else if (chat
                && !brief.participants().isEmpty()
                && brief.participants().stream().noneMatch(name::equalsIgnoreCase)) {
            throw new FieldProblem(
                    "voices",
                    Text.quote(name) + " is not among the participants; write one of "
                            + String.join(", ", brief.participants()));
        }
    }

    private static void refuse(boolean given, String field, String format) {
        if (given) {
            throw new FieldProblem(
                    field, "of no use to the format " + format + "; leave it out, or name another format");
        }
    }

    private static void among(String field, String word, List<String> known) {
        if (word != null && known.stream().noneMatch(word.strip()::equalsIgnoreCase)) {
            throw new FieldProblem(field, Text.quote(word) + " is not known; write one of " + String.join(", ", known));
        }
    }
}
