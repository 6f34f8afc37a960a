package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;

/** The neutral words of a request by the names that templates use. */
final class NeutralValues {
    private NeutralValues() {
    }

    /** The value of a name; empty if the request does not say. */
    static Optional<JsonNode> of(Request request, String name) {
        return switch (request) {
            case SpeechRequest speech -> of(speech, name);
            case TranscriptionRequest transcription -> of(transcription, name);
            case ImageRequest image -> switch (name) {
                case "prompt" -> text(image.prompt());
                case "count" -> image.count().map(IntNode::valueOf);
                default -> picture(image.size(), image.sources(), name);
            };
            case VideoRequest video -> switch (name) {
                case "prompt" -> text(video.prompt());
                case "length" -> video.length().map(NeutralValues::seconds);
                default -> picture(video.size(), video.sources(), name);
            };
            case EmbeddingRequest embedding -> of(embedding, name);
            case RerankRequest rerank -> switch (name) {
                case "query" -> text(rerank.query());
                case "documents" -> texts(rerank.documents());
                case "limit" -> rerank.limit().map(IntNode::valueOf);
                default -> Optional.empty();
            };
            case SearchRequest search -> switch (name) {
                case "query" -> text(search.query());
                case "limit" -> search.limit().map(IntNode::valueOf);
                case "domains" -> texts(search.domains());
                default -> Optional.empty();
            };
            case ModerationRequest moderation -> of(moderation, name);
            case ChatRequest _ -> Optional.empty();
        };
    }

    /** The first picture or the sound of a request. */
    static Optional<Media> medium(Request request) {
        return switch (request) {
            case TranscriptionRequest transcription -> Optional.of(transcription.sound());
            case ImageRequest image -> image.sources().stream().findFirst();
            case VideoRequest video -> video.sources().stream().findFirst();
            case SpeechRequest _, EmbeddingRequest _, RerankRequest _, SearchRequest _, ModerationRequest _, ChatRequest _ ->
                Optional.empty();
        };
    }

    private static Optional<JsonNode> of(SpeechRequest speech, String name) {
        return switch (name) {
            case "text" -> text(speech.text());
            case "text.length" -> Optional.of(IntNode.valueOf(speech.text().codePointCount(0, speech.text().length())));
            case "voice" -> speech.voice().map(TextNode::valueOf);
            case "format" -> speech.format().map(TextNode::valueOf);
            case "speed" -> speech.speed().map(DoubleNode::valueOf);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> of(TranscriptionRequest transcription, String name) {
        return switch (name) {
            case "language" -> transcription.language().map(TextNode::valueOf);
            case "translate" -> transcription.translate() ? Optional.of(BooleanNode.TRUE) : Optional.empty();
            case "sound" -> MediaValues.of(transcription.sound(), "");
            default -> name.startsWith("sound.")
                    ? MediaValues.of(transcription.sound(), name.substring("sound.".length())) : Optional.empty();
        };
    }

    private static Optional<JsonNode> of(EmbeddingRequest embedding, String name) {
        return switch (name) {
            case "inputs" -> texts(embedding.inputs());
            case "input" -> embedding.inputs().stream().findFirst().map(TextNode::valueOf);
            case "dimensions" -> embedding.dimensions().map(IntNode::valueOf);
            case "purpose" -> embedding.purpose().map(TextNode::valueOf);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> of(ModerationRequest moderation, String name) {
        List<String> texts = moderation.inputs().stream()
                .flatMap(part -> part instanceof Part.Text(String text) ? Stream.of(text) : Stream.empty())
                .toList();
        return switch (name) {
            case "inputs" -> texts(texts);
            case "text" -> {
                StringJoiner joined = new StringJoiner("\n");
                texts.forEach(joined::add);
                yield texts.isEmpty() ? Optional.empty() : text(joined.toString());
            }
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> picture(Optional<String> size, List<Media> sources, String name) {
        return switch (name) {
            case "size", "width", "height", "ratio" -> size.flatMap(text -> new PictureSize(text).value(name));
            case "sources" -> {
                ArrayNode all = Json.array();
                sources.forEach(source -> MediaValues.of(source, "").ifPresent(all::add));
                yield all.isEmpty() ? Optional.empty() : Optional.of(all);
            }
            case "source" -> sources.stream().findFirst().flatMap(first -> MediaValues.of(first, ""));
            default -> !name.startsWith("source.") ? Optional.empty() : sources.stream().findFirst()
                    .flatMap(first -> MediaValues.of(first, name.substring("source.".length())));
        };
    }

    private static JsonNode seconds(Duration length) {
        return IntNode.valueOf(Math.clamp(length.plusMillis(999).toSeconds(), 0, Integer.MAX_VALUE));
    }

    private static Optional<JsonNode> text(String text) {
        return Optional.of(TextNode.valueOf(text));
    }

    private static Optional<JsonNode> texts(List<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array.isEmpty() ? Optional.empty() : Optional.of(array);
    }
}
