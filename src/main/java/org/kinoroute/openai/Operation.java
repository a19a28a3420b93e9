package org.kinoroute.openai;

import java.util.Map;
import java.util.TreeMap;

/** One thing that a server can be asked for. */
interface Operation {

    Map<String, Operation> ALL = new TreeMap<>(Map.of(
            "chat-completion", new ChatOperation(),
            "audio-speech", new SpeechOperation(),
            "audio-transcription", new TranscriptionOperation(),
            "image-generation", new ImageOperation()));

    void process(Call call) throws Exception;

    static Operation named(String name) {
        Operation operation = ALL.get(name);
        if (operation == null) {
            throw new IllegalArgumentException(
                    "openai:" + name + " is not there; operations are " + String.join(", ", ALL.keySet()));
        }
        return operation;
    }
}
