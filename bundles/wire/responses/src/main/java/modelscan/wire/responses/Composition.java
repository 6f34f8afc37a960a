package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** An answer as items, put together from events and told on the way. */
final class Composition {
    private static final String COMPLETED = "completed";

    private final Answer answer;
    private final Teller teller;
    private final List<Written> items = new ArrayList<>();
    private final Map<Integer, CallItem> calls = new HashMap<>();
    private final List<StreamEvent.Cited> sources = new ArrayList<>();
    private Optional<SpokenItem> message = Optional.empty();
    private Optional<ThoughtItem> thought = Optional.empty();
    private Optional<FinishReason> finish = Optional.empty();
    private Usage usage = Usage.NONE;
    private boolean begun;

    Composition(Answer answer, Teller teller) {
        this.answer = answer;
        this.teller = teller;
    }

    /** Goes on with what the client has already. */
    void adopt(List<Written> known) {
        begun = true;
        for (Written item : known) {
            items.add(item);
            switch (item) {
                case SpokenItem spoken -> message = Optional.of(spoken);
                case ThoughtItem thinking -> thought = Optional.of(thinking);
                case CallItem call -> calls.put(calls.size(), call);
                case ReadyItem(int index, ObjectNode json) when json.path("type").asText().equals(Item.CALL) ->
                        calls.put(calls.size(), CallItem.adopted(Teller.NOBODY, index, json, ""));
                case ReadyItem _ -> { }
            }
        }
    }

    /** Adds an event; there is one choice, others are left out. */
    void write(StreamEvent event) {
        switch (event) {
            case StreamEvent.Started started -> {
                answer.begin(started);
                begin();
            }
            case StreamEvent.UsageReported(Usage told) -> usage = told;
            case StreamEvent.Failed(Failure failure) -> fail(failure);
            case StreamEvent.TextDelta(int choice, String text) when choice == 0 -> text(text);
            case StreamEvent.RefusalDelta(int choice, String text) when choice == 0 -> spoken().refusal(text);
            case StreamEvent.ThinkingDelta thinking when thinking.choice() == 0 -> thinking(thinking);
            case StreamEvent.ToolCallStarted call when call.choice() == 0 -> call(call);
            case StreamEvent.ToolCallDelta more when more.choice() == 0 -> arguments(more);
            case StreamEvent.Cited cited when cited.choice() == 0 -> cite(cited);
            case StreamEvent.MediaProduced made -> Pictures.write(made).ifPresentOrElse(this::ready, () ->
                    made.note().ifPresent(this::text));
            case StreamEvent.Finished finished when finished.choice() == 0 -> finish = Optional.of(finished.reason());
            case StreamEvent.TextDelta _, StreamEvent.RefusalDelta _, StreamEvent.ThinkingDelta _,
                    StreamEvent.ToolCallStarted _, StreamEvent.ToolCallDelta _, StreamEvent.Finished _, StreamEvent.Cited _,
                    StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _, StreamEvent.Moderated _,
                    StreamEvent.Found _, StreamEvent.JobChanged _ -> { }
        }
    }

    /** Ends the answer; the complete response. */
    ObjectNode end(Receipt receipt) {
        begin();
        Ending ending = Ending.of(finish.or(receipt::finish).orElse(FinishReason.STOP));
        items.forEach(item -> item.close(ending.items()));
        ObjectNode response = answer.ended(ending, output(), usage.unknown() ? receipt.usage() : usage);
        teller.tell(ending.event(), event -> event.set("response", response));
        return response;
    }

    /** Breaks the answer. */
    void fail(Failure failure) {
        begin();
        teller.tell(EventWords.ERROR, event -> event.put("code", ErrorWriting.code(failure))
                .put("message", failure.message()).put("param", failure.field().orElse(null)));
        teller.tell(EventWords.FAILED, event -> event.set("response", answer.broken(failure, output(), usage)));
    }

    private void begin() {
        if (!begun) {
            begun = true;
            teller.tell(EventWords.CREATED, event -> event.set("response", answer.running()));
            teller.tell(EventWords.IN_PROGRESS, event -> event.set("response", answer.running()));
        }
    }

    private ArrayNode output() {
        ArrayNode output = Json.array();
        items.forEach(item -> output.add(item.json()));
        return output;
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            spoken().text(text);
            sources.forEach(spoken()::cite);
            sources.clear();
        }
    }

    private void cite(StreamEvent.Cited cited) {
        message.ifPresentOrElse(item -> item.cite(cited), () -> sources.add(cited));
    }

    private void thinking(StreamEvent.ThinkingDelta delta) {
        Optional<Sealed> seal = delta.signature().map(given -> new Sealed(Sealed.Kind.SIGNATURE, given))
                .or(() -> delta.sealedText().map(given -> new Sealed(Sealed.Kind.THOUGHT, given)));
        if (delta.text().isEmpty() && seal.isEmpty()) {
            return;
        }
        if (thought.filter(open -> !open.sealed()).isEmpty()) {
            leave();
            thought = Optional.of(added(ThoughtItem.opened(teller, next())));
        }
        ThoughtItem open = thought.orElseThrow();
        if (!delta.text().isEmpty()) {
            open.more(delta.text());
        }
        seal.ifPresent(open::seal);
    }

    private void call(StreamEvent.ToolCallStarted call) {
        leave();
        call.signature().ifPresent(given -> {
            ThoughtItem signature = added(ThoughtItem.opened(teller, next()));
            signature.seal(new Sealed(Sealed.Kind.CALL, given));
            signature.close(COMPLETED);
        });
        calls.put(call.position(), added(CallItem.opened(teller, next(), call.id(), call.name())));
    }

    private void arguments(StreamEvent.ToolCallDelta more) {
        CallItem call = calls.get(more.position());
        if (call != null && !more.arguments().isEmpty()) {
            call.more(more.arguments());
        }
    }

    private void ready(ObjectNode item) {
        leave();
        items.add(ReadyItem.told(teller, next(), item));
    }

    private SpokenItem spoken() {
        if (message.isEmpty()) {
            leave();
            message = Optional.of(added(SpokenItem.opened(teller, next())));
        }
        return message.orElseThrow();
    }

    // Text and thoughts end when something else begins; calls may still be written side by side.
    private void leave() {
        begin();
        message.ifPresent(item -> item.close(COMPLETED));
        thought.ifPresent(item -> item.close(COMPLETED));
        message = Optional.empty();
        thought = Optional.empty();
    }

    private int next() {
        return items.isEmpty() ? 0 : items.getLast().index() + 1;
    }

    private <T extends Written> T added(T item) {
        items.add(item);
        return item;
    }
}
