package org.kinoroute.compose;

import java.nio.file.Path;
import org.kinoroute.store.ContentKey;

/**
 * A file that was handed in and found good: another file than the one that came, with the media in it and nothing else.
 *
 * @param file to be deleted by whoever takes it
 * @param contentType as it is, whatever it was called
 * @param ending of its name, with the dot
 * @param width in pixels, upright; 0 of a sound
 * @param height in pixels, upright; 0 of a sound
 * @param seconds that it lasts; 0 of a picture
 */
public record Upload(Path file, String contentType, String ending, int width, int height, double seconds) {

    /** Its key in the store, by what it is. */
    public String key(String folder) {
        return folder + "/" + ContentKey.sha256(file) + ending;
    }
}
