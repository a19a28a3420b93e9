package org.kinoroute.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.kinoroute.video.FieldProblem;

/** The file of {@code --source-text}. */
final class SourceText {

    private static final String FIELD = "source_text";
    private static final long MOST = 1_000_000;

    private SourceText() {}

    static String read(Path file) {
        if (file == null) {
            return null;
        }
        String ending = file.toString().toLowerCase(Locale.ROOT);
        if (!ending.endsWith(".txt") && !ending.endsWith(".md")) {
            throw new FieldProblem(FIELD, file + " is neither .txt nor .md");
        }
        try {
            if (!Files.isRegularFile(file)) {
                throw new FieldProblem(FIELD, file + ": there is no such file");
            } else if (Files.size(file) > MOST) {
                throw new FieldProblem(FIELD, file + " has more than a million bytes; take a part of it");
            }
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new FieldProblem(FIELD, file + " is empty");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new FieldProblem(FIELD, file + " is no text in UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new FieldProblem(FIELD, file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
