package modelscan.core.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** A dialect for tests: what is sent is the text, what comes back is text, and "END" ends it. */
final class PlainDialect implements Dialect, Back {
    @Override
    public List<Front> fronts() {
        return List.of();
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return operation == Operation.CHAT ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Order order(Exchange exchange) {
        String text = exchange.chat().messages().getLast().text();
        byte[] body = Json.write(Json.object().put("text", text).put("model", exchange.candidate().orElseThrow().model().id())
                .put("secretive", true));
        return Order.post("/chat", Map.of("content-type", "application/json"), body);
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new Lines();
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        ErrorCode code = status == 429 ? ErrorCode.RATE_LIMITED
                : status == 401 ? ErrorCode.PROVIDER_KEY_REFUSED : ErrorCode.PROVIDER_ERROR;
        Failure failure = Failure.of(code, "status " + status + ": " + new String(body, StandardCharsets.UTF_8)).status(status);
        String wait = headers.get("retry-after");
        return wait == null ? failure : failure.after(Duration.ofSeconds(Long.parseLong(wait)));
    }

    /** Lines of text. */
    static final class LineFraming implements Framing {
        @Override
        public Framing.Reader reader(InputStream bytes, int maximum) {
            return new Framing.Reader() {
                @Override
                public Optional<Frame> next() throws IOException {
                    StringBuilder line = new StringBuilder();
                    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
                        if (next == '\n') {
                            return Optional.of(Frame.of(line.toString()));
                        }
                        line.append((char) next);
                    }
                    return Optional.empty();
                }

                @Override
                public boolean ready() {
                    return false;
                }
            };
        }

        @Override
        public void write(Frame frame, OutputStream bytes) throws IOException {
            bytes.write((frame.text() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Lines implements Reader {
        private boolean complete;

        @Override
        public Optional<Piece> read(Frame frame) {
            complete = frame.whole() || frame.text().equals("END");
            if (frame.text().equals("END")) {
                return Optional.empty();
            }
            return Optional.of(Piece.framed("plain", frame, () -> List.of(new StreamEvent.TextDelta(0, frame.text()))));
        }

        @Override
        public boolean complete() {
            return complete;
        }

        @Override
        public Usage usage() {
            return Usage.NONE.with(Unit.OUTPUT, 1);
        }

        @Override
        public Optional<FinishReason> finish() {
            return complete ? Optional.of(FinishReason.STOP) : Optional.empty();
        }
    }
}
