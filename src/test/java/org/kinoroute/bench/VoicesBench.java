package org.kinoroute.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kinoroute.voice.Espeak;
import org.kinoroute.voice.EspeakEngine;
import org.kinoroute.voice.Speech;
import org.kinoroute.voice.SpokenText;
import org.kinoroute.voice.VoiceCasting;
import org.kinoroute.voice.VoiceProperties;

/** How much faster than real time lines are spoken, word times included; the median of five runs. */
public final class VoicesBench {

    private static final List<String> LINES = List.of(
            "Oi, tudo bem com você? Faz tempo que a gente não se fala.",
            "Sim!",
            "Vc viu o preço? R$ 50 por uma pizza 😂",
            "Vou chegar às 15h30, me espera na frente do cinema, por favor.",
            "kkkkk blz, até amanhã então");

    public static void main(String[] args) {
        VoiceProperties properties = VoiceProperties.of("pt-br");
        long before = System.nanoTime();
        EspeakEngine engine = new EspeakEngine(properties);
        engine.version();
        double init = (System.nanoTime() - before) / 1e6;
        Espeak voice = new Espeak(engine, new VoiceCasting(engine));
        before = System.nanoTime();
        voice.speak(SpokenText.of(LINES.get(0), "pt-br").text(), "pt-br", "f2", 1, 1);
        double first = (System.nanoTime() - before) / 1e6;
        double[] ratios = new double[5];
        for (int run = -1; run < ratios.length; run++) {
            double seconds = 0;
            before = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                String text =
                        SpokenText.of(LINES.get(i % LINES.size()), "pt-br").text();
                Speech speech = voice.speak(text, "pt-br", i % 2 == 0 ? "f2" : "m3-low", 1, 1);
                seconds += speech.pcm().length / (double) speech.sampleRate();
            }
            double ratio = seconds / ((System.nanoTime() - before) / 1e9);
            if (run >= 0) {
                ratios[run] = ratio;
            }
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "load %.0f ms, first line %.0f ms, then %.0f times faster than real time (%.0f to %.0f)%n",
                init,
                first,
                ratios[2],
                ratios[0],
                ratios[4]);
        engine.close();
    }
}
