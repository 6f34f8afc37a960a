package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Operation;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Money;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Usage USED = Usage.NONE.with(Unit.INPUT, 12).with(Unit.OUTPUT, 30);
    private static final StreamEvent HELLO = new StreamEvent.TextDelta(0, "hello there you");
    private static final StreamEvent END = new StreamEvent.Finished(0, FinishReason.STOP, "stop");

    private final Rig rig = new Rig();

    private static Reply answer(StreamEvent... events) {
        return Reply.of(events).receipted(receipt -> receipt.from(Rig.GROQ, 1)
                .costing(Rig.MODEL.prices().orElseThrow().cost(receipt.usage())));
    }

    private static Reply whole() {
        return answer(HELLO, END, new StreamEvent.UsageReported(USED));
    }

    private static String cost(Ledger.Try one) {
        return one.cost() instanceof Cost.Known(Money money) ? money.digits() : "unknown";
    }

    @Test
    void writesDownWhatARequestUsedAndCost() {
        assertEquals("hello there you", Samples.text(rig.handle("r-1", _ -> whole())));
        assertEquals(List.of(Desk.SETTLED), rig.journal.kinds());
        Booked booked = rig.booked();
        assertEquals(Status.OK, booked.status());
        assertEquals(USED, booked.usage());
        assertEquals("0.00003078", cost(booked.entry().tries().getFirst()));
        assertFalse(booked.estimated());
        assertTrue(booked.priced());
        assertEquals("groq", booked.provider());
        assertEquals(List.of(booked.entry()), rig.told);
    }

    @Test
    void theEndWaitsForTheDiskAndNothingBeforeDoes() {
        List<Piece> got = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        rig.journal.onAwait = () -> before.add(got.size());
        try (Reply reply = rig.handle("r-1", _ -> answer(HELLO, HELLO, END, new StreamEvent.UsageReported(USED)))) {
            for (Optional<Piece> piece = reply.next(); piece.isPresent(); piece = reply.next()) {
                got.add(piece.get());
            }
        }
        assertEquals(List.of(3), before, "all but the last piece may go before it is on disk");
        assertEquals(4, got.size());
    }

    @Test
    void anAnswerThatIsNotOnDiskIsNotComplete() {
        rig.journal.losing = true;
        try (Reply reply = rig.handle("r-1", _ -> whole())) {
            List<Piece> got = new ArrayList<>();
            reply.next().ifPresent(got::add);
            reply.next().ifPresent(got::add);
            Optional<Piece> last = reply.next();
            assertEquals(Optional.of("storage_failed"), last.flatMap(Piece::failure).flatMap(Failure::reason));
            assertTrue(reply.next().isEmpty());
            assertEquals(Optional.of(ErrorCode.UNAVAILABLE), reply.receipt().failure().map(Failure::code));
        }
        assertEquals(1, rig.told.size(), "who counts spending is told all the same");
    }

    @Test
    void withoutAJournalNothingIsServedThatMayCost() {
        rig.journal.full = true;
        List<StreamEvent> refused = Samples.events(rig.handle("r-1", _ -> whole()));
        Failure failure = ((StreamEvent.Failed) refused.getFirst()).failure();
        assertEquals(ErrorCode.UNAVAILABLE, failure.code());
        assertEquals(Optional.of("storage_failed"), failure.reason());
        assertEquals(1, refused.size());
        Rig serving = new Rig(Map.of("whenStorageFails", "serve"));
        serving.journal.full = true;
        assertEquals("hello there you", Samples.text(serving.handle("r-1", _ -> whole())));
        assertEquals(1, serving.told.size());
        Rig wrong = new Rig(Map.of("whenStorageFails", "maybe", "rates", new String[] {"nonsense"}));
        assertFalse(wrong.desk.settings().serves(), "a wrong word opens nothing");
    }

    @Test
    void servesAsWellWhenTheBeginningMustSurviveAPowerCut() {
        Rig strict = new Rig(Map.of("awaitBegun", true));
        assertEquals("hello there you", Samples.text(strict.handle("r-1", _ -> whole())));
        assertEquals(Status.OK, strict.booked().status());
    }

    @Test
    void tellsWhatRoutingSaved() {
        Prices dear = new Prices(Currency.getInstance("USD"), Map.of(Unit.INPUT, new BigDecimal("0.000001"), Unit.OUTPUT,
                new BigDecimal("0.000002")));
        Model same = new Model("llama", Set.of(Operation.CHAT), Optional.empty(), Optional.empty(), Set.of(), Optional.of(dear),
                Optional.empty(), Optional.empty());
        List<Candidate> rivals = List.of(Rig.GROQ, new Candidate("dear", same));
        Samples.text(rig.handle("r-1", _ -> whole().receipted(receipt -> receipt.among(rivals))));
        BigDecimal there = ((Cost.Known) dear.cost(USED)).money().amount();
        assertEquals(Optional.of(there.subtract(new BigDecimal("0.00003078")).stripTrailingZeros().toPlainString()),
                rig.booked().routed().map(Money::digits));
    }

    @Test
    void whatIsOffLeavesNoTrace() {
        Rig off = new Rig(Map.of("ledger", "off"));
        assertEquals("hello there you", Samples.text(off.handle("r-1", _ -> whole())));
        assertEquals(List.of(), off.journal.kinds());
        assertEquals(List.of(), off.told);
    }

    @Test
    void whoGoesAwayIsChargedWhatCameOut() {
        try (Reply reply = rig.handle("r-1", _ -> answer(HELLO, HELLO, END))) {
            reply.next();
        }
        Booked booked = rig.booked();
        assertEquals(Status.CANCELLED, booked.status());
        assertEquals(Usage.NONE.with(Unit.INPUT, 7).with(Unit.OUTPUT, 3), booked.usage());
        assertTrue(booked.estimated());
        assertEquals("0.0000065", cost(booked.entry().tries().getFirst()));
    }

    @Test
    void closingAgainOrAfterTheEndWritesNothingMore() {
        Reply reply = rig.handle("r-1", _ -> whole());
        reply.forEach(_ -> { });
        reply.close();
        reply.close();
        assertEquals(Status.OK, rig.booked().status());
    }

    @Test
    void aRefusalBeforeAnyCallHasNoTries() {
        Samples.events(rig.handle("r-1", _ -> Reply.refused(ErrorCode.RATE_LIMITED, "slowly")));
        Booked booked = rig.booked();
        assertEquals(Status.REFUSED, booked.status());
        assertEquals(Optional.of(ErrorCode.RATE_LIMITED), booked.entry().failure());
        assertTrue(booked.entry().tries().isEmpty() && booked.priced() && booked.costs().isEmpty());
    }

    @Test
    void keepsEveryTryAndDoesNotBillRefusals() {
        Ledger.Try refused = new Ledger.Try("openai", "gpt", Usage.NONE, false, new Cost.Unknown("no usage is known"),
                Optional.of(ErrorCode.RATE_LIMITED));
        Ledger.Try cut = new Ledger.Try("mistral", "large", Usage.NONE, false, new Cost.Unknown("no usage is known"),
                Optional.of(ErrorCode.PROVIDER_TIMEOUT));
        Samples.events(rig.handle("r-1", _ -> whole().receipted(receipt -> receipt.from(Rig.GROQ, 3).after(List.of(refused, cut)))));
        Booked booked = rig.booked();
        assertEquals(3, booked.attempts());
        assertEquals(List.of("0", "unknown", "0.00003078"), booked.entry().tries().stream().map(AccountTest::cost).toList());
        assertFalse(booked.priced(), "a provider that timed out may bill");
    }

    @Test
    void anAnswerFromTheCacheCostsNothingAndSaves() {
        Samples.events(rig.handle("r-1", _ -> whole().receipted(Receipt::fromCache)));
        Booked booked = rig.booked();
        assertTrue(booked.entry().cached() && booked.entry().tries().isEmpty());
        assertEquals(Optional.of("0.00003078"), booked.saved().map(Money::digits));
        assertEquals("llama", booked.model());
    }

    @Test
    void namesTheUserAndTheTagsOfTheCaller() {
        Samples.events(rig.handle(Rig.exchange("r-1", Map.of("user", "eve", "tags", "search,agent")), _ -> whole()));
        assertEquals(Optional.of("eve"), rig.booked().entry().principal().user());
        assertEquals(Set.of("search", "agent"), rig.booked().entry().principal().tags());
    }

    @Test
    void whatBreaksIsWrittenDownOnce() {
        Reply reply = rig.handle("r-1", _ -> new BrokenReply(new FailureException(Failure.of(ErrorCode.STREAM_CUT, "cut"))));
        assertThrows(FailureException.class, reply::next);
        reply.close();
        assertEquals(Optional.of(ErrorCode.STREAM_CUT), rig.booked().entry().failure());
        Rig other = new Rig();
        assertThrows(IllegalStateException.class, () -> other.handle("r-2", _ -> {
            throw new IllegalStateException("a bug");
        }));
        assertEquals(Optional.of(ErrorCode.INTERNAL), other.booked().entry().failure());
        assertEquals(Duration.ofNanos(1000), other.booked().entry().took());
    }

    @Test
    void aWatcherThatThrowsDisturbsNobody() {
        Surroundings around = new Surroundings(rig.journal, rig.store, null, List.of(_ -> {
            throw new IllegalStateException("a bug");
        }));
        Account account = new Account(new Desk(around, rig.desk.settings(), rig.desk.time(), rig.desk.register()));
        assertEquals("hello there you", Samples.text(account.handle(Rig.exchange("r-1", Map.of()), _ -> whole())));
        assertEquals(Status.OK, rig.booked().status());
    }

    private record BrokenReply(FailureException failure) implements Reply {
        @Override
        public Optional<Piece> next() {
            throw failure;
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public Receipt receipt() {
            return Receipt.EMPTY.from(Rig.GROQ, 1);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
