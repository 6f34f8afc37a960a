package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private Reply begin(Rig rig, String id) {
        Reply reply = rig.handle(id, _ -> upstream(id));
        reply.next();
        return reply;
    }

    @Test
    void whatRanWhenTheProcessEndedIsNamedAndNothingAcknowledgedIsLost() {
        for (int round = 0; round < 30; round++) {
            Rig rig = new Rig();
            acknowledged.clear();
            Set<String> begun = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                String id = round + "-" + i;
                begun.add(id);
                if (random.nextInt(6) == 0) {
                    begin(rig, id);
                } else {
                    ask(rig, id);
                }
                if (random.nextInt(10) == 0) {
                    // The tables follow now and then.
                    new Projection(rig.desk).upToDate(PATIENCE);
                }
            }
            Set<String> waiting = new HashSet<>();
            rig.journal.behind = random.nextInt(5);
            for (int i = 0; i < rig.journal.behind; i++) {
                String id = round + "-late-" + i;
                begun.add(id);
                waiting.add(id);
                // Its entry is written, but is not on disk when the process ends.
                begin(rig, id).close();
            }
            int left = rig.journal.size() - random.nextInt(rig.journal.behind + 1);
            Rig after = rig.after(rig.journal.cut(left));
            Map<String, Booked> found = all(after);
            acknowledged.forEach(id -> assertEquals(Status.OK, found.get(id).status(), id));
            assertEquals(begun, found.keySet(), "every request that began is listed");
            assertEquals(found, all(rig.after(after.journal)), "once, also when it starts again");
            long unknown = found.values().stream().filter(booked -> booked.status() == Status.UNKNOWN).count();
            assertEquals(begun.size() - rig.journal.cut(left).settled().size(), unknown, "late " + waiting);
        }
    }

    private static Map<String, Booked> all(Rig rig) {
        Map<String, Booked> found = new HashMap<>();
        new Books(rig.desk).each(new Selection(Instant.EPOCH, Rig.NOON.plus(Duration.ofDays(1)), Map.of(), Optional.empty(), 7, false),
                booked -> assertEquals(null, found.put(booked.entry().request(), booked), "listed once"));
        return found;
    }

    @Test
    void whatWasSetAsideIsInTheEntryOfWhoeverWasLost() {
        Rig rig = new Rig();
        Books books = new Books(rig.desk);
        Map<String, BigDecimal> first = Map.of("bud_1", new BigDecimal("0.5"), "bud_2", new BigDecimal("0.25"));
        Map<String, BigDecimal> second = Map.of("bud_1", new BigDecimal("0.125"));
        for (String id : List.of("r-1", "r-2", "r-3", "r-4")) {
            begin(rig, id);
            books.setAside(id, first);
        }
        books.setAside("r-2", second);
        books.setAside("r-3", Map.of());
        books.setAside("nobody", first);
        Reply ended = begin(rig, "r-5");
        ended.close();
        books.setAside("r-5", first);
        // It has the place of the one that ended.
        rig.journal.behind = 0;
        begin(rig, "r-6");
        books.setAside("r-5", first);
        Rig after = rig.after(rig.journal);
        Map<String, Booked> found = all(after);
        Map<String, Map<String, BigDecimal>> reserved = new HashMap<>();
        found.values().stream().filter(booked -> booked.status() == Status.UNKNOWN)
                .forEach(booked -> reserved.put(booked.entry().request(), booked.entry().reserved()));
        assertEquals(Map.of("r-1", first, "r-2", second, "r-3", Map.of(), "r-4", first, "r-6", Map.of()), reserved);
        assertEquals(reserved.get("r-2"), after.told.stream().filter(entry -> entry.request().equals("r-2")).findFirst().orElseThrow()
                .reserved(), "whoever listens is told too");
    }

    @Test
    void itIsToldOnlyWhetherEntriesAreMade() {
        assertTrue(new Books(new Rig().desk).keeps());
        assertFalse(new Books(new Rig(Map.of("ledger", "off")).desk).keeps());
    }

    @Test
    void requestsOfThisProcessAreNotTakenForLost() throws IOException {
        Rig rig = new Rig();
        Reply running = begin(rig, "r-1");
        new Projection(rig.desk).upToDate(PATIENCE);
        // The bundle is updated: the same process, a new instance.
        Rig updated = rig.updated();
        new Projection(updated.desk).upToDate(PATIENCE);
        assertEquals(List.of(), rig.journal.kinds());
        running.close();
        assertEquals(1, rig.journal.settled().size());
        rig.desk.register().close();
        assertEquals(List.of(), rig.desk.register().files(), "nothing is left behind");
    }

    @Test
    void aTornPlaceIsPassedOver() throws IOException {
        Rig rig = new Rig();
        begin(rig, "r-1");
        begin(rig, "r-2");
        Path sheet = rig.desk.register().files().getFirst();
        byte[] bytes = Files.readAllBytes(sheet);
        bytes[1024 + 20] ^= 1;
        Files.write(sheet, bytes);
        assertEquals(Set.of("r-2"), all(rig.after(rig.journal)).keySet());
    }

    @Test
    void moreThanASheetHoldsRunAtOnce() throws IOException {
        Rig rig = new Rig();
        for (int i = 0; i < 5000; i++) {
            begin(rig, "r-" + i);
        }
        assertEquals(3, rig.desk.register().files().size());
        assertEquals(5000, all(rig.after(rig.journal)).size());
    }

    @Test
    void aJournalThatIsShorterThanTheTablesMakesThemAnew() {
        Rig rig = new Rig();
        ask(rig, "r-1");
        ask(rig, "r-2");
        new Projection(rig.desk).upToDate(PATIENCE);
        Rig after = rig.after(rig.journal.cut(1));
        LedgerTables tables = new Projection(after.desk).upToDate(PATIENCE);
        assertEquals(1, tables.place());
    }
}
