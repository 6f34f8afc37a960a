package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class UsageBeliefTest {
    private static final StreamEvent WORDS = new StreamEvent.TextDelta(0, "one two ");
    private static final StreamEvent END = new StreamEvent.Finished(0, FinishReason.STOP, "stop");

    private static Booked booked(StreamEvent... events) {
        Rig rig = new Rig();
        Samples.events(rig.handle("r-1", _ -> Reply.of(events).receipted(receipt -> receipt.from(Rig.GROQ, 1)
                .costing(Rig.MODEL.prices().orElseThrow().cost(receipt.usage())))));
        return rig.booked();
    }

    private static Usage usage(long input, long output) {
        return Usage.NONE.with(Unit.INPUT, input).with(Unit.OUTPUT, output);
    }

    @Test
    void countsWhatTheProviderDoesNotTell() {
        Booked booked = booked(WORDS, WORDS, END);
        assertEquals(usage(7, 4), booked.usage());
        assertTrue(booked.estimated() && booked.priced());
    }

    @Test
    void countsTheHalfThatIsMissing() {
        Booked booked = booked(WORDS, END, new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 99)));
        assertEquals(usage(99, 2), booked.usage());
        assertTrue(booked.estimated());
    }

    @Test
    void doesNotBelieveWhatCannotBeTrue() {
        Booked booked = booked(WORDS, END, new StreamEvent.UsageReported(usage(10, 1_000_000_000_000_000_000L)));
        assertEquals(usage(7, 2), booked.usage());
        assertTrue(booked.estimated());
        assertFalse(booked(WORDS, END, new StreamEvent.UsageReported(usage(0, 10_000_000))).estimated());
    }

    @Test
    void anAnswerThatBrokeOffIsCountedAsFarAsItCame() {
        StreamEvent cut = new StreamEvent.Failed(Failure.of(ErrorCode.STREAM_CUT, "cut"));
        // Some tell the input and one token of output in their first event.
        Booked booked = booked(new StreamEvent.UsageReported(usage(20, 1)), WORDS, WORDS, cut);
        assertEquals(Status.FAILED, booked.status());
        assertEquals(usage(20, 4), booked.usage());
        assertTrue(booked.estimated());
    }

    @Test
    void aProviderErrorIsFreeUnlessSomethingCameOut() {
        StreamEvent broken = new StreamEvent.Failed(Failure.of(ErrorCode.PROVIDER_ERROR, "500"));
        assertEquals(Usage.NONE, booked(broken).usage());
        assertTrue(booked(broken).priced());
        assertEquals(usage(7, 2), booked(WORDS, broken).usage());
        Booked late = booked(new StreamEvent.Failed(Failure.of(ErrorCode.PROVIDER_TIMEOUT, "late")));
        assertEquals(usage(7, 0), late.usage());
        assertTrue(late.estimated(), "who does not answer in time may bill what went in");
    }

    @Test
    void framesAreReadOnlyWhenTheyMustBe() {
        AtomicInteger read = new AtomicInteger();
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            pieces.add(Piece.framed("openai", Frame.of("{}"), () -> {
                read.incrementAndGet();
                return List.of(WORDS);
            }));
        }
        assertEquals(Optional.of(0L), counted(pieces, Usage.NONE.with(Unit.INPUT, 1).with(Unit.OUTPUT, 0)));
        assertEquals(0, read.get());
        long estimated = counted(pieces, Usage.NONE).orElseThrow();
        assertTrue(estimated >= 1900 && estimated <= 2100, "about 2000: " + estimated);
        assertTrue(read.get() <= 128, "a sample is read: " + read);
    }

    private static Optional<Long> counted(List<Piece> pieces, Usage told) {
        Rig rig = new Rig();
        try (Reply reply = rig.handle("r-1", _ -> new Framed(pieces.iterator(), told))) {
            for (Optional<Piece> piece = reply.next(); piece.isPresent();) {
                piece = reply.next();
            }
        }
        return rig.booked().usage().count(Unit.OUTPUT);
    }
}
