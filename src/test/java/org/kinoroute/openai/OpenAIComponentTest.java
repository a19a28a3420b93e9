package org.kinoroute.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kinoroute.providers.ProviderServer.Answer;

/** What is asked, and what comes of a good answer. */
class OpenAIComponentTest {

    static final String CHAT = "POST /v1/chat/completions";
    static final String SPEECH = "POST /v1/audio/speech";
    static final String TRANSCRIPTION = "POST /v1/audio/transcriptions";
    static final String IMAGES = "POST /v1/images/generations";

    static final String HELLO =
            """
            {"id": "chat-1", "object": "chat.completion", "created": 1, "model": "small-2026",
             "choices": [{"index": 0, "finish_reason": "stop",
                          "message": {"role": "assistant", "content": "Hello!"}}],
             "usage": {"prompt_tokens": 11, "completion_tokens": 2, "total_tokens": 13}}
            """;

    private final OpenAI openai = new OpenAI();

    @AfterEach
    void close() {
        openai.close();
    }

    @Test
    void aChatAnswersWhatItIsTold() throws Exception {
        openai.server.on(CHAT, Answer.json(HELLO));

        Exchange answer = openai.send(
                "openai:chat-completion?model=small&temperature=0.2&topP=0.9&maxTokens=50"
                        + "&systemMessage=Be brief&developerMessage=No emojis",
                "Say hello");

        assertThat(answer.getMessage().getBody()).isEqualTo("Hello!");
        assertThat(answer.getMessage().getHeaders())
                .containsEntry("CamelOpenAIResponseModel", "small-2026")
                .containsEntry("CamelOpenAIResponseId", "chat-1")
                .containsEntry("CamelOpenAIFinishReason", "stop")
                .containsEntry("CamelOpenAIPromptTokens", 11L)
                .containsEntry("CamelOpenAICompletionTokens", 2L)
                .containsEntry("CamelOpenAITotalTokens", 13L);
        assertThat(asked(CHAT))
                .isEqualTo(
                        json(
                                """
                                {"model": "small", "temperature": 0.2, "top_p": 0.9, "max_completion_tokens": 50,
                                 "messages": [{"role": "system", "content": "Be brief"},
                                              {"role": "developer", "content": "No emojis"},
                                              {"role": "user", "content": "Say hello"}]}
                                """));
        assertThat(openai.server.requests(CHAT).get(0).header("Authorization")).isEqualTo("Bearer " + OpenAI.KEY);
    }

    @Test
    void speechIsSound() throws Exception {
        byte[] sound = {1, 2, 3, 0, -1};
        openai.server.on(SPEECH, Answer.bytes("audio/wav", sound));

        Exchange answer = openai.send(
                "openai:audio-speech?speechModel=tts&speechVoice=nova&speechResponseFormat=wav&speechSpeed=1.5"
                        + "&speechInstructions=Whisper&additionalBodyProperty.stream=false",
                "Good morning");

        assertThat(answer.getMessage().getBody()).isEqualTo(sound);
        assertThat(answer.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("audio/wav");
        assertThat(asked(SPEECH))
                .isEqualTo(
                        json(
                                """
                                {"model": "tts", "input": "Good morning", "voice": "nova", "response_format": "wav",
                                 "speed": 1.5, "instructions": "Whisper", "stream": false}
                                """));
    }

    @Test
    void aTranscriptionIsTextAndTimesOfWords() {
        openai.server.on(
                TRANSCRIPTION,
                Answer.json(
                        """
                        {"task": "transcribe", "language": "english", "duration": 1.25, "text": "Good morning",
                         "words": [{"word": "Good", "start": 0.1, "end": 0.4},
                                   {"word": "morning", "start": 0.4, "end": 1}]}
                        """));

        Exchange answer = openai.send(
                "openai:audio-transcription?audioModel=whisper&audioLanguage=en&audioPrompt=Greetings"
                        + "&audioResponseFormat=verbose_json&audioTimestampGranularities=word,segment&audioTemperature=0",
                "RIFF....WAVE".getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.getMessage().getBody()).isEqualTo("Good morning");
        assertThat(answer.getMessage().getHeaders())
                .containsEntry("CamelOpenAIAudioDuration", 1.25)
                .containsEntry("CamelOpenAIAudioDetectedLanguage", "english")
                .containsEntry(
                        "CamelOpenAIAudioWords",
                        List.of(
                                Map.of("word", "Good", "start", 0.1, "end", 0.4),
                                Map.of("word", "morning", "start", 0.4, "end", 1.0)));
        String form = openai.server.requests(TRANSCRIPTION).get(0).text();
        assertThat(form)
                .containsSubsequence("name=\"model\"", "whisper")
                .contains("name=\"file\"; filename=\"audio.wav\"", "RIFF....WAVE")
                .containsSubsequence("name=\"language\"", "en")
                .containsSubsequence("name=\"prompt\"", "Greetings")
                .containsSubsequence("name=\"response_format\"", "verbose_json")
                .containsSubsequence(
                        "name=\"timestamp_granularities[]\"", "word", "name=\"timestamp_granularities[]\"", "segment");
    }

    @Test
    void anImageIsItsBytes() throws Exception {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};
        openai.server.on(
                IMAGES,
                Answer.json(images("{\"b64_json\": \"" + base64(png) + "\", \"revised_prompt\": \"A red fox\"}")));

        Exchange answer = openai.send(
                "openai:image-generation?imageModel=painter&imageSize=1024x1024&imageQuality=high&imageCount=1"
                        + "&imageBackground=opaque&imageOutputFormat=png",
                "A fox");

        assertThat(answer.getMessage().getBody()).isEqualTo(png);
        assertThat(answer.getMessage().getHeaders())
                .containsEntry(Exchange.CONTENT_TYPE, "image/png")
                .containsEntry("CamelOpenAIImageRevisedPrompt", "A red fox");
        assertThat(asked(IMAGES))
                .isEqualTo(
                        json(
                                """
                                {"model": "painter", "prompt": "A fox", "size": "1024x1024", "quality": "high", "n": 1,
                                 "background": "opaque", "output_format": "png"}
                                """));
    }

    private JsonNode asked(String path) throws Exception {
        return json(openai.server.requests(path).get(0).text());
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    static String images(String... images) {
        return "{\"created\": 1, \"data\": [" + String.join(", ", images) + "]}";
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
