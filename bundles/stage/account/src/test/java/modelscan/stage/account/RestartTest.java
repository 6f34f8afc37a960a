package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

/** The ledger against an upstream that keeps its own, over failures, leaving clients and a process that ends anywhere. */
class RestartTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Random random = new Random(5);
    private final Map<String, Usage> upstream = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();

    private Reply upstream(String id) {
        Usage used = Usage.NONE.with(Unit.INPUT, random.nextInt(5000)).with(Unit.OUTPUT, 10 + random.nextInt(900));
        StreamEvent word = new StreamEvent.TextDelta(0, "word ");
        int kind = random.nextInt(10);
        if (kind == 0) {
            return Reply.refused(ErrorCode.RATE_LIMITED, "slowly").receipted(receipt -> receipt.from(Rig.GROQ, 1));
        }
        upstream.put(id, used);
        StreamEvent end = kind == 1 ? new StreamEvent.Failed(Failure.of(ErrorCode.STREAM_CUT, "cut"))
                : new StreamEvent.Finished(0, FinishReason.STOP, "stop");
        return Reply.of(new StreamEvent.UsageReported(used), word, word, end).receipted(receipt -> receipt.from(Rig.GROQ, 1)
                .costing(Rig.MODEL.prices().orElseThrow().cost(receipt.usage())));
    }

    private void ask(Rig rig, String id) {
        boolean leaves = random.nextInt(10) == 0;
        try (Reply reply = rig.handle(id, _ -> upstream(id))) {
            Optional<Piece> piece = reply.next();
            boolean failed = false;
            while (piece.isPresent() && !leaves) {
                failed |= piece.get().failure().isPresent();
                piece = reply.next();
            }
            if (!leaves && !failed) {
                acknowledged.add(id);
            }
        }
    }

    private BigDecimal billed() {
        return upstream.values().stream().map(used -> ((Cost.Known) Rig.MODEL.prices().orElseThrow().cost(used)).money().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void agreesWithTheUpstreamAfterRandomFailures() {
        Rig rig = new Rig();
        for (int i = 0; i < 3000; i++) {
            ask(rig, "r-" + i);
        }
        List<Booked> settled = rig.journal.settled();
        assertEquals(3000, settled.size());
        Map<String, Usage> ours = new HashMap<>();
        settled.stream().filter(booked -> !booked.usage().unknown()).forEach(booked -> ours.put(booked.entry().request(), booked.usage()));
        ours.entrySet().removeIf(one -> one.getValue().equals(upstream.get(one.getKey())));
        assertEquals(Map.of(), ours, "what differs");
        BigDecimal sum = settled.stream().map(booked -> booked.costs().getOrDefault("USD", BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, billed().compareTo(sum), billed() + " and " + sum);
    }

    @Test
    void whatRanWhenTheProcessEndedIsNamedAndNothingAcknowledgedIsLost() {
        for (int round = 0; round < 30; round++) {
            Rig rig = new Rig();
            acknowledged.clear();
            Map<String, Integer> durable = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                String id = round + "-" + i;
                ask(rig, id);
                durable.put(id, (int) rig.journal.end());
                if (random.nextInt(4) == 0) {
                    // The tables follow now and then.
                    new Projection(rig.desk).upToDate(PATIENCE);
                }
            }
            int left = random.nextInt((int) rig.journal.end() + 1);
            // What the tables know was on disk.
            left = Math.max(left, (int) LedgerTables.in(rig.store).place());
            Rig after = new Rig(rig.journal.cut(left), rig.store, "life-2", Map.of());
            Books books = new Books(after.desk);
            Map<String, Booked> found = new HashMap<>();
            new Projection(after.desk).upToDate(PATIENCE);
            books.each(new Selection(Instant.EPOCH, Rig.NOON.plus(Duration.ofDays(1)), Map.of(), Optional.empty(), 7, false),
                    booked -> assertEquals(null, found.put(booked.entry().request(), booked), "listed once"));
            for (String id : acknowledged) {
                if (durable.get(id) <= left) {
                    assertTrue(found.get(id).status() == Status.OK, id);
                }
            }
            Set<String> begun = new HashSet<>();
            after.journal.read(0).forEachRemaining(entry -> EntryReading.begun(entry.data()).filter(_ -> entry.kind().equals(Desk.BEGUN))
                    .ifPresent(one -> begun.add(one.request())));
            assertEquals(begun, found.keySet(), "every request that began is listed");
            assertEquals(left % 2, found.values().stream().filter(booked -> booked.status() == Status.UNKNOWN).count());
        }
    }

    @Test
    void requestsOfThisProcessAreNotTakenForLost() {
        Rig rig = new Rig();
        Reply running = rig.handle("r-1", _ -> upstream("r-1"));
        running.next();
        new Projection(rig.desk).upToDate(PATIENCE);
        // The bundle is updated: the same process, a new instance.
        new Projection(new Rig(rig.journal, rig.store, "life-1", Map.of()).desk).upToDate(PATIENCE);
        assertEquals(List.of(Desk.BEGUN), rig.journal.kinds());
        running.close();
        assertEquals(1, rig.journal.settled().size());
    }

    @Test
    void aJournalThatIsShorterThanTheTablesMakesThemAnew() {
        Rig rig = new Rig();
        ask(rig, "r-1");
        ask(rig, "r-2");
        new Projection(rig.desk).upToDate(PATIENCE);
        Rig after = new Rig(rig.journal.cut(2), rig.store, "life-2", Map.of());
        LedgerTables tables = new Projection(after.desk).upToDate(PATIENCE);
        assertEquals(2, tables.place());
    }
}
