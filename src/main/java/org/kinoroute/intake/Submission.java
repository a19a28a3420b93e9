package org.kinoroute.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What somebody asks for, as the API takes it; everything may be left out but what the format needs. Files are named:
 * by a path on the command line, by the name of an uploaded part or a data URI in the API.
 *
 * @param format {@code chat}, {@code explainer}, {@code product}, {@code story}, or one that was added; null: as the
 *     script says
 * @param title of the video
 * @param description of a product, or of the video
 * @param language BCP 47 tag
 * @param script a script or a list of messages; as a text: any of the forms that are read from a file
 * @param prompt what the video is to tell; needs a language model
 * @param sourceText that an explainer explains, or a story tells
 * @param price of a product, as it is shown
 * @param category of a product
 * @param tone of what is written
 * @param messages how many are written
 * @param duration seconds that what is written is to last
 * @param participants of a chat; the last one is "me"
 * @param me of a chat
 * @param voices by character, {@code [engine:]voice}, id of a voice mapping or key of a voice sample
 * @param theme of a chat, slides and cards
 * @param look of a chat's phone
 * @param style of generated images
 * @param keywords that generated images show
 * @param negativeKeywords that generated images do not show
 * @param images photos and clips of a product, pictures of a story, in order
 * @param background of a chat: name of the library, file, {@code random} or {@code none}
 * @param music name of the library, file, {@code random} or {@code none}
 * @param size {@code WIDTHxHEIGHT}
 * @param fps frames per second
 * @param layout {@code scroll} or {@code groups}
 * @param messagesPerGroup in {@code groups}
 * @param startBuffer seconds
 * @param endBuffer seconds
 * @param pause seconds
 * @param silence seconds
 * @param transition seconds
 * @param motion whether things move
 * @param captions name of a style, or {@code off}
 * @param seed of what is left to chance
 * @param budget that the video may cost at most
 * @param callbackUrl that is told what becomes of the video
 */
public record Submission(
        String format,
        String title,
        String description,
        String language,
        JsonNode script,
        String prompt,
        String sourceText,
        String price,
        String category,
        String tone,
        Integer messages,
        Double duration,
        List<String> participants,
        String me,
        Map<String, String> voices,
        String theme,
        String look,
        String style,
        List<String> keywords,
        List<String> negativeKeywords,
        List<String> images,
        String background,
        String music,
        String size,
        Integer fps,
        String layout,
        Integer messagesPerGroup,
        Double startBuffer,
        Double endBuffer,
        Double pause,
        Double silence,
        Double transition,
        Boolean motion,
        String captions,
        Long seed,
        Double budget,
        String callbackUrl) {}
