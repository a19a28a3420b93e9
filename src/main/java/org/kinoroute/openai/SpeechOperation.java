package org.kinoroute.openai;

import com.openai.models.audio.speech.SpeechCreateParams;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Exchange;

/** {@code audio-speech}: text in, sound out. */
final class SpeechOperation implements Operation {

    @Override
    public void process(Call call) {
        OpenAIConfiguration options = call.options();
        String text = call.text(null);
        if (text == null) {
            throw new IllegalArgumentException("openai:audio-speech needs a text in the body");
        }
        String format = Optional.ofNullable(
                        call.option(OpenAIConstants.SPEECH_RESPONSE_FORMAT, options.getSpeechResponseFormat()))
                .orElse("mp3");
        SpeechCreateParams.Builder params = SpeechCreateParams.builder()
                .model(call.required(
                        call.option(OpenAIConstants.SPEECH_MODEL, options.getSpeechModel()),
                        "speechModel",
                        OpenAIConstants.SPEECH_MODEL))
                .input(text)
                .voice(Optional.ofNullable(call.option(OpenAIConstants.SPEECH_VOICE, options.getSpeechVoice()))
                        .orElse("alloy"))
                .responseFormat(SpeechCreateParams.ResponseFormat.of(format));
        Optional.ofNullable(call.option(OpenAIConstants.SPEECH_SPEED, options.getSpeechSpeed(), Double.class))
                .ifPresent(params::speed);
        Optional.ofNullable(call.option(OpenAIConstants.SPEECH_INSTRUCTIONS, options.getSpeechInstructions()))
                .ifPresent(params::instructions);
        params.additionalBodyProperties(call.bodyProperties());

        Answer answer = call.ask(() -> call.client().audio().speech().create(params.build()))
                .checked();
        if (answer.type().startsWith("application/json")) {
            answer.json();
            throw call.failures().useless("with JSON where sound was asked", false);
        }
        if (answer.type().startsWith("text/")) {
            throw call.failures().useless("with " + answer.type() + " where sound was asked", false);
        }
        call.message().setBody(answer.body());
        call.tell(Exchange.CONTENT_TYPE, answer.type().isEmpty() ? type(format) : answer.type());
    }

    private static String type(String format) {
        return format.equals("mp3") ? "audio/mpeg" : "audio/" + format.toLowerCase(Locale.ROOT);
    }
}
