package org.kinoroute.script;

import java.nio.charset.StandardCharsets;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Brief;
import org.kinoroute.video.Plan;
import org.kinoroute.video.Script;
import org.springframework.stereotype.Component;

/** Makes a complete script of what a writer wrote, with all that the brief says. */
@Component("writtenScripts")
public class WrittenScripts {

    private static final String NAME = "the script that was written";

    private final ScriptReader reader;
    private final ScriptWriters writers;

    WrittenScripts(ScriptReader reader, ScriptWriters writers) {
        this.reader = reader;
        this.writers = writers;
    }

    /**
     * @param written a script in any form that can be read
     * @throws org.kinoroute.video.Problem where it cannot be used
     */
    public Script finish(String written, Brief brief) {
        ScriptRequest request = new ScriptRequest(
                brief.form() == null ? null : brief.format(),
                brief.title(),
                writers.language(brief),
                brief.me(),
                brief.participants().isEmpty() ? null : brief.participants(),
                brief.theme(),
                brief.look(),
                brief.voices(),
                brief.style(),
                brief.keywords(),
                brief.negativeKeywords());
        return reader.readWith(new FilesOf(brief), written.getBytes(StandardCharsets.UTF_8), NAME, request)
                .script();
    }

    /** The same, as the plan of the video. */
    public Plan plan(String written, Commission commission) {
        return new Plan(finish(written, commission.brief()), commission.settings());
    }

    /** A writer may show what came with the brief, and no other file. */
    private record FilesOf(Brief brief) implements Assets {

        @Override
        public Asset picture(String location, Where where) {
            Asset asset = new Asset(location);
            if (!brief.files().contains(asset)) {
                throw where.problem(Text.quote(location) + " did not come with the brief; leave it out");
            }
            return asset;
        }

        @Override
        public Asset clip(String location, Where where) {
            return picture(location, where);
        }
    }
}
