package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** Writes an answer that is not streamed: a provider's own as it is, everything else collected. */
final class WholeWriter implements Front.Writer {
    private static final Pattern LOGPROBS = Pattern.compile("\"logprobs\"\\s*:\\s*\\{");

    private final Answer answer;
    private final SortedMap<Integer, Collected> choices = new TreeMap<>();
    private Usage usage = Usage.NONE;
    private boolean done;

    WholeWriter(Answer answer) {
        this.answer = answer;
    }

    @Override
    public List<Frame> write(Piece piece) {
        if (done) {
            return List.of();
        }
        Optional<Failure> failure = piece.failure();
        if (failure.isPresent()) {
            return ended(ErrorWriting.bytes(failure.get()));
        }
        Optional<Frame> frame = piece.frame(OpenAi.NAME);
        if (frame.isPresent() && frame.get().whole()) {
            done = true;
            return List.of(frame.get());
        }
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Failed(Failure late)) {
                return ended(ErrorWriting.bytes(late));
            }
            collect(event);
        }
        frame.ifPresent(this::logprobs);
        return List.of();
    }

    @Override
    public List<Frame> end(Receipt receipt) {
        if (done) {
            return List.of();
        }
        if (receipt.failure().isPresent()) {
            return ended(ErrorWriting.bytes(receipt.failure().get()));
        }
        ArrayNode written = Json.array();
        choices.forEach((index, choice) -> written.add(choice.json(index)));
        return ended(Json.write(answer.whole(written, usage.unknown() ? receipt.usage() : usage)));
    }

    private List<Frame> ended(byte[] body) {
        done = true;
        return List.of(Frame.whole(body));
    }

    private void collect(StreamEvent event) {
        switch (event) {
            case StreamEvent.Started started -> answer.begin(started);
            case StreamEvent.UsageReported(Usage told) -> usage = told;
            case StreamEvent.TextDelta(int choice, String text) -> at(choice).text(text);
            case StreamEvent.RefusalDelta(int choice, String text) -> at(choice).refusal(text);
            case StreamEvent.ThinkingDelta thought -> at(thought.choice()).thinking(thought);
            case StreamEvent.ToolCallStarted call -> at(call.choice()).call(call);
            case StreamEvent.ToolCallDelta more -> at(more.choice()).arguments(more);
            case StreamEvent.MediaProduced media -> at(media.index()).media(media);
            case StreamEvent.Finished finished -> at(finished.choice()).finish(finished.reason());
            case StreamEvent.Cited cited -> at(cited.choice()).cited(cited);
            case StreamEvent.Failed _, StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _,
                    StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    // Only this protocol tells of probabilities, so they never become events.
    private void logprobs(Frame chunk) {
        if (!LOGPROBS.matcher(chunk.text()).find()) {
            return;
        }
        try {
            for (JsonNode choice : Json.read(chunk.data()).path("choices")) {
                at(Assembly.index(choice)).logprobs(choice.path("logprobs"));
            }
        } catch (FailureException notJson) {
            return;
        }
    }

    private Collected at(int choice) {
        return choices.computeIfAbsent(choice, _ -> new Collected());
    }
}
