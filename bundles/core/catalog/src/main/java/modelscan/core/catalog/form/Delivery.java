package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.net.Patience;
import modelscan.base.net.UpstreamAnswer;

/** Turns the last answer into events, some at a time; media come in the pieces in which they arrive. */
final class Delivery implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    private final Form.Reading reading;
    private final AnswerReading answers;
    private final Lookup lookup;
    private final Line line;
    private final Optional<Addresses> sources;
    private final Deque<StreamEvent> waiting = new ArrayDeque<>();
    private Usage usage = Usage.NONE;
    private volatile Optional<Flow> flow = Optional.empty();
    private boolean over;

    private record Flow(int index, String type, UpstreamAnswer answer, InputStream bytes) {
    }

    Delivery(Form.Reading reading, AnswerReading answers, Lookup lookup, Line line, Optional<Addresses> sources) {
        this.reading = reading;
        this.answers = answers;
        this.lookup = lookup;
        this.line = line;
        this.sources = sources;
    }

    /** Whether the body of this answer is itself the medium. */
    boolean flows(UpstreamAnswer answer) {
        return reading.answer().isBody() && MediaKinds.isMedium(Told.type(answer.header("content-type").orElse("")));
    }

    /** Begins with an answer whose body is the medium. */
    void begin(UpstreamAnswer answer, List<JsonNode> earlier) {
        count(earlier, answer.headers());
        flow = Optional.of(flow(0, answers.type(), answer));
    }

    /** Begins with an answer that was read. */
    void begin(Told told, JsonNode json, List<JsonNode> earlier) {
        List<JsonNode> all = new ArrayList<>(List.of(json));
        all.addAll(earlier);
        count(all, told.headers());
        waiting.addAll(answers.read(json));
    }

    /** The next events; empty at the end. */
    List<StreamEvent> next() {
        while (!over) {
            if (flow.isPresent()) {
                Optional<StreamEvent> piece = piece(flow.get());
                if (piece.isPresent()) {
                    return List.of(piece.get());
                }
            } else if (waiting.isEmpty()) {
                return end();
            } else if (waiting.peek() instanceof StreamEvent.MediaProduced(int index, Media.Link link, Optional<String> _)
                    && sources.flatMap(hosts -> hosts.trusted(link.uri().toString())).isPresent() && fetched(index, link)) {
                waiting.remove();
            } else {
                return List.of(waiting.remove());
            }
        }
        return List.of();
    }

    @Override
    public void close() {
        flow.ifPresent(running -> running.answer.close());
    }

    private void count(List<JsonNode> told, Map<String, String> headers) {
        usage = reading.usage().map(place -> place.read(told, headers, lookup)).orElse(Usage.NONE);
    }

    private List<StreamEvent> end() {
        over = true;
        StreamEvent finished = new StreamEvent.Finished(0, FinishReason.STOP, "");
        return usage.unknown() ? List.of(finished) : List.of(new StreamEvent.UsageReported(usage), finished);
    }

    // A link that cannot be fetched is still a link that the caller may fetch.
    private boolean fetched(int index, Media.Link link) {
        try {
            UpstreamAnswer answer = line.open(new Calling.Errand("GET", link.uri().toString(), Map.of(), new byte[0],
                    Patience.usual(), false));
            if (!Told.good(answer.status())) {
                answer.close();
                return false;
            }
            flow = Optional.of(flow(index, link.mediaType().orElse(""), answer));
            return true;
        } catch (FailureException unreached) {
            if (unreached.failure().code() == ErrorCode.CANCELLED) {
                throw unreached;
            }
            return false;
        }
    }

    private static Flow flow(int index, String usual, UpstreamAnswer answer) {
        String told = Told.type(answer.header("content-type").orElse(""));
        boolean vague = told.isEmpty() || told.endsWith("octet-stream");
        String type = vague && !usual.isEmpty() ? usual : vague ? "application/octet-stream" : told;
        return new Flow(index, type, answer, answer.body());
    }

    private Optional<StreamEvent> piece(Flow running) {
        try {
            byte[] buffer = new byte[PIECE];
            int read = running.bytes.read(buffer);
            if (read >= 0) {
                return Optional.of(new StreamEvent.MediaProduced(running.index,
                        new Media.Bytes(running.type, Arrays.copyOf(buffer, read)), Optional.empty()));
            }
            running.answer.close();
            flow = Optional.empty();
            return Optional.empty();
        } catch (IOException cut) {
            throw new FailureException(Failure.of(ErrorCode.STREAM_CUT, "the provider's answer broke off"));
        }
    }
}
