package modelscan.core.catalog.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Message;
import modelscan.api.model.Role;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** A small dialect of lines: id, text, error, and an end. */
final class PlainLines implements Back {
    @Override
    public Order order(Exchange exchange) {
        StringBuilder prompt = new StringBuilder();
        Map<String, String> values = new HashMap<>();
        for (Message message : exchange.chat().messages()) {
            if (message.role() == Role.SYSTEM) {
                values.put("system", message.text());
            } else {
                prompt.append(message.role()).append(':').append(message.text()).append('\n');
            }
        }
        exchange.chat().reasoning().flatMap(wish -> wish.effort()).ifPresent(effort -> values.put("effort", effort));
        return new Order("RUN", "", values, prompt.toString().getBytes(StandardCharsets.UTF_8), List.of("seed: unknown"));
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new Steps();
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return Failure.of(ErrorCode.PROVIDER_ERROR, (status + " " + new String(body, StandardCharsets.UTF_8)).strip());
    }

    private static final class Steps implements Reader {
        private boolean ended;

        @Override
        public Optional<Piece> read(Frame frame) {
            if (frame.event().equals(Frame.END)) {
                return Optional.empty();
            }
            JsonNode line = Json.read(frame.data());
            if (line.has("error")) {
                return Optional.of(Piece.failed(Failure.of(ErrorCode.PROVIDER_ERROR, line.path("error").asText())));
            }
            ended = line.has("end");
            return ended ? Optional.of(Piece.of(new StreamEvent.Finished(0, FinishReason.STOP, "end")))
                    : line.has("id") ? Optional.of(Piece.of(new StreamEvent.Started(line.path("id").asText(), "m")))
                    : Optional.of(Piece.of(new StreamEvent.TextDelta(0, line.path("text").asText())));
        }

        @Override
        public boolean complete() {
            return ended;
        }

        @Override
        public Usage usage() {
            return ended ? Usage.NONE.with(Unit.OUTPUT, 1) : Usage.NONE;
        }

        @Override
        public Optional<FinishReason> finish() {
            return ended ? Optional.of(FinishReason.STOP) : Optional.empty();
        }
    }
}
