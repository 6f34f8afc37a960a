package modelscan.test.roundtrip;

import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.model.Media;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;

/** What an answer says, feature by feature. */
final class Said {
    /** A feature of an answer. */
    enum Feature {
        ID("its id"), MODEL("the model's name"), TEXT("words"), SECOND("words of a second choice"), THOUGHT("thoughts"),
        SEAL("thoughts, signature or seal"), CALL_SEAL("tool calls, signature"), CALL("tool calls, in order"),
        CALL_ID("tool calls, id"), REFUSAL("refusal"), SOURCE("sources, address"), SOURCE_TITLE("sources, title"),
        QUOTE("sources, quote"), PICTURE("pictures"), STOP("end: said all"), LENGTH("end: limit reached"),
        TOOL_CALLS("end: waits for tools"), CONTENT_FILTER("end: content filter"), DECLINED("end: declined"),
        INPUT("tokens in"), CACHE_READ("tokens from the cache"), CACHE_WRITE("tokens into the cache"),
        OUTPUT("tokens out"), REASONING("tokens of thoughts"), FAILURE("failure on the way");

        private final String label;

        Feature(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private final Map<Feature, List<String>> values = new EnumMap<>(Feature.class);
    private final Map<Integer, StringBuilder> text = new TreeMap<>();
    private final Map<Integer, StringBuilder> arguments = new TreeMap<>();
    private final Map<Integer, StreamEvent.ToolCallStarted> calls = new TreeMap<>();
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();

    private Said() {
    }

    static Map<Feature, List<String>> of(List<StreamEvent> events) {
        Said said = new Said();
        events.forEach(said::add);
        said.finish();
        return said.values;
    }

    private void add(StreamEvent event) {
        switch (event) {
            case StreamEvent.Started(String id, String model) -> {
                note(Feature.ID, id);
                note(Feature.MODEL, model);
            }
            case StreamEvent.TextDelta(int choice, String words) ->
                    text.computeIfAbsent(choice, _ -> new StringBuilder()).append(words);
            case StreamEvent.ThinkingDelta(int _, String words, Optional<Seal> signature, Optional<Seal> sealedText) -> {
                thought.append(words);
                signature.ifPresent(seal -> note(Feature.SEAL, seal.value()));
                sealedText.ifPresent(seal -> note(Feature.SEAL, seal.value()));
            }
            case StreamEvent.RefusalDelta(int _, String words) -> refusal.append(words);
            case StreamEvent.ToolCallStarted call -> {
                calls.put(call.position(), call);
                call.signature().ifPresent(seal -> note(Feature.CALL_SEAL, seal.value()));
            }
            case StreamEvent.ToolCallDelta(int _, int position, String more) ->
                    arguments.computeIfAbsent(position, _ -> new StringBuilder()).append(more);
            case StreamEvent.Cited(int _, String url, String title, Optional<String> quote) -> {
                note(Feature.SOURCE, url);
                note(Feature.SOURCE_TITLE, title);
                note(Feature.QUOTE, quote.orElse(""));
            }
            case StreamEvent.MediaProduced(int _, Media media, Optional<String> _) -> note(Feature.PICTURE,
                    media instanceof Media.Bytes(String _, byte[] data) ? Base64.getEncoder().encodeToString(data) : "");
            case StreamEvent.Finished finished -> end(finished);
            case StreamEvent.UsageReported(var usage) -> usage.amounts().forEach((unit, amount) -> used(unit, amount.toString()));
            case StreamEvent.Failed(var failure) -> note(Feature.FAILURE, failure.code().toString());
            case StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _, StreamEvent.Moderated _,
                    StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    private void end(StreamEvent.Finished finished) {
        if (finished.choice() == 0) {
            switch (finished.reason()) {
                case STOP -> note(Feature.STOP, "x");
                case LENGTH -> note(Feature.LENGTH, "x");
                case TOOL_CALLS -> note(Feature.TOOL_CALLS, "x");
                case CONTENT_FILTER -> note(Feature.CONTENT_FILTER, "x");
                case REFUSAL -> note(Feature.DECLINED, "x");
                case ERROR, CANCELLED, OTHER -> { }
            }
        }
    }

    private void used(Unit unit, String amount) {
        Feature feature = switch (unit) {
            case INPUT -> Feature.INPUT;
            case CACHE_READ -> Feature.CACHE_READ;
            case CACHE_WRITE -> Feature.CACHE_WRITE;
            case OUTPUT -> Feature.OUTPUT;
            case REASONING -> Feature.REASONING;
            default -> null;
        };
        // Where a protocol must say a number, zero says that it is not known yet.
        if (feature != null && !amount.equals("0")) {
            values.put(feature, List.of(amount));
        }
    }

    private void finish() {
        text.forEach((choice, words) -> note(choice == 0 ? Feature.TEXT : Feature.SECOND, words.toString()));
        note(Feature.THOUGHT, thought.toString());
        note(Feature.REFUSAL, refusal.toString());
        calls.forEach((position, call) -> {
            StringBuilder given = arguments.getOrDefault(position, new StringBuilder("{}"));
            note(Feature.CALL, call.name() + " " + Traces.compact(given.toString()));
            note(Feature.CALL_ID, call.id());
        });
    }

    private void note(Feature feature, String value) {
        if (!value.isEmpty()) {
            values.computeIfAbsent(feature, _ -> new ArrayList<>()).add(value);
        }
    }
}
