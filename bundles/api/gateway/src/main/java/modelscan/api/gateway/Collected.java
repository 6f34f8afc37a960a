package modelscan.api.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Part;
import modelscan.api.model.StreamEvent;

/**
 * A whole answer.
 *
 * <pre>{@code
 * Collected answer = gateway.handle(exchange).collect();
 * answer.text();    // the words of the first choice
 * answer.failure(); // what broke it, if anything did
 * }</pre>
 *
 * @param choices the choices of a chat by their index
 * @param events everything that is not said by the choices: media, vectors, ranks, hits …
 * @param receipt what it used and cost
 * @param failure what broke it
 */
public record Collected(Map<Integer, Choice> choices, List<StreamEvent> events, Receipt receipt,
        Optional<Failure> failure) {

    public Collected {
        choices = Map.copyOf(choices);
        events = List.copyOf(events);
    }

    /** The words of the first choice; empty if it has none. */
    public String text() {
        return Optional.ofNullable(choices.get(0)).map(Choice::text).orElse("");
    }

    /**
     * One choice of a chat.
     *
     * @param text its words
     * @param thinking what the model thought
     * @param refusal the words with which it declined
     * @param calls the tools it wants to run
     * @param finish why it ended; empty if it did not come to its end
     */
    public record Choice(String text, String thinking, String refusal, List<Part.ToolCall> calls,
            Optional<FinishReason> finish) {
        public Choice {
            calls = List.copyOf(calls);
        }
    }

    /** Pulls a reply to its end and closes it. */
    static Collected of(Reply reply) {
        try (reply) {
            Map<Integer, Draft> drafts = new TreeMap<>();
            List<StreamEvent> events = new ArrayList<>();
            List<Failure> failures = new ArrayList<>();
            reply.forEach(event -> sort(event, drafts, events, failures));
            Map<Integer, Choice> choices = new TreeMap<>();
            drafts.forEach((index, draft) -> choices.put(index, draft.choice()));
            return new Collected(choices, events, reply.receipt(), failures.stream().findFirst());
        }
    }

    private static void sort(StreamEvent event, Map<Integer, Draft> drafts, List<StreamEvent> events,
            List<Failure> failures) {
        switch (event) {
            case StreamEvent.TextDelta(int choice, String text) -> draft(drafts, choice).text.append(text);
            case StreamEvent.ThinkingDelta thought -> draft(drafts, thought.choice()).thinking.append(thought.text());
            case StreamEvent.RefusalDelta(int choice, String text) -> draft(drafts, choice).refusal.append(text);
            case StreamEvent.ToolCallStarted call -> draft(drafts, call.choice()).begin(call);
            case StreamEvent.ToolCallDelta more -> draft(drafts, more.choice()).add(more);
            case StreamEvent.Finished finished -> draft(drafts, finished.choice()).finish = Optional.of(finished.reason());
            case StreamEvent.Failed(Failure failure) -> failures.add(failure);
            case StreamEvent.Started _, StreamEvent.UsageReported _ -> { }
            case StreamEvent.Cited _, StreamEvent.MediaProduced _, StreamEvent.Embedded _, StreamEvent.Transcribed _,
                    StreamEvent.Ranked _, StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.JobChanged _ ->
                events.add(event);
        }
    }

    private static Draft draft(Map<Integer, Draft> drafts, int choice) {
        return drafts.computeIfAbsent(choice, _ -> new Draft());
    }

    private static final class Draft {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder thinking = new StringBuilder();
        private final StringBuilder refusal = new StringBuilder();
        private final Map<Integer, StreamEvent.ToolCallStarted> calls = new TreeMap<>();
        private final Map<Integer, StringBuilder> arguments = new TreeMap<>();
        private Optional<FinishReason> finish = Optional.empty();

        void begin(StreamEvent.ToolCallStarted call) {
            calls.put(call.position(), call);
            arguments.put(call.position(), new StringBuilder());
        }

        void add(StreamEvent.ToolCallDelta more) {
            StringBuilder known = arguments.get(more.position());
            if (known != null) {
                known.append(more.arguments());
            }
        }

        Choice choice() {
            List<Part.ToolCall> made = new ArrayList<>();
            calls.forEach((position, call) -> made.add(new Part.ToolCall(call.id(), call.name(),
                    arguments.get(position).toString(), call.signature())));
            return new Choice(text.toString(), thinking.toString(), refusal.toString(), made, finish);
        }
    }
}
