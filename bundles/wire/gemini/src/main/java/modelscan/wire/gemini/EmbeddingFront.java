package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;

/** Clients that ask {@code :embedContent} or {@code :batchEmbedContents}. */
final class EmbeddingFront implements Front {
    private static final Set<String> KNOWN = Set.of("model", "content", "taskType", "outputDimensionality");

    private final Route route;
    private final Method method;

    EmbeddingFront(String prefix, Method method) {
        this.route = new Route("POST", prefix + method.suffix(), "sse");
        this.method = method;
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Inquiry read(Letter letter) {
        ChatFront.checkMediaType(letter);
        Asked asked = Asked.of(letter, method);
        String model = ChatFront.model(letter);
        String wanted = method == Method.EMBED ? "content" : "requests";
        if (!asked.outline().has(wanted)) {
            Place.root(Json.object()).wanted(wanted);
        }
        return Inquiry.written(Operation.EMBEDDING, model, false, asked,
                () -> request(model, method, Place.root(asked.outline().tree())));
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        return new EmbeddingWriter(Asked.of(inquiry, method).method());
    }

    @Override
    public byte[] failure(Failure failure) {
        return ErrorWriting.bytes(failure);
    }

    // Neutral words have one length and one purpose for all: the first one's.
    private static EmbeddingRequest request(String model, Method method, Place body) {
        List<Place> requests = method == Method.EMBED ? List.of(body) : body.wanted("requests").elements();
        ObjectNode extra = method == Method.EMBED ? Json.object() : body.others(Set.of("requests", "model"));
        extra.putObject(Notes.KEY);
        List<String> inputs = new ArrayList<>();
        for (Place request : requests) {
            inputs.add(text(request.object().wanted("content").object(), extra));
            request.others(KNOWN).properties().forEach(other -> extra.set(other.getKey(), other.getValue()));
        }
        Optional<Place> first = requests.stream().findFirst();
        return new EmbeddingRequest(model, inputs,
                first.flatMap(request -> request.member("outputDimensionality")).map(Place::count),
                first.flatMap(request -> request.member("taskType")).map(Place::text)
                        .filter(word -> !word.endsWith("UNSPECIFIED")).map(Purposes::read), extra);
    }

    private static String text(Place content, ObjectNode extra) {
        StringBuilder text = new StringBuilder();
        for (Place part : content.wanted("parts").elements()) {
            text.append(part.object().member("text").map(Place::text).orElse(""));
            part.others(Set.of("text")).fieldNames().forEachRemaining(name -> extra.put(Notes.PARTS + name, true));
        }
        return text.toString();
    }
}
