package org.kinoroute.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.store.ContentKey;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Settings;
import org.kinoroute.video.TemporaryFiles;

/**
 * Background videos and pictures, made ready once: cropped and scaled to the frame, muted, at the frame rate, cheap to
 * decode and to seek in. They are kept in the store by what they are made of.
 */
public final class Backgrounds {

    /** To be raised whenever the same file would come out differently. */
    private static final int VERSION = 2;

    /** Of a background that is made ready, seconds. */
    private static final double SHORTEST = 30;

    private static final Pattern DIGEST = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private final ObjectStore store;
    private final ComposeProperties properties;
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    public Backgrounds(ObjectStore store, ComposeProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /**
     * What a file holds, found by decoding its first picture.
     *
     * @throws Problem if it cannot be a background
     */
    public static Info probe(Path file) {
        return Probe.picture(
                file, Probe.PICTURES, "a background is a video (MP4, WebM, MOV) or a picture (PNG, JPEG, WebP)");
    }

    static boolean isPicture(Input input) {
        return input.container().iformat().name().getString().endsWith("_pipe");
    }

    /**
     * Sees to it that the background of a video is ready, and gives its key; null if the video has none.
     *
     * @throws Problem if it cannot be a background
     */
    public String normalise(Composition composition, Progress progress) {
        Settings settings = composition.settings();
        return settings.background() == null
                ? null
                : ready(settings.background(), settings, seconds(composition.expected()), progress);
    }

    /** Where the background of a video lies once it is ready. */
    String key(Composition composition) {
        Settings settings = composition.settings();
        return key(settings.background(), settings, seconds(composition.expected()));
    }

    /** The background as a local file, made ready if need be; null if the video has none. */
    Path normalised(Composition composition, Progress progress) {
        String key = normalise(composition, progress);
        return key == null ? null : store.fetch(key);
    }

    /** A clip that fills the frame as a background does, from end to end, as a local file. */
    Path clip(String source, Settings settings, Progress progress) {
        return store.fetch(ready(source, settings, properties.clipSeconds(), progress));
    }

    private String ready(String source, Settings settings, double seconds, Progress progress) {
        String key = key(source, settings, seconds);
        // Two scenes at the same time in one process need it made once only.
        synchronized (locks.computeIfAbsent(key, any -> new Object())) {
            if (!store.exists(key)) {
                make(source, settings, seconds, key, progress);
            }
        }
        locks.remove(key);
        return key;
    }

    private void make(String from, Settings settings, double seconds, String key, Progress progress) {
        Path source = store.fetch(from);
        probe(source);
        try {
            Path made = TemporaryFiles.file("background", ".mp4");
            try {
                BackgroundMaker.make(source, made, settings, seconds, properties.encoderThreads(), progress);
                if (!store.exists(key)) {
                    store.put(key, made, "video/mp4");
                }
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MediaException e) {
            String what = from.equals(settings.background()) ? "background " : "clip ";
            throw new Problem("The " + what + from + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * As much of a long video as one of some length needs, in coarse steps, so that a few lengths serve all
     * videos.
     */
    private double seconds(double wanted) {
        double seconds = SHORTEST;
        while (seconds < wanted && seconds < properties.backgroundSeconds()) {
            seconds *= 2;
        }
        return Math.min(seconds, properties.backgroundSeconds());
    }

    private String key(String source, Settings settings, double seconds) {
        String digest = digests.computeIfAbsent(source, this::digest);
        return String.format(
                Locale.ROOT,
                "backgrounds/%s-%dx%d-%d-%ds-v%d.mp4",
                digest,
                settings.width(),
                settings.height(),
                settings.fps(),
                Math.round(seconds),
                VERSION);
    }

    private String digest(String key) {
        Matcher matcher = DIGEST.matcher(key);
        return matcher.find() ? matcher.group() : ContentKey.sha256(store.fetch(key));
    }

    /**
     * What is known of a background.
     *
     * @param seconds that it lasts; 0 for a picture, or where the file does not tell
     * @param picture whether it stands still
     */
    public record Info(int width, int height, double seconds, boolean picture) {}
}
