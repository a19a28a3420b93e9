package org.kinoroute.script;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what is read, and where presets lie.
 *
 * @param maxMessages of a chat; as many day pills and system lines may come on top
 * @param maxScenes of a script of another format
 * @param maxCharacters of one message or scene
 * @param maxInput size of the script's file
 * @param maxDepth how deep lists and objects may be nested
 * @param maxPicture size of a picture's file
 * @param maxClip size of a clip's file
 * @param allowOutside a script may name files anywhere on the machine; false: only in its own folder
 * @param language BCP 47 tag, where neither the maker nor the script nor its words tell
 * @param prompts folder of the prompts with which a language model is asked for scripts
 * @param styles folder of the styles of generated images, one {@code .yaml} each
 */
@ConfigurationProperties("kinoroute.script")
public record ScriptProperties(
        @DefaultValue("2000") int maxMessages,
        @DefaultValue("200") int maxScenes,
        @DefaultValue("4000") int maxCharacters,
        @DefaultValue("10MB") DataSize maxInput,
        @DefaultValue("20") int maxDepth,
        @DefaultValue("20MB") DataSize maxPicture,
        @DefaultValue("500MB") DataSize maxClip,
        @DefaultValue("true") boolean allowOutside,
        @DefaultValue("en") String language,
        @DefaultValue("config/prompts") Path prompts,
        @DefaultValue("config/styles") Path styles) {

    /** The defaults. */
    public static ScriptProperties defaults() {
        return new ScriptProperties(
                2000,
                200,
                4000,
                DataSize.ofMegabytes(10),
                20,
                DataSize.ofMegabytes(20),
                DataSize.ofMegabytes(500),
                true,
                "en",
                Path.of("config/prompts"),
                Path.of("config/styles"));
    }
}
