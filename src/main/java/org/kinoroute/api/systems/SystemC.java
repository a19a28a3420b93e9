package org.kinoroute.api.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kinoroute.api.access.Visitor;
import org.kinoroute.video.Estimates;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Script;
import org.kinoroute.video.Unavailable;
import org.springframework.stereotype.Component;

/** The marketplace's video pipeline: pictures and details of a product in, an ad out. */
@Component("systemC")
public class SystemC {

    /** Seconds: what its clients were told, and what one takes. */
    private static final int USUAL_TIME = 60;

    private static final int MOST_IMAGES = 20;
    private static final double CHARACTERS_PER_SECOND = 15;
    private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+\\S+\\s*");
    /** A minus; what stands between letters is a hyphen. */
    private static final Pattern MINUS = Pattern.compile("(?<!\\p{L})[-\u2212]|[-\u2212](?!\\p{L})");

    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)?");

    private final Progress progress;

    SystemC(Progress progress) {
        this.progress = progress;
    }

    /**
     * Whether somebody has shown a token; which ones are good is not decided here. The pages of the dashboard, whose
     * visitor has logged in, say who they are in another way.
     */
    public boolean hasToken(String authorization, String requestedWith) {
        return authorization != null && BEARER.matcher(authorization).matches() || "kinoroute".equals(requestedWith);
    }

    public Answer unauthorized() {
        return error(401, "a token is needed: send the header Authorization: Bearer TOKEN", "authorization");
    }

    /** The details of a product for which a script alone is wanted, as the intake takes them. */
    public String product(String body, boolean hasModel) {
        ObjectNode asked = Asked.object(body);
        ObjectNode submission = details(asked);
        if (!hasModel) {
            throw new Unavailable(SystemB.NO_MODEL);
        }
        return submission.toString();
    }

    /**
     * An ad, as the intake takes it.
     *
     * @param body JSON, or null where the fields came one by one
     * @param parts that were uploaded; null: it came as JSON
     */
    public String submission(String body, Parts parts) {
        ObjectNode asked = parts == null ? Asked.object(body) : parts.fields();
        ObjectNode submission = details(asked);
        String voice = Asked.text(asked, "voice");
        if (voice != null) {
            submission.putObject("voices").put("narrator", voice);
        }
        String music = Asked.text(asked, "music");
        if (music != null) {
            submission.put("music", music);
        }
        ArrayNode images = Asked.object().putArray("images");
        if (parts == null) {
            embedded(asked.path("images"), images);
        } else {
            parts.files().keySet().forEach(images::add);
        }
        if (images.size() > MOST_IMAGES) {
            throw new FieldProblem(
                    "images", "images: %d are too many; %d at most".formatted(images.size(), MOST_IMAGES));
        } else if (!images.isEmpty()) {
            submission.set("images", images);
        }
        return submission.toString();
    }

    private static ObjectNode details(ObjectNode asked) {
        ObjectNode submission = Asked.object()
                .put("format", "product")
                .put("title", Asked.required(asked, "title"))
                .put("description", Asked.required(asked, "description"));
        String price = price(asked.path("price"));
        if (price != null) {
            submission.put("price", price);
        }
        String category = Asked.text(asked, "category");
        if (category != null) {
            submission.put("category", category);
        }
        return submission;
    }

    /** A number, or a text such as {@code €24.90}, which is shown as it is. */
    private static String price(JsonNode asked) {
        if (asked.isMissingNode() || asked.isNull()) {
            return null;
        } else if (!asked.isNumber() && !asked.isTextual()) {
            throw new FieldProblem("price", "price is neither a number nor a text");
        }
        String price = asked.isNumber()
                ? new BigDecimal(asked.asText()).toPlainString()
                : Asked.readable("price", asked.asText()).strip();
        if (isNegative(price)) {
            throw new FieldProblem("price", "price must not be negative");
        }
        return price.isEmpty() ? null : price;
    }

    private static boolean isNegative(String price) {
        if (NUMBER.matcher(price).matches()) {
            return new BigDecimal(price.replace(',', '.')).signum() < 0;
        }
        Matcher digit = DIGIT.matcher(price);
        return price.startsWith("-")
                || digit.find()
                        && MINUS.matcher(price.substring(0, digit.start())).find();
    }

    /** Base64, bare or as data URIs. */
    private static void embedded(JsonNode asked, ArrayNode images) {
        if (asked.isMissingNode() || asked.isNull()) {
            return;
        } else if (!asked.isArray()) {
            throw new FieldProblem("images", "images is no list");
        }
        for (JsonNode image : asked) {
            if (!image.isTextual() || image.asText().isBlank()) {
                throw new FieldProblem("images", "images: each must be base64, or a data URI");
            }
            String text = image.asText().strip();
            // What it is is found out by looking at it.
            images.add(text.startsWith("data:") ? text : "data:application/octet-stream;base64," + text);
        }
    }

    /** @param estimate of what the writing costs */
    public Answer script(Script script, Estimates.Estimate estimate) {
        String told = script.getTold().replace('\n', ' ');
        double cost = estimate.items().stream()
                .filter(item -> item.item().equals("script"))
                .mapToDouble(item -> item.price().doubleValue())
                .sum();
        return Answer.of(
                200,
                Answer.object(
                        "success",
                        true,
                        "script",
                        told,
                        "estimatedDuration",
                        Math.max(1, Math.round(told.length() / CHARACTERS_PER_SECOND)),
                        "wordCount",
                        told.isBlank() ? 0 : told.strip().split("\\s+").length,
                        "cost",
                        cost));
    }

    public Answer accepted(Object id) {
        return Answer.of(200, Answer.object("success", true, "jobId", id.toString(), "estimatedTime", USUAL_TIME));
    }

    /**
     * Ads are shown to everybody who knows their id; of other videos, callers are shown their own.
     *
     * @param caller who asks, or null: nobody knows
     * @param base of links that work from elsewhere
     */
    public Answer status(String id, Visitor caller, String base) {
        Progress.Standing video = Ids.id(id)
                .flatMap(progress::of)
                .filter(found -> found.isAd()
                        || caller != null && (caller.admin() || caller.owner().equals(found.owner())))
                .orElse(null);
        if (video == null) {
            return Answer.of(200, state("not_found", 0, null, null, null, null, 0, "There is no video with this id"));
        }
        return Answer.of(
                200,
                state(
                        walk(video),
                        (int) video.progress(),
                        PublicAddress.absolute(base, video.link("video.mp4")),
                        PublicAddress.absolute(base, video.link("thumbnail.jpg")),
                        progress.told(video.id()).orElse(null),
                        video.seconds() == null ? null : Math.round(video.seconds()),
                        video.cost(),
                        video.error()));
    }

    private static Map<String, Object> state(
            String status,
            int percent,
            String video,
            String thumbnail,
            String script,
            Long seconds,
            double cost,
            String error) {
        return Answer.object(
                "status",
                status,
                "progress",
                percent,
                "videoUrl",
                video,
                "thumbnailUrl",
                thumbnail,
                "script",
                script,
                "duration",
                seconds,
                "cost",
                cost,
                "error",
                error);
    }

    /** The steps that its clients know, one after the other; of those that are taken side by side the later one. */
    private String walk(Progress.Standing video) {
        return switch (video.status()) {
            case "completed" -> "complete";
            case "failed" -> "error";
            default -> {
                String stage = video.stage() == null ? "" : video.stage();
                yield switch (stage) {
                    case "", "queued" -> "queued";
                    case "script" -> "script";
                    case "assembly" -> "captions";
                    case "compose" -> progress.isUploading(video) ? "upload" : "render";
                    default -> video.assembled() ? "captions" : "audio";
                };
            }
        };
    }

    /**
     * An ad to be listed.
     *
     * @param price as JSON, or null
     */
    public record Ad(
            String title,
            String description,
            String price,
            String category,
            String videoUrl,
            String thumbnailUrl,
            String script) {}

    public Ad ad(String body) {
        ObjectNode asked = Asked.object(body);
        price(asked.path("price"));
        JsonNode price = asked.path("price");
        return new Ad(
                Asked.required(asked, "title"),
                Asked.text(asked, "description"),
                price.isMissingNode() || price.isNull() ? null : price.toString(),
                Asked.text(asked, "category"),
                link(asked, "videoUrl"),
                link(asked, "thumbnailUrl"),
                Asked.text(asked, "script"));
    }

    /** Pages show it as a link: it must not be a script. */
    private static String link(ObjectNode asked, String name) {
        String link = Asked.text(asked, name);
        if (link != null && !link.matches("(?i)(https?://|/)[^\\s\"'<>]*")) {
            throw new FieldProblem(name, name + " is no link; it begins with http:// or https://");
        }
        return link;
    }

    public Answer listed(Number id) {
        return Answer.of(200, Answer.object("success", true, "adId", id.longValue()));
    }

    /** @param count of ads that were struck out */
    public Answer unlisted(int count) {
        return count == 0
                ? error(404, "there is no such listing; GET /api/ads lists yours", null)
                : Answer.of(200, Answer.object("success", true));
    }

    /** @param rows of the table {@code listings} */
    public Answer ads(List<Map<String, Object>> rows) {
        return Answer.of(
                200,
                rows.stream()
                        .map(row -> Answer.object(
                                "id",
                                row.get("id"),
                                "userId",
                                row.get("owner"),
                                "title",
                                row.get("title"),
                                "description",
                                row.get("description"),
                                "price",
                                Asked.json((String) row.get("price")),
                                "category",
                                row.get("category"),
                                "videoUrl",
                                row.get("video_url"),
                                "thumbnailUrl",
                                row.get("thumbnail_url"),
                                "script",
                                row.get("script"),
                                "status",
                                row.get("status"),
                                "createdAt",
                                row.get("created")))
                        .toList());
    }

    public Answer failure(Throwable cause) {
        String field = Failures.field(cause);
        String words = Failures.words(cause);
        // The intake says which of several: images[2].
        String plain = field == null ? null : field.replaceFirst("\\[.*", "").replaceFirst("^voices.*", "voice");
        if (plain == null && Failures.status(cause) == 400) {
            plain = List.of("title", "description", "price", "category", "images", "voice", "music").stream()
                    .filter(name -> words.matches("(?s)(product: )?" + name + "\\b.*"))
                    .findFirst()
                    .orElse(null);
        }
        return error(Failures.status(cause), words, plain);
    }

    private static Answer error(int status, String words, String field) {
        return Answer.of(status, Marketplace.error(words, field));
    }
}
