package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.json.JsonBytes;

/**
 * Writes a streamed answer, as events or as one array; steps of a provider of this protocol go through as they are.
 *
 * <p>How candidates end is told by one last message, so that it can tell of usage too, as clients expect it.
 */
final class StreamWriter implements Front.Writer {
    private static final byte[] OPEN = {'['};
    private static final byte[] NEXT = {',', '\r', '\n'};
    private static final Frame CLOSE = Frame.of("]");
    private static final Frame EMPTY = Frame.of("[]");

    private final Answer answer;
    private final boolean events;
    private final SortedMap<Integer, Ending> endings = new TreeMap<>();
    private boolean begun;
    private boolean passed;
    private boolean broken;
    private Usage usage = Usage.NONE;

    StreamWriter(Answer answer, boolean events) {
        this.answer = answer;
        this.events = events;
    }

    @Override
    public Optional<String> framing() {
        return events ? Optional.empty() : Optional.of("jsonarray");
    }

    @Override
    public Optional<String> mediaType() {
        return events ? Optional.empty() : Optional.of("application/json");
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (broken) {
            return List.of();
        }
        Optional<Failure> failure = piece.failure();
        if (failure.isPresent()) {
            return failed(failure.get());
        }
        Optional<Frame> frame = piece.frame(Gemini.NAME);
        if (frame.isPresent()) {
            passed = true;
            return List.of(pass(frame.get()));
        }
        List<Frame> frames = new ArrayList<>(piece.events().size());
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure late)) {
                frames.addAll(failed(late));
                return frames;
            }
            write(event, frames);
        }
        return frames;
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (broken || receipt.failure().isPresent()) {
            return List.of();
        }
        List<Frame> frames = new ArrayList<>(2);
        ArrayNode candidates = Json.array();
        endings.forEach((index, ending) -> candidates.add(ending.candidate(index, Json.array())));
        Usage total = usage.unknown() && !passed ? receipt.usage() : usage;
        if (!candidates.isEmpty() || !total.unknown()) {
            frames.add(step(Json.write(answer.message(candidates, total))));
        }
        if (!events) {
            frames.add(begun ? CLOSE : EMPTY);
        }
        return frames;
    }

    // Clients read one line of data for each event; a whole answer is written over many.
    private Frame pass(Frame frame) {
        byte[] line = events ? JsonBytes.oneLine(frame.data()) : frame.data();
        return events && line == frame.data() && !frame.whole() ? frame : step(line);
    }

    private Frame step(byte[] data) {
        if (events) {
            return Frame.of(data);
        }
        byte[] before = begun ? NEXT : OPEN;
        begun = true;
        byte[] joined = new byte[before.length + data.length];
        System.arraycopy(before, 0, joined, 0, before.length);
        System.arraycopy(data, 0, joined, before.length, data.length);
        return Frame.of(joined);
    }

    private void write(StreamEvent event, List<Frame> frames) {
        switch (event) {
            case StreamEvent.Started started -> answer.begin(started);
            case StreamEvent.UsageReported(Usage told) -> usage = told;
            case StreamEvent.TextDelta(int index, String text) -> add(index, Parts.text(text), frames);
            case StreamEvent.RefusalDelta(int index, String text) -> add(index, Parts.text(text), frames);
            case StreamEvent.ThinkingDelta thought -> add(thought.choice(), Parts.thought(thought), frames);
            case StreamEvent.MediaProduced made -> add(made.index(), Medias.shown(made.media()), frames);
            case StreamEvent.ToolCallStarted call -> at(call.choice()).call(call);
            case StreamEvent.ToolCallDelta more -> at(more.choice()).arguments(more);
            case StreamEvent.Cited cited -> at(cited.choice()).source(cited);
            case StreamEvent.Finished finished -> at(finished.choice()).finish(finished);
            case StreamEvent.Failed _, StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _,
                    StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    private void add(int index, ObjectNode part, List<Frame> frames) {
        frames.add(step(Json.write(answer.step(index, part))));
    }

    private Ending at(int index) {
        return endings.computeIfAbsent(index, _ -> new Ending());
    }

    // The array is closed, or its reader could not read the error in it.
    private List<Frame> failed(Failure failure) {
        broken = true;
        Frame error = step(ErrorWriting.bytes(failure));
        return events ? List.of(error) : List.of(error, CLOSE);
    }
}
