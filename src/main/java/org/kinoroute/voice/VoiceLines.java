package org.kinoroute.voice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kinoroute.store.ContentKey;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Voice;
import org.springframework.stereotype.Component;

@Component("voiceLines")
public class VoiceLines {

    public record Line(
            String engine, String language, String voice, String mapping, String text, String key, boolean silent) {}

    public record Spoken(byte[] wav, Voice voice) {}

    public Line line(SceneTask task) {
        String text = task.text();
        String hash = ContentKey.sha256((task.language() + text).getBytes(StandardCharsets.UTF_8));
        return new Line("espeak", task.language(), null, "default", text, "voices/" + hash + ".json", false);
    }

    public Spoken spoken(Line line, byte[] wav, Object words) {
        String key = line.key().replace(".json", ".wav");
        return new Spoken(wav, new Voice(key, 22050, (wav.length - 44) / 2, List.of(), Voice.Source.ENGINE));
    }
}
