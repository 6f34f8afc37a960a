package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.VideoRequest;

/**
 * Reads what a cassette asks: the body in OpenAI's form; what has no neutral word stays an extra field.
 *
 * <p>Pictures and sounds are links or data URLs: {@code file} of a transcription, {@code image} (one or a list) of pictures
 * and films. Beside OpenAI's words there are {@code purpose} of an embedding, {@code top_n} of a rerank, and
 * {@code max_results} and {@code domains} of a search.
 */
final class Asking {
    private final ObjectNode left;

    private Asking(ObjectNode left) {
        this.left = left;
    }

    static Inquiry of(ProviderLab lab, String provider, JsonNode ask) throws IOException {
        Operation operation = Operation.of(ask.path("operation").asText())
                .orElseThrow(() -> new IOException("'ask' names no operation: " + ask.path("operation")));
        if (!(ask.path("request") instanceof ObjectNode given)) {
            throw new IOException("'ask' has no request");
        }
        ObjectNode body = given.deepCopy();
        String model = body.path("model").asText();
        body.put("model", model.startsWith(provider + "/") ? model : provider + "/" + model);
        return operation == Operation.CHAT ? chat(lab, body) : Inquiry.of(new Asking(body).request(operation), false);
    }

    private static Inquiry chat(ProviderLab lab, ObjectNode body) throws IOException {
        Front front = lab.dialect("openai").map(Dialect::fronts).orElse(List.of()).stream()
                .filter(one -> one.route().path().endsWith("/chat/completions")).findFirst()
                .orElseThrow(() -> new IOException("no bundle speaks OpenAI's chat"));
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return front.read(new Front.Letter(Map.of(), Map.of("content-type", "application/json"), bytes));
    }

    private Request request(Operation operation) throws IOException {
        String model = text("model").orElse("");
        return switch (operation) {
            case SPEECH -> new SpeechRequest(model, text("input").orElse(""), text("voice"), text("response_format"),
                    take("speed").map(JsonNode::doubleValue), left);
            case TRANSCRIPTION -> new TranscriptionRequest(model, media("file").stream().findFirst()
                    .orElseThrow(() -> new IOException("'file' is missing")), text("language"),
                    take("translate").map(JsonNode::asBoolean).orElse(false), left);
            case IMAGE -> new ImageRequest(model, text("prompt").orElse(""), media("image"), text("size"), count("n"), left);
            case VIDEO -> new VideoRequest(model, text("prompt").orElse(""), media("image"),
                    take("seconds").map(seconds -> Duration.ofSeconds(seconds.asLong())), text("size"), left);
            case EMBEDDING -> new EmbeddingRequest(model, texts("input"), count("dimensions"), text("purpose"), left);
            case RERANK -> new RerankRequest(model, text("query").orElse(""), texts("documents"), count("top_n"), left);
            case SEARCH -> new SearchRequest(model, text("query").orElse(""), count("max_results"), texts("domains"), left);
            case MODERATION -> new ModerationRequest(model, texts("input").stream().<Part>map(Part.Text::new).toList(), left);
            case CHAT, REALTIME -> throw new IOException("a cassette cannot ask for " + operation.word());
        };
    }

    private Optional<JsonNode> take(String name) {
        return Optional.ofNullable(left.remove(name)).filter(value -> !value.isNull());
    }

    private Optional<String> text(String name) {
        return take(name).map(JsonNode::asText);
    }

    private Optional<Integer> count(String name) {
        return take(name).map(JsonNode::asInt);
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        take(name).ifPresent(value -> {
            if (value.isArray()) {
                value.forEach(one -> texts.add(one.asText()));
            } else {
                texts.add(value.asText());
            }
        });
        return texts;
    }

    private List<Media> media(String name) {
        return texts(name).stream().map(Asking::medium).toList();
    }

    private static Media medium(String text) {
        int comma = text.indexOf(";base64,");
        return text.startsWith("data:") && comma > 0
                ? new Media.Bytes(text.substring(5, comma), Base64.getDecoder().decode(text.substring(comma + 8)))
                : new Media.Link(URI.create(text), Optional.empty());
    }
}
