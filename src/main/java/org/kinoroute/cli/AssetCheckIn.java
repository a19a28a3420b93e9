package org.kinoroute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kinoroute.compose.Clips;
import org.kinoroute.compose.Music;
import org.kinoroute.compose.Photos;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.VideoRequest.LocalFile;

/** Claim Check, the cloakroom's side: files are handed in, and keys of the store are what goes on. */
final class AssetCheckIn {

    private final Map<String, LocalFile> files = new LinkedHashMap<>();

    List<LocalFile> files() {
        return new ArrayList<>(files.values());
    }

    /** The script with keys in place of paths. */
    Script script(Script script) {
        Chat chat = script.chat();
        return new Script(
                script.format(),
                script.title(),
                script.language(),
                script.me(),
                script.participants().stream()
                        .map(p -> new Participant(p.name(), asset(p.avatar()), p.gender(), p.voice()))
                        .toList(),
                chat == null ? null : chat(chat),
                script.theme(),
                script.style(),
                script.scenes().stream().map(this::scene).toList());
    }

    private Chat chat(Chat chat) {
        return new Chat(
                chat.name(),
                chat.group(),
                asset(chat.avatar()),
                chat.presence(),
                chat.look(),
                chat.theme(),
                chat.clock(),
                chat.battery());
    }

    private Scene scene(Scene scene) {
        Scene.Visual visual = scene.visual();
        if (visual != null && visual.file() != null) {
            probe(visual.kind(), Path.of(visual.file().location()));
            return scene.withVisual(new Scene.Visual(visual.kind(), asset(visual.file()), visual.properties()));
        }
        return scene.media() == null ? scene : scene.withMedia(asset(scene.media()));
    }

    private Asset asset(Asset asset) {
        return asset == null ? null : new Asset(checkIn(Path.of(asset.location()), "assets"));
    }

    String file(Path file) {
        return checkIn(file, "assets");
    }

    String music(Path file) {
        Music.probe(file);
        return checkIn(file, "assets");
    }

    /** A photo or a clip of {@code --images}. */
    String shot(Path file) {
        try {
            probe(isClip(file) ? "clip" : "photo", file);
        } catch (Problem e) {
            throw new Problem("--images: " + e.getMessage(), e);
        }
        return checkIn(file, "assets");
    }

    private static boolean isClip(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(mp4|m4v|mov|qt|webm)");
    }

    private static void probe(String kind, Path file) {
        if (kind.equals("clip")) {
            Clips.probe(file);
        } else {
            Photos.probe(file);
        }
    }

    private String checkIn(Path file, String folder) {
        String name = file.getFileName().toString();
        String ending = name.lastIndexOf('.') < 0
                ? ""
                : name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        String key = folder + "/" + ContentKey.sha256(file) + ending.replaceAll("[^.a-z0-9]", "");
        files.put(key, new LocalFile(key, file, Objects.requireNonNullElse(type(file), "application/octet-stream")));
        return key;
    }

    private static String type(Path file) {
        try {
            return Files.probeContentType(file);
        } catch (java.io.IOException e) {
            return null;
        }
    }
}
