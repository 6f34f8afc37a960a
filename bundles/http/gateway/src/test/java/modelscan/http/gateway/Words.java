package modelscan.http.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;

/** The smallest dialect: a body is a model's name, with {@code !} in front when the answer is to be streamed. */
final class Words implements Dialect, Front {
    static final String LINES = "text/event-stream";

    /** A front before a gateway that answers like this. */
    static Target before(Function<Exchange, Reply> answer) {
        Words words = new Words();
        Held<FrontTarget.Media> lines = Held.always(new FrontTarget.Media(LINES, new Lines()));
        return new FrontTarget(words, Held.always(words), new FrontTarget.Services(Held.always(gateway(answer)),
                name -> name.equals("lines") ? Optional.of(lines) : Optional.empty()));
    }

    static Gateway gateway(Function<Exchange, Reply> answer) {
        return new Gateway() {
            @Override
            public Reply handle(Exchange exchange) {
                return answer.apply(exchange);
            }

            @Override
            public List<Stand> stages() {
                return List.of();
            }
        };
    }

    @Override
    public List<Front> fronts() {
        return List.of(this);
    }

    @Override
    public Optional<Back> back(Operation operation) {
        return Optional.empty();
    }

    @Override
    public Route route() {
        return new Route("POST", "/words/{who}", "lines");
    }

    @Override
    public Inquiry read(Letter letter) {
        String text = new String(letter.body(), UTF_8);
        if (text.isEmpty()) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "say something"));
        }
        boolean stream = text.startsWith("!");
        return Inquiry.of(ChatRequest.of(stream ? text.substring(1) : text, Message.user("hi")), stream);
    }

    @Override
    public byte[] failure(Failure failure) {
        return ("words: " + failure.message()).getBytes(UTF_8);
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        return inquiry.stream() ? new Streamed() : new Gathered();
    }

    private static String text(StreamEvent event) {
        return switch (event) {
            case StreamEvent.TextDelta(int _, String text) -> text;
            case StreamEvent.Failed(Failure failure) -> "failed: " + failure.message();
            default -> event.toString();
        };
    }

    private static final class Streamed implements Writer {
        @Override
        public List<Frame> write(Piece piece) {
            return piece.events().stream().map(event -> Frame.of(text(event))).toList();
        }

        @Override
        public List<Frame> end(Receipt receipt) {
            return List.of(Frame.of("end"));
        }
    }

    private static final class Gathered implements Writer {
        private final List<String> texts = new ArrayList<>();

        @Override
        public List<Frame> write(Piece piece) {
            piece.events().forEach(event -> texts.add(text(event)));
            return List.of();
        }

        @Override
        public List<Frame> end(Receipt receipt) {
            return List.of(Frame.whole(String.join("|", texts).getBytes(UTF_8)));
        }
    }

    /** One frame a line. */
    static final class Lines implements Framing {
        @Override
        public Reader reader(InputStream bytes, int maximum) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(Frame frame, OutputStream bytes) throws IOException {
            bytes.write(frame.data());
            bytes.write('\n');
        }
    }
}
