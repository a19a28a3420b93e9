package org.kinoroute.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.images.ImageGenerateParams;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** {@code image-generation}: a description in, pictures out. */
final class ImageOperation implements Operation {

    @Override
    public void process(Call call) {
        OpenAIConfiguration options = call.options();
        String prompt = call.text(call.option(OpenAIConstants.IMAGE_PROMPT, options.getImagePrompt()));
        if (prompt == null) {
            throw new IllegalArgumentException("openai:image-generation needs a prompt: give the option imagePrompt,"
                    + " the header " + OpenAIConstants.IMAGE_PROMPT + " or a text in the body");
        }
        ImageGenerateParams.Builder params = ImageGenerateParams.builder()
                .model(call.required(
                        call.option(OpenAIConstants.IMAGE_MODEL, options.getImageModel()),
                        "imageModel",
                        OpenAIConstants.IMAGE_MODEL))
                .prompt(prompt);
        Optional.ofNullable(call.option(OpenAIConstants.IMAGE_COUNT, options.getImageCount(), Integer.class))
                .ifPresent(params::n);
        Optional.ofNullable(call.option(OpenAIConstants.IMAGE_SIZE, options.getImageSize()))
                .map(ImageGenerateParams.Size::of)
                .ifPresent(params::size);
        Optional.ofNullable(call.option(OpenAIConstants.IMAGE_QUALITY, options.getImageQuality()))
                .map(ImageGenerateParams.Quality::of)
                .ifPresent(params::quality);
        Optional.ofNullable(call.option(OpenAIConstants.IMAGE_RESPONSE_FORMAT, options.getImageResponseFormat()))
                .map(ImageGenerateParams.ResponseFormat::of)
                .ifPresent(params::responseFormat);
        Optional.ofNullable(call.option(OpenAIConstants.IMAGE_BACKGROUND, options.getImageBackground()))
                .map(ImageGenerateParams.Background::of)
                .ifPresent(params::background);
        Optional.ofNullable(call.option(OpenAIConstants.IMAGE_OUTPUT_FORMAT, options.getImageOutputFormat()))
                .map(ImageGenerateParams.OutputFormat::of)
                .ifPresent(params::outputFormat);
        params.additionalBodyProperties(call.bodyProperties());

        JsonNode data = call.ask(() -> call.client().images().withRawResponse().generate(params.build()))
                .json()
                .path("data");
        List<Object> images = new ArrayList<>();
        data.forEach(image -> images.add(image(call, image)));
        if (images.isEmpty()) {
            throw call.failures().useless("without any image", true);
        }
        boolean one = images.size() == 1;
        call.message().setBody(one ? images.get(0) : images);
        call.tell(Exchange.CONTENT_TYPE, images.get(0) instanceof byte[] bytes ? type(bytes) : null);
        call.tell(
                OpenAIConstants.IMAGE_REVISED_PROMPT,
                one ? data.path(0).path("revised_prompt").textValue() : null);
    }

    /** The picture itself, or where it lies. */
    private static Object image(Call call, JsonNode image) {
        String url = image.path("url").asText("");
        String base64 =
                image.path("b64_json").isTextual() ? image.path("b64_json").asText() : "";
        if (base64.isEmpty() && url.startsWith("data:")) {
            base64 = url;
        }
        if (!base64.isEmpty()) {
            return decode(call, base64.startsWith("data:") ? base64.substring(base64.indexOf(',') + 1) : base64);
        }
        if (url.isEmpty() || image.path("url").isNull()) {
            throw call.failures().useless("with an image that is neither base64 nor a URL", true);
        }
        return url;
    }

    private static byte[] decode(Call call, String base64) {
        try {
            // Some servers break it into lines; anything else that does not belong there is an error.
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw call.failures().useless("with an image whose base64 is broken", true);
        }
    }

    private static String type(byte[] image) {
        String start = new String(image, 0, Math.min(image.length, 12), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8")) {
            return "image/jpeg";
        }
        return start.startsWith("WEBP", 8) ? "image/webp" : "image/png";
    }
}
