package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** What all lines of one answer have in common, and how long it took. */
final class Answer {
    private final Talk talk;
    private final InstantSource clock;
    private final Instant begun;
    private String model;
    private boolean wrote;
    private Optional<Instant> first = Optional.empty();

    Answer(Talk talk, String model, InstantSource clock) {
        this.talk = talk;
        this.model = model;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** An error, as the body of an answer or as a line of it. */
    static byte[] error(Failure failure) {
        return Json.write(Json.object().put("error", failure.message()));
    }

    /** The dialect of frames that may go through untouched. */
    String label() {
        return talk.label();
    }

    /** Takes over the provider's name of the model, unless something was written already. */
    void begin(StreamEvent.Started started) {
        if (!wrote && !started.model().isEmpty()) {
            model = started.model();
        }
    }

    /** The first piece of the answer is there. */
    void heard() {
        if (first.isEmpty()) {
            first = Optional.of(clock.instant());
        }
    }

    /** A line in which something is said. */
    byte[] line(String text, ObjectNode more) {
        return Json.write(talk.put(head(), text, more).put("done", false));
    }

    /** The last line, or the whole answer. */
    byte[] last(String text, ObjectNode more, FinishReason reason, Usage usage) {
        ObjectNode line = talk.put(head(), text, more).put("done", true).put("done_reason", FinishWords.write(reason));
        Instant end = clock.instant();
        Instant middle = first.orElse(end);
        line.put("total_duration", nanoseconds(begun, end));
        usage.count(Unit.INPUT).ifPresent(count -> line.put("prompt_eval_count", count));
        line.put("prompt_eval_duration", nanoseconds(begun, middle));
        usage.count(Unit.OUTPUT).ifPresent(count -> line.put("eval_count", count));
        return Json.write(line.put("eval_duration", nanoseconds(middle, end)));
    }

    private ObjectNode head() {
        wrote = true;
        return Json.object().put("model", model).put("created_at", clock.instant().toString());
    }

    // A clock that is set back must not give a negative time.
    private static long nanoseconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos());
    }
}
