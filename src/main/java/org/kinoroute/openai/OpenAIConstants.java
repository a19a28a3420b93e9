package org.kinoroute.openai;

import org.apache.camel.spi.Metadata;

/** Headers and properties of a message. Each option may be given as a header, and beats what the endpoint was given. */
public final class OpenAIConstants {

    @Metadata(label = "producer", description = "Key of the server, in place of the option", javaType = "String")
    public static final String API_KEY = "CamelOpenAIApiKey";

    @Metadata(label = "producer", description = "Base URL of the server, in place of the option", javaType = "String")
    public static final String BASE_URL = "CamelOpenAIBaseUrl";

    @Metadata(label = "producer", description = "Milliseconds that a call may take", javaType = "Long")
    public static final String REQUEST_TIMEOUT = "CamelOpenAIRequestTimeout";

    @Metadata(label = "producer", description = "Further attempts after the first", javaType = "Integer")
    public static final String MAX_RETRIES = "CamelOpenAIMaxRetries";

    @Metadata(
            label = "producer",
            description = "Further HTTP headers of the request, beside those of the option",
            javaType = "Map<String, Object>")
    public static final String ADDITIONAL_HEADER = "CamelOpenAIAdditionalHeader";

    @Metadata(
            label = "producer",
            description = "Further fields of the request's body, beside those of the option",
            javaType = "Map<String, Object>")
    public static final String ADDITIONAL_BODY_PROPERTY = "CamelOpenAIAdditionalBodyProperty";

    @Metadata(label = "producer", description = "Model of a chat", javaType = "String")
    public static final String MODEL = "CamelOpenAIModel";

    @Metadata(label = "producer", description = "Temperature of a chat, 0 to 2", javaType = "Double")
    public static final String TEMPERATURE = "CamelOpenAITemperature";

    @Metadata(label = "producer", description = "Nucleus sampling of a chat, 0 to 1", javaType = "Double")
    public static final String TOP_P = "CamelOpenAITopP";

    @Metadata(label = "producer", description = "Most tokens that a chat may write", javaType = "Integer")
    public static final String MAX_TOKENS = "CamelOpenAIMaxTokens";

    @Metadata(label = "producer", description = "What the user says, in place of the body", javaType = "String")
    public static final String USER_MESSAGE = "CamelOpenAIUserMessage";

    @Metadata(label = "producer", description = "System message of a chat", javaType = "String")
    public static final String SYSTEM_MESSAGE = "CamelOpenAISystemMessage";

    @Metadata(label = "producer", description = "Developer message of a chat", javaType = "String")
    public static final String DEVELOPER_MESSAGE = "CamelOpenAIDeveloperMessage";

    @Metadata(label = "producer", description = "JSON Schema that the answer keeps to, as text", javaType = "String")
    public static final String JSON_SCHEMA = "CamelOpenAIJsonSchema";

    @Metadata(label = "producer", description = "Class whose JSON the answer is", javaType = "String")
    public static final String OUTPUT_CLASS = "CamelOpenAIOutputClass";

    @Metadata(label = "producer", description = "Whether the answer comes piece by piece", javaType = "Boolean")
    public static final String STREAMING = "CamelOpenAIStreaming";

    @Metadata(
            label = "producer",
            description = "Whether the whole answer is kept in the exchange property CamelOpenAIResponse",
            javaType = "Boolean")
    public static final String STORE_FULL_RESPONSE = "CamelOpenAIStoreFullResponse";

    @Metadata(label = "producer", description = "Model of speech", javaType = "String")
    public static final String SPEECH_MODEL = "CamelOpenAISpeechModel";

    @Metadata(label = "producer", description = "Voice of speech", javaType = "String")
    public static final String SPEECH_VOICE = "CamelOpenAISpeechVoice";

    @Metadata(label = "producer", description = "Audio format of speech", javaType = "String")
    public static final String SPEECH_RESPONSE_FORMAT = "CamelOpenAISpeechResponseFormat";

    @Metadata(label = "producer", description = "Speed of speech, 0.25 to 4", javaType = "Double")
    public static final String SPEECH_SPEED = "CamelOpenAISpeechSpeed";

    @Metadata(label = "producer", description = "How the text is to be spoken", javaType = "String")
    public static final String SPEECH_INSTRUCTIONS = "CamelOpenAISpeechInstructions";

    @Metadata(label = "producer", description = "Model of a transcription", javaType = "String")
    public static final String AUDIO_MODEL = "CamelOpenAIAudioModel";

    @Metadata(label = "producer", description = "Language of the sound, ISO 639-1", javaType = "String")
    public static final String AUDIO_LANGUAGE = "CamelOpenAIAudioLanguage";

    @Metadata(label = "producer", description = "Text that guides a transcription", javaType = "String")
    public static final String AUDIO_PROMPT = "CamelOpenAIAudioPrompt";

    @Metadata(label = "producer", description = "Format of a transcription", javaType = "String")
    public static final String AUDIO_RESPONSE_FORMAT = "CamelOpenAIAudioResponseFormat";

    @Metadata(label = "producer", description = "Temperature of a transcription, 0 to 1", javaType = "Double")
    public static final String AUDIO_TEMPERATURE = "CamelOpenAIAudioTemperature";

    @Metadata(label = "producer", description = "What is timed: word, segment", javaType = "String")
    public static final String AUDIO_TIMESTAMP_GRANULARITIES = "CamelOpenAIAudioTimestampGranularities";

    @Metadata(label = "producer", description = "Model of images", javaType = "String")
    public static final String IMAGE_MODEL = "CamelOpenAIImageModel";

    @Metadata(label = "producer", description = "What an image shows, in place of the body", javaType = "String")
    public static final String IMAGE_PROMPT = "CamelOpenAIImagePrompt";

    @Metadata(label = "producer", description = "Size of an image", javaType = "String")
    public static final String IMAGE_SIZE = "CamelOpenAIImageSize";

    @Metadata(label = "producer", description = "Quality of an image", javaType = "String")
    public static final String IMAGE_QUALITY = "CamelOpenAIImageQuality";

    @Metadata(label = "producer", description = "How images are handed over: url or b64_json", javaType = "String")
    public static final String IMAGE_RESPONSE_FORMAT = "CamelOpenAIImageResponseFormat";

    @Metadata(label = "producer", description = "How many images", javaType = "Integer")
    public static final String IMAGE_COUNT = "CamelOpenAIImageCount";

    @Metadata(label = "producer", description = "Background of an image", javaType = "String")
    public static final String IMAGE_BACKGROUND = "CamelOpenAIImageBackground";

    @Metadata(label = "producer", description = "File format of an image", javaType = "String")
    public static final String IMAGE_OUTPUT_FORMAT = "CamelOpenAIImageOutputFormat";

    @Metadata(label = "producer", description = "Out: the model that answered", javaType = "String")
    public static final String RESPONSE_MODEL = "CamelOpenAIResponseModel";

    @Metadata(label = "producer", description = "Out: the answer's id", javaType = "String")
    public static final String RESPONSE_ID = "CamelOpenAIResponseId";

    @Metadata(label = "producer", description = "Out: why the model stopped, e.g. stop, length", javaType = "String")
    public static final String FINISH_REASON = "CamelOpenAIFinishReason";

    @Metadata(label = "producer", description = "Out: tokens that were read", javaType = "Long")
    public static final String PROMPT_TOKENS = "CamelOpenAIPromptTokens";

    @Metadata(label = "producer", description = "Out: tokens that were written", javaType = "Long")
    public static final String COMPLETION_TOKENS = "CamelOpenAICompletionTokens";

    @Metadata(label = "producer", description = "Out: tokens in all", javaType = "Long")
    public static final String TOTAL_TOKENS = "CamelOpenAITotalTokens";

    @Metadata(label = "producer", description = "Out: length of the sound in seconds", javaType = "Double")
    public static final String AUDIO_DURATION = "CamelOpenAIAudioDuration";

    @Metadata(label = "producer", description = "Out: the language that was heard", javaType = "String")
    public static final String AUDIO_DETECTED_LANGUAGE = "CamelOpenAIAudioDetectedLanguage";

    @Metadata(
            label = "producer",
            description = "Out: each word with its start and end in seconds. Camel's own component does not have it",
            javaType = "List<Map<String, Object>>")
    public static final String AUDIO_WORDS = "CamelOpenAIAudioWords";

    @Metadata(
            label = "producer",
            description = "Out: the prompt as the model understood it, of one image",
            javaType = "String")
    public static final String IMAGE_REVISED_PROMPT = "CamelOpenAIImageRevisedPrompt";

    /** Exchange property with the SDK's {@code ChatCompletion}, where {@code storeFullResponse} is set. */
    public static final String RESPONSE = "CamelOpenAIResponse";

    private OpenAIConstants() {}
}
