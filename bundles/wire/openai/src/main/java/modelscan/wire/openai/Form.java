package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.wire.Place;

/** The words of an operation beside chat whose request and answer are each one JSON message. */
interface Form {
    /** What is asked for. */
    Operation operation();

    /** The address below {@code /v1} of clients, and below the base address of providers. */
    String path();

    /** Refuses a request that lacks what it needs, naming it and a way out. */
    void check(Place request);

    /** A request in neutral words. */
    Request read(Place request);

    /** Writes the neutral words of a request. */
    void write(Request request, ObjectNode json, Losses losses);

    /** The events of an answer; a failure if it is none. */
    List<StreamEvent> events(JsonNode answer);

    /** What an answer tells of usage. */
    default Usage usage(JsonNode answer) {
        return UsageReading.of(answer.path("usage"));
    }

    /** The answer to a request, from everything that was told. */
    ObjectNode answer(Request request, Told told);

    /** What was told of an answer. */
    record Told(String model, List<StreamEvent> events, Usage usage, long second) {
        /** The events of a kind. */
        <E extends StreamEvent> List<E> all(Class<E> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }
}
