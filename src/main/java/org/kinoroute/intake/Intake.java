package org.kinoroute.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.kinoroute.script.Reading;
import org.kinoroute.script.ScriptReader;
import org.kinoroute.script.ScriptRequest;
import org.kinoroute.script.ScriptWriters;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Script;
import org.kinoroute.video.Settings;
import org.kinoroute.video.VideoDefaults;

/** Reads what somebody asks for, and checks it in full, before anything is stored, made or spent. */
public final class Intake {

    private final Path config;
    private final Supplier<List<String>> formats;
    private final VideoDefaults defaults;
    private final ScriptReader reader;
    private final ScriptWriters writers;

    /**
     * @param config folder of the libraries
     * @param formats that somebody can write
     */
    public Intake(
            Path config,
            Supplier<List<String>> formats,
            VideoDefaults defaults,
            ScriptReader reader,
            ScriptWriters writers) {
        this.config = config;
        this.formats = formats;
        this.defaults = defaults;
        this.reader = reader;
        this.writers = writers;
    }

    /**
     * @param brought the script; null: one is to be written
     * @throws org.kinoroute.video.Problem that says what is wrong, and how to mend it
     */
    public Order order(Submission submission, Brought brought, Sources sources) {
        CheckIn checkIn = new CheckIn(sources);
        List<String> notes = new ArrayList<>();
        if (brought != null && Briefs.isAsked(submission)) {
            throw Briefs.scriptIsThere(sources);
        }
        Script script = brought == null ? null : checkIn.script(read(brought, submission, notes));
        Brief brief = brought == null ? brief(submission, checkIn) : null;
        String format = script == null ? brief.format() : script.format().name().toLowerCase(Locale.ROOT);
        long seed = submission.seed() != null
                ? submission.seed()
                : ContentKey.number(Order.json(script == null ? brief : script));
        Settings settings = new Choices(submission, defaults, config, sources, checkIn, notes).of(format, seed);
        double budget = submission.budget() == null ? 0 : Choices.within("budget", submission.budget(), 0.0001, 1e6);
        return new Order(script, brief, settings, budget, checkIn.files(), notes);
    }

    private Script read(Brought brought, Submission submission, List<String> notes) {
        Reading reading = brought.read(
                reader,
                new ScriptRequest(
                        submission.format(),
                        submission.title(),
                        submission.language(),
                        submission.me(),
                        submission.participants(),
                        submission.theme(),
                        submission.look(),
                        submission.voices(),
                        submission.style(),
                        submission.keywords(),
                        submission.negativeKeywords()));
        notes.addAll(reading.notes());
        return reading.script();
    }

    private Brief brief(Submission submission, CheckIn checkIn) {
        Brief brief = Briefs.of(submission, formats.get(), checkIn);
        writers.check(brief);
        return brief;
    }
}
