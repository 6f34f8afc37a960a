package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/**
 * What one candidate can only tell at its end: its calls, each in one part, its sources and its reason.
 *
 * <p>A call whose arguments are no object is not called: the message of the end has its words, as Google does it.
 */
final class Ending {
    private final SortedMap<Integer, Call> calls = new TreeMap<>();
    private final List<StreamEvent.Cited> sources = new ArrayList<>();
    private Optional<StreamEvent.Finished> finished = Optional.empty();

    private record Call(StreamEvent.ToolCallStarted begin, StringBuilder arguments) {
    }

    void call(StreamEvent.ToolCallStarted begin) {
        calls.put(begin.position(), new Call(begin, new StringBuilder()));
    }

    void arguments(StreamEvent.ToolCallDelta more) {
        Call call = calls.get(more.position());
        if (call != null) {
            call.arguments.append(more.arguments());
        }
    }

    void source(StreamEvent.Cited cited) {
        sources.add(cited);
    }

    void finish(StreamEvent.Finished finished) {
        this.finished = Optional.of(finished);
    }

    /** Adds the rest of a candidate to the parts that are there. */
    ObjectNode candidate(int index, ArrayNode parts) {
        StringBuilder malformed = new StringBuilder();
        calls.values().forEach(call -> write(call, parts, malformed));
        ObjectNode candidate = Json.object();
        if (!parts.isEmpty()) {
            candidate.putObject("content").put("role", "model").set("parts", parts);
        }
        finished.ifPresent(end -> {
            String word = FinishWords.write(end.reason(), end.word());
            boolean broken = !malformed.isEmpty() && end.reason() != FinishReason.LENGTH;
            candidate.put("finishReason", broken ? "MALFORMED_FUNCTION_CALL" : word);
        });
        if (!malformed.isEmpty()) {
            candidate.put("finishMessage", "Malformed function call: " + malformed);
        }
        candidate.put("index", index);
        if (!sources.isEmpty()) {
            candidate.set("groundingMetadata", grounding());
        }
        return candidate;
    }

    private static void write(Call call, ArrayNode parts, StringBuilder malformed) {
        Optional<JsonNode> arguments = arguments(call.arguments.toString());
        if (arguments.isEmpty()) {
            malformed.append(malformed.isEmpty() ? "" : "; ").append(call.begin.name()).append('(')
                    .append(call.arguments).append(')');
            return;
        }
        ObjectNode part = parts.addObject();
        part.putObject("functionCall").put("id", call.begin.id()).put("name", call.begin.name())
                .set("args", arguments.get());
        call.begin.signature().map((Seal seal) -> Seals.signed(seal))
                .ifPresent(signature -> part.put("thoughtSignature", signature));
    }

    private static Optional<JsonNode> arguments(String text) {
        if (text.isBlank()) {
            return Optional.of(Json.object());
        }
        try {
            return Optional.of(Json.read(text)).filter(JsonNode::isObject);
        } catch (FailureException notJson) {
            return Optional.empty();
        }
    }

    private ObjectNode grounding() {
        ObjectNode grounding = Json.object();
        ArrayNode chunks = grounding.putArray("groundingChunks");
        for (StreamEvent.Cited cited : sources) {
            int number = chunks.size();
            chunks.addObject().putObject("web").put("uri", cited.url()).put("title", cited.title());
            cited.quote().ifPresent(quote -> {
                ObjectNode support = grounding.withArrayProperty("groundingSupports").addObject();
                support.putObject("segment").put("text", quote);
                support.putArray("groundingChunkIndices").add(number);
            });
        }
        return grounding;
    }
}
