package org.kinoroute.openai;

import java.util.Map;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of an endpoint. Each may be given by a message too: {@link OpenAIConstants}. */
@UriParams
public class OpenAIConfiguration {

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "Key of the server. Without it the component's, then the environment variable OPENAI_API_KEY; a server of one's own needs none.")
    private String apiKey;

    @UriParam(
            description =
                    "Base URL of the server, up to and with /v1. Without it the component's, then the environment variable OPENAI_BASE_URL, then OpenAI's own.")
    private String baseUrl;

    @UriParam(
            defaultValue = "0",
            description = "Milliseconds that one attempt may take. 0: the SDK's default, 10 minutes.")
    private long requestTimeout;

    @UriParam(
            defaultValue = "2",
            description =
                    "Further attempts of the SDK after a failed one (408, 409, 429, 5xx, no connection), with pauses as the server asks for. 0 where the route retries by itself.")
    private int maxRetries = 2;

    @UriParam(
            prefix = "additionalHeader.",
            multiValue = true,
            secret = true,
            description = "Further HTTP headers of every request, e.g. additionalHeader.OpenAI-Organization=acme.")
    private Map<String, Object> additionalHeader = Map.of();

    @UriParam(
            prefix = "additionalBodyProperty.",
            multiValue = true,
            description =
                    "Further fields of the request's body, e.g. additionalBodyProperty.seed=7. Values are read as JSON where they are JSON, else taken as text.")
    private Map<String, Object> additionalBodyProperty = Map.of();

    @UriParam(description = "Model of a chat; required for chat-completion, here or at the component.")
    private String model;

    @UriParam(description = "Temperature of a chat, 0 to 2.")
    private Double temperature;

    @UriParam(description = "Nucleus sampling of a chat, 0 to 1.")
    private Double topP;

    @UriParam(description = "Most tokens that a chat may write.")
    private Integer maxTokens;

    @UriParam(description = "What the user says. Without it the message's body.")
    @Metadata(largeInput = true)
    private String userMessage;

    @UriParam(description = "System message, before all others.")
    @Metadata(largeInput = true)
    private String systemMessage;

    @UriParam(description = "Developer message, before the user's.")
    @Metadata(largeInput = true)
    private String developerMessage;

    @UriParam(
            description =
                    "JSON Schema that the answer keeps to: as text, or a resource such as classpath:answer.schema.json. The header takes text alone.")
    @Metadata(supportFileReference = true, largeInput = true, inputLanguage = "json")
    private String jsonSchema;

    @UriParam(description = "Fully qualified name of a class; the answer is JSON of its shape. Beats jsonSchema.")
    private String outputClass;

    @UriParam(
            defaultValue = "false",
            description =
                    "The body becomes an iterator of the SDK's ChatCompletionChunk, which come as the model writes.")
    private boolean streaming;

    @UriParam(
            defaultValue = "false",
            description = "Keep the SDK's whole answer of a chat in the exchange property CamelOpenAIResponse.")
    private boolean storeFullResponse;

    @UriParam(description = "Model of speech; required for audio-speech.")
    private String speechModel;

    @UriParam(defaultValue = "alloy", description = "Voice of speech.")
    private String speechVoice = "alloy";

    @UriParam(enums = "mp3,opus,aac,flac,wav,pcm", defaultValue = "mp3", description = "Audio format of speech.")
    private String speechResponseFormat = "mp3";

    @UriParam(description = "Speed of speech, 0.25 to 4; 1 is normal.")
    private Double speechSpeed;

    @UriParam(description = "How the text is to be spoken.")
    @Metadata(largeInput = true)
    private String speechInstructions;

    @UriParam(description = "Model of a transcription; required for audio-transcription.")
    private String audioModel;

    @UriParam(description = "Language of the sound, ISO 639-1, e.g. pt.")
    private String audioLanguage;

    @UriParam(description = "Text that guides a transcription: style, names.")
    @Metadata(largeInput = true)
    private String audioPrompt;

    @UriParam(
            enums = "json,text,srt,verbose_json,vtt",
            defaultValue = "json",
            description = "Format of a transcription; only verbose_json has times, duration and language.")
    private String audioResponseFormat = "json";

    @UriParam(description = "Temperature of a transcription, 0 to 1.")
    private Double audioTemperature;

    @UriParam(description = "What is timed, with verbose_json: word, segment, or both with a comma.")
    private String audioTimestampGranularities;

    @UriParam(description = "Model of images; required for image-generation.")
    private String imageModel;

    @UriParam(description = "What the image shows. Without it the message's body.")
    @Metadata(largeInput = true)
    private String imagePrompt;

    @UriParam(description = "Size of an image, e.g. 1024x1024; which ones there are, the model says.")
    private String imageSize;

    @UriParam(
            enums = "auto,high,medium,low,hd,standard",
            description = "Quality of an image; which ones there are, the model says.")
    private String imageQuality;

    @UriParam(
            enums = "url,b64_json",
            description = "How images are handed over. Only sent where it is set, for newer servers refuse it.")
    private String imageResponseFormat;

    @UriParam(description = "How many images, 1 to 10.")
    private Integer imageCount;

    @UriParam(enums = "transparent,opaque,auto", description = "Background of an image.")
    private String imageBackground;

    @UriParam(enums = "png,jpeg,webp", description = "File format of an image.")
    private String imageOutputFormat;

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public Map<String, Object> getAdditionalHeader() {
        return additionalHeader;
    }

    public void setAdditionalHeader(Map<String, Object> additionalHeader) {
        this.additionalHeader = additionalHeader;
    }

    public Map<String, Object> getAdditionalBodyProperty() {
        return additionalBodyProperty;
    }

    public void setAdditionalBodyProperty(Map<String, Object> additionalBodyProperty) {
        this.additionalBodyProperty = additionalBodyProperty;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public Double getTemperature() {
        return temperature;
    }

    public void setTemperature(Double temperature) {
        this.temperature = temperature;
    }

    public Double getTopP() {
        return topP;
    }

    public void setTopP(Double topP) {
        this.topP = topP;
    }

    public Integer getMaxTokens() {
        return maxTokens;
    }

    public void setMaxTokens(Integer maxTokens) {
        this.maxTokens = maxTokens;
    }

    public String getUserMessage() {
        return userMessage;
    }

    public void setUserMessage(String userMessage) {
        this.userMessage = userMessage;
    }

    public String getSystemMessage() {
        return systemMessage;
    }

    public void setSystemMessage(String systemMessage) {
        this.systemMessage = systemMessage;
    }

    public String getDeveloperMessage() {
        return developerMessage;
    }

    public void setDeveloperMessage(String developerMessage) {
        this.developerMessage = developerMessage;
    }

    public String getJsonSchema() {
        return jsonSchema;
    }

    public void setJsonSchema(String jsonSchema) {
        this.jsonSchema = jsonSchema;
    }

    public String getOutputClass() {
        return outputClass;
    }

    public void setOutputClass(String outputClass) {
        this.outputClass = outputClass;
    }

    public boolean isStreaming() {
        return streaming;
    }

    public void setStreaming(boolean streaming) {
        this.streaming = streaming;
    }

    public boolean isStoreFullResponse() {
        return storeFullResponse;
    }

    public void setStoreFullResponse(boolean storeFullResponse) {
        this.storeFullResponse = storeFullResponse;
    }

    public String getSpeechModel() {
        return speechModel;
    }

    public void setSpeechModel(String speechModel) {
        this.speechModel = speechModel;
    }

    public String getSpeechVoice() {
        return speechVoice;
    }

    public void setSpeechVoice(String speechVoice) {
        this.speechVoice = speechVoice;
    }

    public String getSpeechResponseFormat() {
        return speechResponseFormat;
    }

    public void setSpeechResponseFormat(String speechResponseFormat) {
        this.speechResponseFormat = speechResponseFormat;
    }

    public Double getSpeechSpeed() {
        return speechSpeed;
    }

    public void setSpeechSpeed(Double speechSpeed) {
        this.speechSpeed = speechSpeed;
    }

    public String getSpeechInstructions() {
        return speechInstructions;
    }

    public void setSpeechInstructions(String speechInstructions) {
        this.speechInstructions = speechInstructions;
    }

    public String getAudioModel() {
        return audioModel;
    }

    public void setAudioModel(String audioModel) {
        this.audioModel = audioModel;
    }

    public String getAudioLanguage() {
        return audioLanguage;
    }

    public void setAudioLanguage(String audioLanguage) {
        this.audioLanguage = audioLanguage;
    }

    public String getAudioPrompt() {
        return audioPrompt;
    }

    public void setAudioPrompt(String audioPrompt) {
        this.audioPrompt = audioPrompt;
    }

    public String getAudioResponseFormat() {
        return audioResponseFormat;
    }

    public void setAudioResponseFormat(String audioResponseFormat) {
        this.audioResponseFormat = audioResponseFormat;
    }

    public Double getAudioTemperature() {
        return audioTemperature;
    }

    public void setAudioTemperature(Double audioTemperature) {
        this.audioTemperature = audioTemperature;
    }

    public String getAudioTimestampGranularities() {
        return audioTimestampGranularities;
    }

    public void setAudioTimestampGranularities(String audioTimestampGranularities) {
        this.audioTimestampGranularities = audioTimestampGranularities;
    }

    public String getImageModel() {
        return imageModel;
    }

    public void setImageModel(String imageModel) {
        this.imageModel = imageModel;
    }

    public String getImagePrompt() {
        return imagePrompt;
    }

    public void setImagePrompt(String imagePrompt) {
        this.imagePrompt = imagePrompt;
    }

    public String getImageSize() {
        return imageSize;
    }

    public void setImageSize(String imageSize) {
        this.imageSize = imageSize;
    }

    public String getImageQuality() {
        return imageQuality;
    }

    public void setImageQuality(String imageQuality) {
        this.imageQuality = imageQuality;
    }

    public String getImageResponseFormat() {
        return imageResponseFormat;
    }

    public void setImageResponseFormat(String imageResponseFormat) {
        this.imageResponseFormat = imageResponseFormat;
    }

    public Integer getImageCount() {
        return imageCount;
    }

    public void setImageCount(Integer imageCount) {
        this.imageCount = imageCount;
    }

    public String getImageBackground() {
        return imageBackground;
    }

    public void setImageBackground(String imageBackground) {
        this.imageBackground = imageBackground;
    }

    public String getImageOutputFormat() {
        return imageOutputFormat;
    }

    public void setImageOutputFormat(String imageOutputFormat) {
        this.imageOutputFormat = imageOutputFormat;
    }
}
