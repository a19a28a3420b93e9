package org.kinoroute.intake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.kinoroute.compose.Clips;
import org.kinoroute.compose.FileKind;
import org.kinoroute.compose.Photos;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.Asset;
import org.kinoroute.video.Chat;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Participant;
import org.kinoroute.video.Problem;
import org.kinoroute.video.Scene;
import org.kinoroute.video.Script;
import org.kinoroute.video.VideoRequest.LocalFile;

/** Claim Check, the cloakroom's side: files are handed in, and keys of the store are what goes on. */
final class CheckIn {

    private final Sources sources;
    private final Map<String, LocalFile> files = new LinkedHashMap<>();

    CheckIn(Sources sources) {
        this.sources = sources;
    }

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
            Path file = Path.of(visual.file().location());
            probe("script", file, visual.kind().equals("clip") ? Clips::probe : Photos::probe);
            return scene.withVisual(new Scene.Visual(visual.kind(), asset(visual.file()), visual.properties()));
        }
        return scene.media() == null ? scene : scene.withMedia(asset(scene.media()));
    }

    private Asset asset(Asset asset) {
        return asset == null ? null : new Asset(checkIn(Path.of(asset.location())));
    }

    /** A photo or a clip of {@code images}. */
    Asset shot(String name) {
        Path file = sources.file("images", name);
        return new Asset(file("images", file, isClip(file) ? Clips::probe : Photos::probe));
    }

    /**
     * A file that a field names.
     *
     * @param probe refuses what it cannot be
     */
    String file(String field, Path file, Consumer<Path> probe) {
        probe(field, file, probe);
        return checkIn(file);
    }

    /** What is wrong with a file is told by the name that its maker knows. */
    private void probe(String field, Path file, Consumer<Path> probe) {
        try {
            probe.accept(file);
        } catch (Problem e) {
            String called = sources.called(file);
            String told = e.getMessage().replace(file.toString(), called);
            // Of the files in a script the script tells itself, on the command line by their paths.
            throw field.equals("script") && called.equals(file.toString())
                    ? new Problem(told, e)
                    : new FieldProblem(field, told, e);
        }
    }

    private static boolean isClip(Path file) {
        boolean named = file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(mp4|m4v|mov|qt|webm)");
        return Files.isRegularFile(file) && FileKind.of(file) != FileKind.UNKNOWN
                ? FileKind.of(file).isVideo()
                : named;
    }

    private String checkIn(Path file) {
        FileKind kind = FileKind.of(file);
        String key = "assets/" + ContentKey.sha256(file) + kind.ending();
        files.put(key, new LocalFile(key, file, kind.contentType()));
        return key;
    }
}
