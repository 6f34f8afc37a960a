package modelscan.test.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.model.Operation;
import modelscan.stream.ndjson.JsonLines;
import modelscan.stream.sse.ServerSentEvents;
import modelscan.wire.anthropic.Anthropic;
import modelscan.wire.gemini.Gemini;
import modelscan.wire.ollama.Ollama;
import modelscan.wire.responses.Responses;

/** A dialect, how its streams come, and short requests of which a front takes those it can. */
final class Tongue {
    static final Tongue ANTHROPIC = new Tongue(new Anthropic(), new ServerSentEvents(), List.of(
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
            "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"));
    static final Tongue GEMINI = new Tongue(new Gemini(), new ServerSentEvents(), List.of(
            "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}",
            "{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"requests\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}]}"));
    static final Tongue OLLAMA = new Tongue(new Ollama(), new JsonLines(), List.of(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"prompt\":\"x\",\"input\":\"x\"}",
            "{\"model\":\"m\",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"prompt\":\"x\"}"));
    static final Tongue RESPONSES = new Tongue(new Responses(), new ServerSentEvents(), List.of(
            "{\"model\":\"m\",\"input\":\"x\"}", "{\"model\":\"m\",\"input\":\"x\",\"stream\":true}"));
    static final List<Tongue> ALL = List.of(ANTHROPIC, GEMINI, OLLAMA, RESPONSES);

    // Gemini's fronts are there twice, below two addresses.
    private static final String AGAIN = "/v1/models/";

    private final Dialect dialect;
    private final Framing framing;
    private final List<Asked> samples;

    private Tongue(Dialect dialect, Framing framing, List<String> samples) {
        this.dialect = dialect;
        this.framing = framing;
        this.samples = samples.stream().flatMap(sample -> asked(sample.getBytes(StandardCharsets.UTF_8)).stream()).toList();
    }

    /** A front and something asked at it. */
    record Asked(Front front, Inquiry inquiry) {
        Exchange exchange() {
            Model model = Model.unknown("m", inquiry.operation());
            return Exchange.of("r", inquiry).to(new Candidate("acme", model), 1);
        }
    }

    /** What its fronts make of this body. */
    List<Asked> asked(byte[] body) {
        List<Asked> asked = new ArrayList<>();
        for (Front front : dialect.fronts()) {
            if (front.route().path().startsWith(AGAIN)) {
                continue;
            }
            Front.Letter letter = new Front.Letter(Map.of("model", "m"), Map.of(), Map.of(), body);
            Trial.of(() -> front.read(letter)).ifPresent(inquiry -> asked.add(new Asked(front, inquiry)));
        }
        return asked;
    }

    /** Every short request at every front that takes it. */
    List<Asked> asked() {
        return samples;
    }

    Framing framing() {
        return framing;
    }

    Optional<Back> back(Operation operation) {
        return dialect.back(operation);
    }
}
