package org.kinoroute.voice;

import java.util.List;
import org.kinoroute.video.SceneTask;
import org.kinoroute.video.Voice;
import org.springframework.mock.env.MockEnvironment;

/** A line on its way through the voice room without any route: told by whatever sound a test gives it. */
record Told(VoiceLines.Line line) {

    static final VoiceProperties PROPERTIES = VoiceProperties.of("en");

    static VoiceLines lines(String openaiModel) {
        MockEnvironment environment = new MockEnvironment().withProperty("kinoroute.voice.openai.model", openaiModel);
        return new VoiceLines(null, new VoiceServices(environment, PROPERTIES), null, PROPERTIES);
    }

    static Told line(String engine, String voice, String text) {
        return task(engine, voice, new SceneTask(0, null, text, null, "en", null, null, true, List.of(), null));
    }

    static Told task(String engine, String voice, SceneTask task) {
        return new Told(lines("tts-1").line(new VoiceMappings.Mapped(engine, voice, null), task));
    }

    /** Of a line of one passage; words may be null. */
    Voice by(byte[] wav, List<WordEvent> words) {
        VoiceLines.Passage passage = line.passages().get(0);
        Telling telling = new Telling(line);
        telling.add(passage, lines("tts-1").take(line, passage, wav, words, null), Wav.read(wav), null);
        return telling.getVoice();
    }

    /** Of a narration, passage by passage. */
    Voice by(List<Speech> sounds) {
        return telling(sounds).getVoice();
    }

    Telling telling(List<Speech> sounds) {
        Telling telling = new Telling(line);
        for (int i = 0; i < sounds.size(); i++) {
            Speech sound = sounds.get(i);
            VoiceLines.Passage passage =
                    line.narration() ? line.getSpoken().get(i) : line.passages().get(i);
            Take take = lines("tts-1").take(line, passage, sound.wav(), sound.words(), sound.warnings());
            telling.add(passage, take, Wav.read(sound.wav()), null);
        }
        return telling;
    }
}
