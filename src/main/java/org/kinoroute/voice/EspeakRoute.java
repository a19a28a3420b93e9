package org.kinoroute.voice;

import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

@Component("espeak")
public class EspeakRoute {
    private final EspeakEngine engine;

    public EspeakRoute(EspeakEngine engine) {
        this.engine = engine;
    }

    public byte[] speak(@Body String text, @Header("language") String language) {
        return engine.speak(new SpeechRequest(text, language)).wav();
    }
}
