package modelscan.wire.jsonlines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.wire.Complaint;

/**
 * Reads the lines of one run.
 *
 * <p>The run is complete when a line says so, or when something was said and the program ends with status 0.
 */
final class EventReader implements Back.Reader {
    private final String provider;
    private boolean begun;
    private boolean said;
    private boolean broken;
    private Usage usage = Usage.NONE;
    private Optional<FinishReason> finish = Optional.empty();

    EventReader(String provider) {
        this.provider = provider;
    }

    @Override
    public Optional<Piece> read(Frame frame) {
        if (broken || complete()) {
            return Optional.empty();
        }
        List<StreamEvent> events = new ArrayList<>();
        if (frame.event().equals(Frame.END)) {
            if (said && frame.text().equals("0")) {
                end(FinishReason.STOP, "exit", events);
            }
        } else {
            Line line;
            try {
                line = new Line(Json.read(frame.data()));
            } catch (FailureException noise) {
                return Optional.empty();
            }
            Optional<String> error = line.error();
            if (error.isPresent()) {
                broken = true;
                return Optional.of(Piece.failed(Complaint.of(error.get()).failure(line.status()).by(provider)));
            }
            line(line, events);
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(Piece.of(events));
    }

    private void line(Line line, List<StreamEvent> events) {
        begin(line, events);
        String thought = line.thought();
        if (!thought.isEmpty()) {
            events.add(new StreamEvent.ThinkingDelta(0, thought, Optional.empty(), Optional.empty()));
        }
        String text = line.text();
        // A summary of what was said in steps is not said twice.
        if (!text.isEmpty() && !(said && line.last())) {
            events.add(new StreamEvent.TextDelta(0, said && line.message() ? "\n\n" + text : text));
            said = true;
        }
        Usage told = line.usage();
        if (!told.unknown()) {
            usage = told;
            events.add(new StreamEvent.UsageReported(usage));
        }
        line.finish().ifPresent(word -> end(FinishWords.read(word), word, events));
    }

    private void begin(Line line, List<StreamEvent> events) {
        Optional<String> session = line.session();
        if (!begun && session.isPresent()) {
            begun = true;
            events.add(new StreamEvent.Started(session.get(), line.model()));
        }
    }

    private void end(FinishReason reason, String word, List<StreamEvent> events) {
        finish = Optional.of(reason);
        events.add(new StreamEvent.Finished(0, reason, word));
    }

    @Override
    public boolean complete() {
        return finish.isPresent();
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public Optional<FinishReason> finish() {
        return finish;
    }
}
