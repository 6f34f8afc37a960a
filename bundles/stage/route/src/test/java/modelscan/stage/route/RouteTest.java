package modelscan.stage.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.JobState;
import modelscan.api.model.Message;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteTest {
    private final Rig rig = new Rig(Rig.candidate("a", "shared", 1000, "1"), Rig.candidate("b", "shared", 2000, "1"),
            Rig.candidate("c", "alone", 1000, "1"));

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void goesToTheNextCandidateWhenTheFirstFails() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), rig.failing(Map.of("a", ErrorCode.PROVIDER_OVERLOADED)));
        assertEquals("hello", Samples.text(reply));
        assertEquals(List.of("a/shared 1", "b/shared 2"), rig.called);
        Ledger.Try earlier = reply.receipt().earlier().getFirst();
        assertEquals("a", earlier.provider());
        assertEquals(Optional.of(ErrorCode.PROVIDER_OVERLOADED), earlier.failure());
        assertEquals(2, reply.receipt().attempts());
        assertEquals(List.of("a", "b"), reply.receipt().rivals().stream().map(Candidate::provider).limit(2).toList());
    }

    @Test
    void stopsWhereEveryTryWouldFailTheSameWay() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), rig.failing(Map.of("a", ErrorCode.INVALID_REQUEST)));
        assertEquals(ErrorCode.INVALID_REQUEST, failure(reply).code());
        assertEquals(List.of("a/shared 1"), rig.called);
    }

    @Test
    void failsOverUnseenBeforeTheFirstContent() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), exchange -> begins(exchange, "a", new StreamEvent.Started("1", "m"),
                new StreamEvent.TextDelta(0, ""), failed(ErrorCode.STREAM_CUT)));
        assertEquals(List.of(Rig.HELLO), Samples.events(reply));
        assertEquals(1, reply.receipt().earlier().size());
    }

    @Test
    void failsOverWhenBeginAndFailureComeInOnePiece() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), exchange -> begins(exchange, "a", new StreamEvent.Started("1", "m"),
                failed(ErrorCode.STREAM_CUT)).batch(2, Duration.ofSeconds(5)));
        assertEquals(List.of(Rig.HELLO), Samples.events(reply));
    }

    @Test
    void failsOverWhenAnAnswerCannotBeRead() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), exchange -> Rig.from(
                exchange.attempt() > 1 ? Reply.of(Rig.HELLO) : new Unreadable(), exchange));
        assertEquals("hello", Samples.text(reply));
        assertEquals(Optional.of(ErrorCode.PROVIDER_GARBAGE), reply.receipt().earlier().getFirst().failure());
    }

    @Test
    void closesWhatBreaksByAFault() {
        Faulty faulty = new Faulty();
        assertThrows(IllegalStateException.class, () -> rig.route().handle(Samples.chat("shared", "hi"), _ -> faulty));
        assertTrue(faulty.closed);
    }

    @Test
    void doesNotTryAgainAfterTheFirstContent() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), exchange -> begins(exchange, "a", Rig.HELLO,
                failed(ErrorCode.STREAM_CUT)));
        assertEquals(2, Samples.events(reply).size());
        assertEquals(List.of("a/shared"), rig.called);
    }

    @Test
    void failsOverInTheMiddleOfAnAnswerThatNobodySeesYet() {
        ChatRequest chat = ChatRequest.of("shared", Message.user("hi"));
        Exchange whole = Exchange.of("test", Inquiry.of(chat, false));
        Reply reply = rig.route().handle(whole, exchange -> begins(exchange, "a", Rig.HELLO, failed(ErrorCode.STREAM_CUT)));
        assertEquals("hello", Samples.text(reply));
        assertEquals(List.of("a/shared", "b/shared"), rig.called);
    }

    @Test
    void doesNotBeginAJobTwice() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), exchange -> begins(exchange, "a",
                new StreamEvent.JobChanged("7", JobState.RUNNING, Optional.empty()), failed(ErrorCode.STREAM_CUT)));
        assertEquals(2, Samples.events(reply).size());
        assertEquals(List.of("a/shared"), rig.called);
    }

    @Test
    void tellsWhyTheBestCandidateFailedWhenAllDo() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"),
                rig.failing(Map.of("a", ErrorCode.RATE_LIMITED, "b", ErrorCode.PROVIDER_ERROR)));
        assertEquals(ErrorCode.RATE_LIMITED, failure(reply).code());
        Receipt receipt = reply.receipt();
        assertEquals(2, receipt.attempts());
        assertEquals("b", receipt.target().map(Candidate::provider).orElseThrow());
        assertEquals(List.of("a"), receipt.earlier().stream().map(Ledger.Try::provider).toList());
        assertEquals(Optional.of(ErrorCode.PROVIDER_ERROR), receipt.failure().map(Failure::code), "the books judge it by its own");
    }

    @Test
    void keepsWhatAFailedTryUsed() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), exchange -> begins(exchange, "a",
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 7)), failed(ErrorCode.STREAM_CUT)));
        Samples.events(reply);
        assertEquals(Optional.of(7L), reply.receipt().earlier().getFirst().usage().count(Unit.INPUT));
    }

    @Test
    void doesNotCountRefusalsForWhichNobodyWasCalled() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), exchange -> exchange.candidate().orElseThrow().provider().equals("a")
                ? Reply.refused(Failure.of(ErrorCode.PROVIDER_OVERLOADED, "open").by("a")) : Rig.from(Reply.of(Rig.HELLO), exchange));
        assertEquals("hello", Samples.text(reply));
        assertEquals(1, reply.receipt().attempts());
        assertEquals(List.of(), reply.receipt().earlier());
    }

    @Test
    void asksTheOnlyCandidateOnceMoreAfterAShortWait() {
        Reply reply = rig.route().handle(Samples.chat("alone", "hi"), rig.failing(Map.of("c", ErrorCode.PROVIDER_ERROR)));
        assertEquals(ErrorCode.PROVIDER_ERROR, failure(reply).code());
        assertEquals(List.of("c/alone 1", "c/alone 2"), rig.called);
        assertTrue(rig.pauses.getFirst().toMillis() >= 100 && rig.pauses.getFirst().toMillis() <= 200, rig.pauses.toString());
    }

    @Test
    void doesNotWaitLong() {
        Reply reply = rig.route().handle(Samples.chat("alone", "hi"), exchange -> Rig.from(Reply.refused(Failure.of(ErrorCode.RATE_LIMITED,
                "slowly").by("c").after(Duration.ofSeconds(30))), exchange));
        assertEquals(ErrorCode.RATE_LIMITED, failure(reply).code());
        assertEquals(List.of(), rig.pauses);
    }

    @Test
    void takesLongTextsOnlyToLongerModels() {
        Map<String, ErrorCode> tooLong = Map.of("a", ErrorCode.CONTEXT_TOO_LONG, "b", ErrorCode.CONTEXT_TOO_LONG);
        assertEquals(ErrorCode.CONTEXT_TOO_LONG, failure(rig.route().handle(chat("shared", Map.of("fallbacks", "alone")),
                rig.failing(tooLong))).code());
        assertEquals(List.of("a/shared 1", "b/shared 2"), rig.called);
    }

    @Test
    void takesFilteredContentElsewhereOnlyWhenTheOwnerWantsIt() {
        Map<String, ErrorCode> filtered = Map.of("a", ErrorCode.CONTENT_FILTERED);
        assertEquals(ErrorCode.CONTENT_FILTERED, failure(rig.route().handle(Samples.chat("shared", "hi"), rig.failing(filtered))).code());
        rig.words.filtered = true;
        assertEquals("hello", Samples.text(rig.route().handle(Samples.chat("shared", "hi"), rig.failing(filtered))));
    }

    @Test
    void beginsNoCallAfterTheDeadline() {
        Reply reply = rig.route().handle(Samples.chat("shared", "hi"), exchange -> {
            rig.nanos += Duration.ofSeconds(61).toNanos();
            return rig.failing(Map.of("a", ErrorCode.PROVIDER_TIMEOUT)).handle(exchange);
        });
        assertEquals(ErrorCode.PROVIDER_TIMEOUT, failure(reply).code());
        assertEquals(1, rig.called.size());
    }

    @Test
    void letsTheCallerChooseTheStrategy() {
        Samples.text(rig.route().handle(chat("shared", Map.of("strategy", "backwards")), rig.failing(Map.of())));
        assertEquals(List.of("b/shared 1"), rig.called);
        FailureException refused = assertThrows(FailureException.class,
                () -> rig.route().handle(chat("shared", Map.of("strategy", "luck")), rig.failing(Map.of())));
        assertTrue(refused.failure().message().contains("[backwards, fallback]"), refused.failure().message());
    }

    @Test
    void triesTheCallersFallbacksAfterTheModel() {
        Reply reply = rig.route().handle(chat("alone", Map.of("fallbacks", "shared , nothing")),
                rig.failing(Map.of("c", ErrorCode.PROVIDER_TIMEOUT)));
        assertEquals("hello", Samples.text(reply));
        assertEquals(List.of("c/alone 1", "a/shared 2"), rig.called);
    }

    @Test
    void saysWhereTheModelsAreListedWhenThereIsNone() {
        FailureException refused = assertThrows(FailureException.class,
                () -> rig.route().handle(Samples.chat("gpt-99", "hi"), rig.failing(Map.of())));
        assertEquals(ErrorCode.MODEL_NOT_FOUND, refused.failure().code());
        assertTrue(refused.failure().message().contains("'gpt-99'"));
        assertTrue(refused.failure().message().contains("/v1/models"));
    }

    @Test
    void doesNotTryOthersForSomebodyWhoHasGone() {
        Exchange exchange = Samples.chat("shared", "hi");
        Reply reply = rig.route().handle(exchange, inner -> {
            exchange.cancellation().cancel();
            return rig.failing(Map.of("a", ErrorCode.PROVIDER_TIMEOUT)).handle(inner);
        });
        assertEquals(ErrorCode.PROVIDER_TIMEOUT, failure(reply).code());
        assertEquals(1, rig.called.size());
    }

    @Test
    void leavesAChosenCandidateAlone() {
        Samples.text(rig.route().handle(Samples.chat("shared", "hi").to(Samples.candidate("z", "m"), 7), rig.failing(Map.of())));
        assertEquals(List.of("z/m 7"), rig.called);
    }

    @Test
    void makesTroubleNotWorseByTryingAgain() {
        Route route = rig.route();
        int requests = 5000;
        for (int i = 0; i < requests; i++) {
            rig.nanos += Duration.ofMillis(20).toNanos();
            Samples.events(route.handle(chat(i % 2 == 0 ? "shared" : "alone", Map.of()), rig.failing(Map.of("a", ErrorCode.PROVIDER_ERROR,
                    "b", ErrorCode.STREAM_CUT, "c", ErrorCode.PROVIDER_OVERLOADED))));
        }
        double amplification = (double) rig.called.size() / requests;
        assertTrue(amplification <= 1.2 && amplification > 1.1, "amplification " + amplification);
    }

    /** A reply whose only piece is found to be garbage by whoever looks into it. */
    private record Unreadable() implements Reply {
        @Override
        public Optional<Piece> next() {
            return Optional.of(Piece.framed("openai", Frame.of("{"), () -> {
                throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "no JSON").by("a"));
            }));
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public Receipt receipt() {
            return Receipt.EMPTY;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static final class Faulty implements Reply {
        private boolean closed;

        @Override
        public Optional<Piece> next() {
            throw new IllegalStateException("a bug");
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public Receipt receipt() {
            return Receipt.EMPTY;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Reply begins(Exchange exchange, String provider, StreamEvent... events) {
        rig.called.add(exchange.candidate().orElseThrow().name());
        return Rig.from(exchange.candidate().get().provider().equals(provider) ? Reply.of(events) : Reply.of(Rig.HELLO), exchange);
    }

    private static StreamEvent failed(ErrorCode code) {
        return new StreamEvent.Failed(Failure.of(code, "cut"));
    }

    private static Exchange chat(String model, Map<String, String> wishes) {
        return Samples.chat(ChatRequest.of(model, Message.user("hi")), wishes);
    }

    private static Failure failure(Reply reply) {
        return reply.next().flatMap(Piece::failure).orElseThrow();
    }
}
