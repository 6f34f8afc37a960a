package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.VideoRequest;

/** What a cassette asks, as a request; what has no neutral word stays an extra field. */
record AskedInJson(ObjectNode left) {
    static Request of(Operation operation, JsonNode asked) {
        return new AskedInJson((ObjectNode) asked.deepCopy()).request(operation);
    }

    private Request request(Operation operation) {
        String model = text("model").orElseThrow();
        return switch (operation) {
            case SPEECH -> new SpeechRequest(model, text("input").orElseThrow(), text("voice"), text("response_format"),
                    take("speed").map(JsonNode::doubleValue), left);
            case TRANSCRIPTION -> new TranscriptionRequest(model, media("file").getFirst(), text("language"),
                    take("translate").map(JsonNode::asBoolean).orElse(false), left);
            case IMAGE -> new ImageRequest(model, text("prompt").orElseThrow(), media("image"), text("size"), count("n"), left);
            case VIDEO -> new VideoRequest(model, text("prompt").orElseThrow(), media("image"),
                    count("seconds").map(Duration::ofSeconds), text("size"), left);
            case EMBEDDING -> new EmbeddingRequest(model, texts("input"), count("dimensions"), text("purpose"), left);
            case RERANK -> new RerankRequest(model, text("query").orElseThrow(), texts("documents"), count("top_n"), left);
            case SEARCH -> new SearchRequest(model, text("query").orElseThrow(), count("max_results"), texts("domains"), left);
            case CHAT, MODERATION, REALTIME -> throw new IllegalArgumentException("no form is recorded for " + operation);
        };
    }

    private Optional<JsonNode> take(String name) {
        return Optional.ofNullable(left.remove(name));
    }

    private Optional<String> text(String name) {
        return take(name).map(JsonNode::asText);
    }

    private Optional<Integer> count(String name) {
        return take(name).map(JsonNode::intValue);
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        take(name).ifPresent(value -> {
            if (value.isArray()) {
                value.forEach(each -> texts.add(each.asText()));
            } else {
                texts.add(value.asText());
            }
        });
        return texts;
    }

    private List<Media> media(String name) {
        return texts(name).stream().map(AskedInJson::medium).toList();
    }

    private static Media medium(String text) {
        int comma = text.indexOf(";base64,");
        return text.startsWith("data:")
                ? new Media.Bytes(text.substring(5, comma), Base64.getDecoder().decode(text.substring(comma + 8)))
                : new Media.Link(URI.create(text), Optional.empty());
    }
}
