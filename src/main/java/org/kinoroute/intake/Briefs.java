package org.kinoroute.intake;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Brief;
import org.kinoroute.video.FieldProblem;

/** What the maker wants told, where there is no script yet. */
final class Briefs {

    private static final List<String> OF_A_BRIEF = List.of(
            "prompt", "source_text", "images", "description", "price", "category", "tone", "messages", "duration");

    private Briefs() {}

    /** Whether something is said that only a writer of scripts can use. */
    static boolean isAsked(Submission of) {
        return Stream.of(
                        of.prompt(),
                        of.sourceText(),
                        of.images(),
                        of.description(),
                        of.price(),
                        of.category(),
                        of.tone(),
                        of.messages(),
                        of.duration())
                .anyMatch(Objects::nonNull);
    }

    /** What is there beside a script is of no use. */
    static FieldProblem scriptIsThere(Sources sources) {
        List<String> names = OF_A_BRIEF.stream().map(sources::option).toList();
        return new FieldProblem(
                "script",
                "a script is there already; leave out "
                        + String.join(", ", names.subList(0, names.size() - 1))
                        + " and " + names.get(names.size() - 1) + ", or leave out " + sources.option("script"));
    }

    /** @param formats that there are */
    static Brief of(Submission of, List<String> formats, CheckIn checkIn) {
        return new Brief(
                format(of, formats),
                of.prompt(),
                sourceText(of.sourceText()),
                of.title(),
                of.description(),
                of.price(),
                of.category(),
                of.language(),
                of.participants(),
                of.me(),
                of.voices() == null ? Map.of() : of.voices(),
                of.tone(),
                of.messages() == null ? 0 : (int) Choices.within("messages", of.messages(), 2, 200),
                of.duration() == null ? 0 : Choices.within("duration", of.duration(), 5, 600),
                of.theme(),
                of.style(),
                of.keywords(),
                of.negativeKeywords(),
                images(of, checkIn),
                of.look());
    }

    private static List<Asset> images(Submission of, CheckIn checkIn) {
        return of.images() == null
                ? List.of()
                : of.images().stream().map(checkIn::shot).toList();
    }

    private static String format(Submission of, List<String> formats) {
        if (of.format() != null) {
            if (!formats.contains(of.format())) {
                String shown = UploadedFiles.shown(of.format());
                throw new FieldProblem(
                        "format",
                        "there is no format \"" + shown + "\"; there are " + String.join(", ", formats)
                                + "; a file in config/routes with a route from direct:script-" + shown + " adds it");
            }
            return of.format();
        }
        if (of.sourceText() != null) {
            return "explainer";
        }
        boolean product = Stream.of(of.description(), of.price(), of.category(), of.images())
                .anyMatch(Objects::nonNull);
        return product || of.prompt() == null ? "product" : "chat";
    }

    private static String sourceText(String text) {
        if (text != null && text.isBlank()) {
            throw new FieldProblem("source_text", "it is empty; give the text, or leave it out");
        }
        return text == null ? null : text.strip();
    }
}
