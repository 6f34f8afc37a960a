package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** Vectors: {@code /embeddings}. */
final class EmbeddingForm implements Form {
    // Tokens instead of texts: whoever cannot count in the same tokens must not answer.
    private static final String TOKENS = "!input";
    private static final String PURPOSE = "input_type";
    private static final Set<String> KNOWN = Set.of("model", "input", "dimensions", PURPOSE);

    @Override
    public Operation operation() {
        return Operation.EMBEDDING;
    }

    @Override
    public String path() {
        return "/embeddings";
    }

    @Override
    public void check(Place request) {
        Place input = request.object().member("input")
                .orElseThrow(() -> request.wrong("input", "is missing: give a text or a list of texts"));
        if (!input.node().isTextual() && (!input.node().isArray() || input.node().isEmpty())) {
            throw input.refuse("must be a text or a list of texts");
        }
    }

    @Override
    public EmbeddingRequest read(Place request) {
        ObjectNode extra = Notes.begun(request, KNOWN);
        Place input = request.wanted("input");
        List<String> texts = new ArrayList<>();
        if (input.node().isTextual()) {
            Notes.in(extra).put("single", true);
            texts.add(input.text());
        } else if (input.node().path(0).isTextual()) {
            input.elements().forEach(each -> texts.add(each.text()));
        } else {
            extra.set(TOKENS, input.node());
        }
        Optional<String> purpose = request.member(PURPOSE).map(Place::text);
        purpose.ifPresent(_ -> Notes.in(extra).put(PURPOSE, true));
        return new EmbeddingRequest(request.wanted("model").text(), texts, request.member("dimensions").map(Place::count), purpose,
                extra);
    }

    @Override
    public void write(Request request, ObjectNode json, Losses losses) {
        EmbeddingRequest embedding = (EmbeddingRequest) request;
        JsonNode notes = Notes.of(embedding.extra());
        if (Notes.own(embedding.extra()) && embedding.extra().has(TOKENS)) {
            json.set("input", embedding.extra().get(TOKENS));
        } else if (notes.has("single") && embedding.inputs().size() == 1) {
            json.put("input", embedding.inputs().getFirst());
        } else {
            embedding.inputs().forEach(json.putArray("input")::add);
        }
        embedding.dimensions().ifPresent(dimensions -> json.put("dimensions", dimensions));
        embedding.purpose().ifPresent(purpose -> {
            if (notes.has(PURPOSE)) {
                json.put(PURPOSE, purpose);
            } else {
                losses.add("purpose", "OpenAI's protocol makes the same vectors for every purpose");
            }
        });
    }

    @Override
    public List<StreamEvent> events(JsonNode answer) {
        List<StreamEvent> events = new ArrayList<>();
        for (JsonNode item : FormReader.list(answer, "data", "vectors")) {
            events.add(new StreamEvent.Embedded(item.path("index").asInt(events.size()), values(item.path("embedding"))));
        }
        return events;
    }

    @Override
    public Usage usage(JsonNode answer) {
        Usage usage = UsageReading.of(answer.path("usage"));
        JsonNode total = answer.path("usage").path("total_tokens");
        // Some tell only the total, which is all input.
        return usage.amount(Unit.INPUT).isEmpty() && total.isIntegralNumber() && total.longValue() >= 0
                ? usage.with(Unit.INPUT, BigDecimal.valueOf(total.longValue())) : usage;
    }

    @Override
    public ObjectNode answer(Request request, Told told) {
        boolean base64 = Notes.also(request.extra(), "encoding_format").asText().equals("base64");
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        List<StreamEvent.Embedded> vectors = told.all(StreamEvent.Embedded.class);
        vectors.stream().sorted(Comparator.comparingInt(StreamEvent.Embedded::index)).forEach(vector -> {
            ObjectNode item = data.addObject().put("object", "embedding").put("index", vector.index());
            if (base64) {
                item.put("embedding", base64(vector.values()));
            } else {
                ArrayNode values = item.putArray("embedding");
                for (float value : vector.values()) {
                    values.add(value);
                }
            }
        });
        body.put("model", told.model());
        long input = told.usage().count(Unit.INPUT).orElse(0L);
        body.putObject("usage").put("prompt_tokens", input).put("total_tokens", input);
        return body;
    }

    private static String base64(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static float[] values(JsonNode vector) {
        if (vector.isTextual()) {
            return decoded(vector.textValue());
        }
        if (!vector.isArray()) {
            throw FormReader.garbage("a vector of the provider is no list");
        }
        float[] values = new float[vector.size()];
        for (int at = 0; at < values.length; at++) {
            if (!vector.get(at).isNumber()) {
                throw FormReader.garbage("a vector of the provider holds something that is no number");
            }
            values[at] = vector.get(at).floatValue();
        }
        return values;
    }

    private static float[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length % Float.BYTES != 0) {
                throw FormReader.garbage("a vector of the provider is cut short");
            }
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        } catch (IllegalArgumentException notBase64) {
            throw FormReader.garbage("a vector of the provider is no valid base64");
        }
    }
}
