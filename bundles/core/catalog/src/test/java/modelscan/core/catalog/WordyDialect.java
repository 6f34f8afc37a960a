package modelscan.core.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Operation;
import modelscan.api.model.Original;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** A dialect that has no word for top_k, and reads sound. */
final class WordyDialect implements Dialect, Back {
    private final List<Optional<Original>> originals = new ArrayList<>();

    /** The originals of all exchanges. */
    List<Optional<Original>> originals() {
        return originals;
    }

    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return Optional.of(this);
    }

    @Override
    public Order order(Exchange exchange) {
        originals.add(exchange.inquiry().original());
        var body = Json.object().put("model", exchange.candidate().orElseThrow().model().id());
        exchange.chat().reasoning().flatMap(reasoning -> reasoning.effort()).ifPresent(effort -> body.put("effort", effort));
        return new Order("POST", "/chat", Map.of("content-type", "application/json"), Json.write(body),
                List.of("top_k: wordy has no such word"));
    }

    @Override
    public boolean reads(String mediaType) {
        return Back.super.reads(mediaType) || mediaType.startsWith("audio/");
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new Echo();
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return Failure.of(ErrorCode.PROVIDER_ERROR, status + " " + new String(body, StandardCharsets.UTF_8)).status(status);
    }

    private static final class Echo implements Back.Reader {
        private boolean complete;

        @Override
        public Optional<Piece> read(Frame frame) {
            complete = frame.whole() || frame.event().equals(Frame.END);
            return Optional.of(Piece.of(new StreamEvent.TextDelta(0, frame.type() + ":" + frame.event() + frame.text())));
        }

        @Override
        public boolean complete() {
            return complete;
        }

        @Override
        public Usage usage() {
            return Usage.NONE;
        }

        @Override
        public Optional<FinishReason> finish() {
            return Optional.empty();
        }
    }
}
