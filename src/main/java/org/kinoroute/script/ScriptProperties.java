package org.kinoroute.script;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what is read.
 *
 * @param maxMessages of a script; as many day pills and system lines may come on top
 * @param maxCharacters of one message
 * @param maxInput size of the script's file
 * @param maxDepth how deep lists and objects may be nested
 * @param maxPicture size of a picture's file
 * @param allowOutside a script may name pictures anywhere on the machine; false: only in its own folder
 * @param language BCP 47 tag, where neither the maker nor the script nor its words tell
 */
@ConfigurationProperties("kinoroute.script")
public record ScriptProperties(
        @DefaultValue("2000") int maxMessages,
        @DefaultValue("4000") int maxCharacters,
        @DefaultValue("10MB") DataSize maxInput,
        @DefaultValue("20") int maxDepth,
        @DefaultValue("20MB") DataSize maxPicture,
        @DefaultValue("true") boolean allowOutside,
        @DefaultValue("en") String language) {

    /** The defaults. */
    public static ScriptProperties defaults() {
        return new ScriptProperties(2000, 4000, DataSize.ofMegabytes(10), 20, DataSize.ofMegabytes(20), true, "en");
    }
}
