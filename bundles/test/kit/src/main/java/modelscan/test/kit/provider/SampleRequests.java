package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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

/** A request of each operation. */
final class SampleRequests {
    private static final byte[] SOUND = "ID3 scripted sound".getBytes(StandardCharsets.US_ASCII);

    private SampleRequests() {
    }

    static Inquiry of(Operation operation, String model) {
        return operation == Operation.CHAT ? Questions.plain(model, false) : Inquiry.of(request(operation, model), false);
    }

    private static Request request(Operation operation, String model) {
        ObjectNode extra = JsonNodeFactory.instance.objectNode();
        return switch (operation) {
            case CHAT, REALTIME -> throw new IllegalArgumentException(operation + " has no sample");
            case EMBEDDING -> new EmbeddingRequest(model, List.of("first", "second"), Optional.empty(), Optional.empty(), extra);
            case IMAGE -> new ImageRequest(model, "a red cube", List.of(), Optional.of("1024x1024"), Optional.of(1), extra);
            case SPEECH -> new SpeechRequest(model, "Grüße", Optional.of("alloy"), Optional.of("mp3"), Optional.empty(), extra);
            case TRANSCRIPTION -> new TranscriptionRequest(model, new Media.Bytes("audio/mpeg", SOUND), Optional.of("en"), false,
                    extra);
            case VIDEO -> new VideoRequest(model, "a red cube turns", List.of(), Optional.empty(), Optional.empty(), extra);
            case RERANK -> new RerankRequest(model, "fruit", List.of("a stone", "an apple"), Optional.of(2), extra);
            case MODERATION -> new ModerationRequest(model, List.of(new Part.Text("be nice")), extra);
            case SEARCH -> new SearchRequest(model, "red cubes", Optional.of(2), List.of(), extra);
        };
    }
}
