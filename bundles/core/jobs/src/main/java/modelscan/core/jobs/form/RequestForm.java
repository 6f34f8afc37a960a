package modelscan.core.jobs.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;

/**
 * A request in neutral words as JSON, for the kinds of work that providers do as jobs.
 *
 * <p>Going on with a job needs it: a descriptor chooses its way by what is asked.
 */
public final class RequestForm {
    private RequestForm() {
    }

    /** The request, if providers do such work as jobs; the bytes of its media are kept beside. */
    public static Optional<ObjectNode> write(Request request, Bytes bytes) {
        ObjectNode json = Json.object().put("operation", request.operation().word()).put("model", request.model());
        json.set("extra", request.extra());
        return switch (request) {
            case ImageRequest image -> {
                json.put("prompt", image.prompt()).put("size", image.size().orElse(null));
                image.count().ifPresent(count -> json.put("count", count));
                yield Optional.of(media(json, image.sources(), bytes));
            }
            case VideoRequest video -> {
                json.put("prompt", video.prompt()).put("size", video.size().orElse(null));
                json.put("length", video.length().map(Duration::toString).orElse(null));
                yield Optional.of(media(json, video.sources(), bytes));
            }
            case SpeechRequest speech -> {
                json.put("prompt", speech.text()).put("voice", speech.voice().orElse(null));
                json.put("format", speech.format().orElse(null)).put("speed", speech.speed().orElse(null));
                yield Optional.of(json);
            }
            case TranscriptionRequest heard -> {
                json.put("language", heard.language().orElse(null)).put("translate", heard.translate());
                yield Optional.of(media(json, List.of(heard.sound()), bytes));
            }
            case ChatRequest _, EmbeddingRequest _, RerankRequest _, ModerationRequest _, SearchRequest _ -> Optional.empty();
        };
    }

    /** Reads what {@link #write} wrote. */
    public static Request read(JsonNode json, Bytes bytes) {
        String model = json.path("model").asText();
        String prompt = json.path("prompt").asText();
        ObjectNode extra = json.path("extra") instanceof ObjectNode object ? object : Json.object();
        List<Media> media = new ArrayList<>();
        json.path("media").forEach(one -> media.add(MediaForm.read(one, bytes)));
        Optional<String> size = MediaForm.text(json, "size");
        return switch (Operation.of(json.path("operation").asText()).orElseThrow()) {
            case IMAGE -> new ImageRequest(model, prompt, media, size,
                    json.has("count") ? Optional.of(json.path("count").asInt()) : Optional.empty(), extra);
            case VIDEO -> new VideoRequest(model, prompt, media, MediaForm.text(json, "length").map(Duration::parse), size,
                    extra);
            case SPEECH -> new SpeechRequest(model, prompt, MediaForm.text(json, "voice"), MediaForm.text(json, "format"),
                    json.path("speed").isNumber() ? Optional.of(json.path("speed").asDouble()) : Optional.empty(), extra);
            case TRANSCRIPTION -> new TranscriptionRequest(model, media.getFirst(), MediaForm.text(json, "language"),
                    json.path("translate").asBoolean(), extra);
            case CHAT, EMBEDDING, RERANK, MODERATION, SEARCH, REALTIME ->
                throw new IllegalArgumentException("such requests are not kept");
        };
    }

    private static ObjectNode media(ObjectNode json, List<Media> media, Bytes bytes) {
        ArrayNode all = json.putArray("media");
        media.forEach(one -> all.add(MediaForm.write(one, bytes)));
        return json;
    }
}
