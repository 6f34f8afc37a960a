package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.RetryAfter;

/** Speaks to a provider by a form of which one call is all. */
public final class FormBack implements Back {
    private final Form form;
    private final RetryAfter retryAfter;

    /** A form, and the clock that tells how far away a date is. */
    public FormBack(Form form, InstantSource clock) {
        this.form = form;
        this.retryAfter = new RetryAfter(clock);
    }

    @Override
    public Order order(Exchange exchange) {
        Values values = Values.of(exchange);
        Form.Way way = form.way(values);
        Call.Letter letter = way.call().write(values, values);
        return new Order(letter.method(), letter.address(), letter.headers(), letter.body(), losses(way, values));
    }

    @Override
    public Back.Reader reader(Exchange exchange) {
        Values values = Values.of(exchange);
        Form.Way way = form.way(values);
        return new Reader(way.reading(), answers(way, values), values);
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        ErrorBody error = ErrorBody.of(body);
        Failure failure = ErrorMeaning.failure(status, error);
        return retryAfter.in(status, headers, error::delay).map(failure::after).orElse(failure);
    }

    @Override
    public boolean reads(String mediaType) {
        return Back.super.reads(mediaType)
                || MediaKinds.isMedium(mediaType) && form.ways().stream().anyMatch(way -> way.reading().answer().isBody());
    }

    /** What of the request has no place in this way; a name that decides the way or the upload counts as said. */
    static List<String> losses(Form.Way way, Values values) {
        Set<String> more = new HashSet<>();
        more.addAll(way.when().names());
        way.upload().ifPresent(upload -> upload.when().ifPresent(more::add));
        return way.call().losses(values, more);
    }

    /** How the answer of this way is read. */
    AnswerReading answers(Form.Way way, Lookup values) {
        String type = way.reading().answer() instanceof Answer.Media media
                ? media.type().flatMap(phrase -> phrase.text(values)).orElse("") : "";
        return new AnswerReading(way.reading().answer(), form.operation(), type);
    }

    private static final class Reader implements Back.Reader {
        private final Form.Reading reading;
        private final AnswerReading answers;
        private final Values values;
        private Usage usage = Usage.NONE;
        private boolean complete;

        Reader(Form.Reading reading, AnswerReading answers, Values values) {
            this.reading = reading;
            this.answers = answers;
            this.values = values;
        }

        @Override
        public Optional<Piece> read(Frame frame) {
            if (frame.event().equals(Frame.END)) {
                return Optional.of(ended(List.of(), List.of()));
            }
            if (!frame.whole() && MediaKinds.isMedium(frame.type())) {
                return frame.data().length == 0 ? Optional.empty() : Optional.of(Piece.of(new StreamEvent.MediaProduced(0,
                        new Media.Bytes(type(frame), frame.data()), Optional.empty())));
            }
            JsonNode json = new Told(200, Map.of("content-type", frame.type()), frame.data()).json();
            Optional<Failure> error = reading.error().flatMap(mark -> mark.in(json));
            return Optional.of(error.isPresent() ? Piece.failed(error.get()) : ended(answers.read(json), List.of(json)));
        }

        @Override
        public boolean complete() {
            return complete;
        }

        @Override
        public Usage usage() {
            return usage;
        }

        @Override
        public Optional<FinishReason> finish() {
            return complete ? Optional.of(FinishReason.STOP) : Optional.empty();
        }

        private String type(Frame frame) {
            return frame.type().endsWith("octet-stream") && !answers.type().isEmpty() ? answers.type() : frame.type();
        }

        private Piece ended(List<StreamEvent> events, List<JsonNode> told) {
            complete = true;
            usage = reading.usage().map(place -> place.read(told, Map.of(), values)).orElse(Usage.NONE);
            List<StreamEvent> all = new ArrayList<>(events);
            if (!usage.unknown()) {
                all.add(new StreamEvent.UsageReported(usage));
            }
            all.add(new StreamEvent.Finished(0, FinishReason.STOP, ""));
            return Piece.of(all);
        }
    }
}
