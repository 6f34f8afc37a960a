package modelscan.test.roundtrip;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.Cited;
import modelscan.api.model.StreamEvent.Failed;
import modelscan.api.model.StreamEvent.Finished;
import modelscan.api.model.StreamEvent.MediaProduced;
import modelscan.api.model.StreamEvent.RefusalDelta;
import modelscan.api.model.StreamEvent.Started;
import modelscan.api.model.StreamEvent.TextDelta;
import modelscan.api.model.StreamEvent.ThinkingDelta;
import modelscan.api.model.StreamEvent.ToolCallDelta;
import modelscan.api.model.StreamEvent.ToolCallStarted;
import modelscan.api.model.StreamEvent.UsageReported;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** Answers of a provider of each dialect: written by our own front where there is one, else by hand. */
final class Answers {
    private static final Started BEGUN = new Started("id-one", "model-one");
    private static final UsageReported USED = new UsageReported(Usage.NONE.with(Unit.INPUT, 110).with(Unit.CACHE_READ, 30)
            .with(Unit.CACHE_WRITE, 20).with(Unit.OUTPUT, 55).with(Unit.REASONING, 11));

    private Answers() {
    }

    /** The frames of every answer of a provider. */
    static List<List<Frame>> of(Tongue provider, boolean stream) {
        if (!provider.spokenByClients()) {
            return HandWritten.of(provider, stream);
        }
        List<List<Frame>> all = new ArrayList<>();
        for (List<StreamEvent> events : neutral(provider.word())) {
            boolean broken = events.getLast() instanceof Failed;
            if (stream || !broken) {
                List<Piece> pieces = events.stream().map(Piece::of).toList();
                all.add(written(provider, stream, pieces));
            }
        }
        return all;
    }

    /** What a front makes of pieces for a client. */
    static List<Frame> written(Tongue client, boolean stream, List<Piece> pieces) {
        Inquiry inquiry = client.asked(asking(client, stream));
        Front.Writer writer = client.writer(inquiry);
        List<Frame> frames = new ArrayList<>();
        pieces.forEach(piece -> frames.addAll(writer.write(piece)));
        frames.addAll(writer.end(receipt(pieces)));
        return stream ? frames : frames.stream().map(frame -> Frame.whole(frame.data())).toList();
    }

    /** What a back reads. */
    static List<Piece> read(Tongue provider, boolean stream, List<Frame> frames) {
        Inquiry inquiry = provider.spokenByClients() ? provider.asked(asking(provider, stream))
                : Inquiry.of(Tongue.plainChat(), stream);
        Back.Reader reader = provider.back().reader(provider.exchange(inquiry));
        List<Piece> pieces = new ArrayList<>();
        for (Frame frame : frames) {
            reader.read(frame).ifPresent(pieces::add);
        }
        return pieces;
    }

    static List<StreamEvent> events(List<Piece> pieces) {
        return pieces.stream().flatMap(piece -> piece.events().stream()).toList();
    }

    private static byte[] asking(Tongue tongue, boolean stream) {
        ObjectNode request = tongue.corpus().getFirst();
        request.put("stream", stream);
        if (tongue == Tongue.OPENAI && stream) {
            request.putObject("stream_options").put("include_usage", true);
        }
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Receipt receipt(List<Piece> pieces) {
        Receipt receipt = Receipt.EMPTY;
        for (StreamEvent event : events(pieces)) {
            receipt = switch (event) {
                case UsageReported(Usage usage) -> receipt.using(usage);
                case Finished finished -> receipt.ending(finished.reason());
                case Failed(Failure failure) -> receipt.failing(failure);
                default -> receipt;
            };
        }
        return receipt;
    }

    private static List<List<StreamEvent>> neutral(String vendor) {
        Optional<Seal> seal = Optional.of(new Seal(vendor, "c2VhbA=="));
        Optional<Seal> none = Optional.empty();
        return List.of(
                answer(FinishReason.STOP, new TextDelta(0, "Hello "), new TextDelta(0, "there")),
                answer(FinishReason.STOP, new ThinkingDelta(0, "let me ", none, none), new ThinkingDelta(0, "see", seal, none),
                        new TextDelta(0, "done")),
                answer(FinishReason.STOP, new ThinkingDelta(0, "", none, seal), new TextDelta(0, "done")),
                answer(FinishReason.TOOL_CALLS, new TextDelta(0, "I call"), new ToolCallStarted(0, 0, "call_1", "look", seal),
                        new ToolCallDelta(0, 0, "{\"a\":"), new ToolCallDelta(0, 0, "1}"),
                        new ToolCallStarted(0, 1, "call_2", "wait"), new ToolCallDelta(0, 1, "{}"),
                        new ToolCallStarted(0, 2, "call_3", "look"), new ToolCallDelta(0, 2, "{\"a\":\"é\"}")),
                answer(FinishReason.REFUSAL, new RefusalDelta(0, "I would "), new RefusalDelta(0, "rather not")),
                answer(FinishReason.STOP, new TextDelta(0, "It is so."),
                        new Cited(0, "https://sources.example/one", "title-one", Optional.of("quote-one"))),
                answer(FinishReason.STOP, new TextDelta(0, "Here:"), new MediaProduced(0,
                        new Media.Bytes("image/png", new byte[] {1, 2, 3}), Optional.empty())),
                answer(FinishReason.LENGTH, new TextDelta(0, "cut sho")),
                answer(FinishReason.CONTENT_FILTER, new TextDelta(0, "bad wo")),
                List.of(BEGUN, new TextDelta(0, "first"), new TextDelta(1, "second"),
                        new Finished(0, FinishReason.STOP, "stop"), new Finished(1, FinishReason.STOP, "stop"), USED),
                List.of(BEGUN, new TextDelta(0, "begun"), new Failed(Failure.of(ErrorCode.RATE_LIMITED, "too busy"))));
    }

    private static List<StreamEvent> answer(FinishReason finish, StreamEvent... events) {
        return Stream.of(Stream.of(BEGUN), Stream.of(events), Stream.of(new Finished(0, finish, ""), USED))
                .<StreamEvent>flatMap(each -> each).toList();
    }
}
