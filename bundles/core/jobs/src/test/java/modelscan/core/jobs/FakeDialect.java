package modelscan.core.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.api.model.Original;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;

/** A dialect for films; it answers with the words of the events, or its own frames as they are. */
record FakeDialect(String path) implements Dialect {
    @Override
    public List<Front> fronts() {
        return List.of(new Films(path));
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return Optional.empty();
    }

    private record Films(String path) implements Front {
        @Override
        public Route route() {
            return new Route("POST", path, "lines");
        }

        @Override
        public Inquiry read(Letter letter) {
            JsonNode json = Json.read(letter.body());
            String model = letter.variables().getOrDefault("model", json.path("model").asText());
            Original original = new Original() {
                @Override
                public String dialect() {
                    return "fake";
                }

                @Override
                public byte[] bytes() {
                    return letter.body();
                }
            };
            return Inquiry.written(Operation.VIDEO, model, json.path("stream").asBoolean(), original,
                    () -> new VideoRequest(model, json.path("prompt").asText(), List.of(), Optional.empty(),
                            Optional.empty(), Json.object()));
        }

        @Override
        public Writer writer(Inquiry inquiry) {
            return new Writer() {
                @Override
                public List<Frame> write(Piece piece) {
                    return List.of(piece.frame("fake").orElseGet(() -> Frame.of(piece.events().stream()
                            .map(StreamEvent::getClass).map(Class::getSimpleName).toList() + ";")));
                }

                @Override
                public List<Frame> end(Receipt receipt) {
                    return List.of(Frame.of("end of " + inquiry.model()));
                }

                @Override
                public Optional<String> mediaType() {
                    return Optional.of("text/fake");
                }
            };
        }

        @Override
        public byte[] failure(Failure failure) {
            return failure.message().getBytes();
        }
    }
}
