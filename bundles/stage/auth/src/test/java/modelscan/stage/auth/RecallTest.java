package modelscan.stage.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallTest {
    @TempDir
    private Path home;
    private final MemoryStore store = new MemoryStore();
    private final List<Ledger.Entry> entries = new ArrayList<>();
    private Ground ground;
    private long begun;

    @BeforeEach
    void open() {
        ground = new Ground(home, store);
        begun = ground.nanos.get();
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void whatWasUsedBeforeARestartCounts() {
        Principal caller = ground.caller("{'name':'a','limits':{'rpd':5,'rpm':3,'tpd':1000}}");
        entry(caller, Duration.ofHours(25), 900);
        entry(caller, Duration.ofHours(3), 100);
        entry(caller, Duration.ofHours(2), 100);
        entry(caller, Duration.ofSeconds(10), 100);
        entry(caller, Duration.ofSeconds(-10), 100);
        entry(Principal.of("key_gone"), Duration.ofSeconds(10), 100);
        entries.add(new Ledger.Entry("r", Ground.START.minusSeconds(5), caller, Operation.CHAT, "m", List.of(), false,
                Optional.of(ErrorCode.RATE_LIMITED), Duration.ZERO));
        ground.recall.read(ledger());
        assertEquals(Optional.empty(), ask(caller));
        assertEquals(Optional.empty(), ask(caller));
        assertTrue(ask(caller).orElseThrow().message().contains("5 requests per day"), "3 before and 2 now");
        ground.pass(Duration.ofHours(21).plusMinutes(30));
        assertEquals(Optional.empty(), ask(caller), "the first of the three has faded");
    }

    @Test
    void whoHasLimitsWaitsUntilItIsKnown() {
        Principal limited = ground.caller("{'name':'a','limits':{'rpd':5}}");
        Principal free = ground.caller("{'name':'b'}");
        Deque<Runnable> later = new ArrayDeque<>();
        Recall recall = new Recall(ground.directory, ground.nanos::get, later::add, (_, _) -> true);
        assertFalse(recall.reading());
        recall.read(ledger());
        recall.read(ledger());
        assertEquals(ErrorCode.UNAVAILABLE, ask(limited, recall).orElseThrow().code());
        assertEquals(Optional.empty(), ask(free, recall));
        assertEquals(1, later.size());
        later.remove().run();
        assertEquals(Optional.empty(), ask(limited, recall));
    }

    @Test
    void aBusyDayIsCountedExactly() {
        Principal caller = ground.caller("{'name':'a','limits':{'rpd':100000,'rph':100000}}");
        for (int i = 0; i < 50_000; i++) {
            entry(caller, Duration.ofMillis(1 + i * 1000L), 0);
        }
        ground.recall.read(ledger());
        Meter meter = ground.directory.seats(caller).getFirst().meter();
        Limits day = new Limits(Map.of(Rate.RPD, 50_001L), OptionalInt.empty());
        Limits full = new Limits(Map.of(Rate.RPD, 50_000L), OptionalInt.empty());
        Limits hour = new Limits(Map.of(Rate.RPH, 3_600L), OptionalInt.empty());
        assertEquals(Optional.empty(), meter.shortage(day, 0, ground.nanos.get()));
        assertTrue(meter.shortage(full, 0, ground.nanos.get()).isPresent());
        assertTrue(meter.shortage(hour, 0, ground.nanos.get()).isPresent());
    }

    @Test
    void aLedgerThatFailsIsReadAgainAndNothingCountedTwice() {
        Principal caller = ground.caller("{'name':'a','limits':{'rpd':3}}");
        entry(caller, Duration.ofHours(1), 0);
        entry(caller, Duration.ofHours(1), 0);
        ground.recall.read(new Ledger() {
            private boolean failed;

            @Override
            public void read(Instant since, Consumer<Entry> reader) {
                entries.forEach(reader);
                if (!failed) {
                    failed = true;
                    throw new IllegalStateException("the disk");
                }
            }
        });
        assertEquals(Optional.empty(), ask(caller));
        assertTrue(ask(caller).isPresent());
    }

    @Test
    void itIsTriedOftenAtFirstAndAStartWaitsForIt() {
        ground.caller("{'name':'a','limits':{'rpd':3}}");
        assertTrue(ground.recall.get().getFirst().contains("there is no ledger yet"), ground.recall.get().toString());
        List<Duration> rests = new ArrayList<>();
        ground.rested = pause -> {
            rests.add(pause);
            ground.pass(pause);
            boolean waits = ground.nanos.get() - begun < Duration.ofSeconds(8).toNanos();
            assertEquals(waits ? List.of("what callers with limits used before the start is still being counted: the disk") : List.of(),
                    ground.recall.get());
            return false;
        };
        int failures = 60;
        int[] tries = {0};
        ground.recall.read((_, _) -> {
            if (tries[0]++ < failures) {
                throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the disk"));
            }
        });
        assertEquals(failures, rests.size(), "at once, and after every rest");
        assertTrue(rests.subList(0, 50).stream().allMatch(Duration.ofMillis(100)::equals), rests.toString());
        assertTrue(rests.subList(50, failures).stream().allMatch(Duration.ofSeconds(2)::equals), rests.toString());
        assertFalse(ground.recall.reading());
        assertEquals(List.of(), ground.recall.get());
    }

    @Test
    void aBrokenLedgerHoldsUpNoStartForeverButWhoHasLimits() {
        Principal limited = ground.caller("{'name':'a','limits':{'rpd':5}}");
        ground.rested = pause -> {
            ground.pass(pause);
            return ground.nanos.get() - begun > Duration.ofSeconds(9).toNanos();
        };
        ground.recall.read((_, _) -> {
            throw new IllegalStateException("torn");
        });
        assertEquals(List.of(), ground.recall.get());
        assertEquals(ErrorCode.UNAVAILABLE, ask(limited).orElseThrow().code());
    }

    @Test
    void aStartWaitsOnlyAWhileForALedgerThatMayNotComeAtAll() {
        Principal limited = ground.caller("{'name':'a','limits':{'rpd':5}}");
        assertEquals(1, ground.recall.get().size());
        ground.pass(Duration.ofSeconds(4));
        assertEquals(List.of(), ground.recall.get());
        assertEquals(Optional.empty(), ask(limited));
    }

    @Test
    void aStartWaitsForNothingWhereNobodyHasLimits() {
        ground.caller("{'name':'a','limits':{'concurrent':5}}");
        assertEquals(List.of(), ground.recall.get());
        ground.recall.read((_, _) -> {
            throw new AssertionError("nothing in it matters");
        });
        assertFalse(ground.recall.reading());
    }

    @Test
    void itIsTheKeysThatAreWaitedForFirst() {
        Ground without = new Ground(home, Runnable::run, null);
        assertEquals(List.of(), without.recall.get());
        assertEquals(1, without.directory.get().size());
    }

    @Test
    void onlyAsMuchIsReadAsTheLongestLimitSees() {
        List<Instant> since = new ArrayList<>();
        ground.caller("{'name':'a','limits':{'rpm':5}}");
        ground.caller("{'name':'b','limits':{'tph':5}}");
        ground.recall.read((from, _) -> since.add(from));
        Duration back = Duration.between(since.getFirst(), Ground.START);
        assertTrue(back.compareTo(Duration.ofMinutes(61)) > 0 && back.compareTo(Duration.ofMinutes(62)) < 0, back.toString());
    }

    private Ledger ledger() {
        return (since, reader) -> entries.stream().filter(entry -> !entry.at().isBefore(since)).forEach(reader);
    }

    private void entry(Principal caller, Duration age, long tokens) {
        Ledger.Try one = new Ledger.Try("p", "m", Usage.NONE.with(Unit.INPUT, tokens), false, new Cost.Unknown("test"), Optional.empty());
        entries.add(new Ledger.Entry("r", Ground.START.minus(age), caller, Operation.CHAT, "m", List.of(one), false, Optional.empty(),
                Duration.ZERO));
    }

    private Optional<Failure> ask(Principal caller) {
        return ask(caller, ground.recall);
    }

    private Optional<Failure> ask(Principal caller, Recall recall) {
        Admit admit = new Admit(ground.directory, recall, ground.nanos::get);
        try (Reply reply = admit.handle(Samples.chat("m", "hi").by(caller), _ -> Reply.of(new StreamEvent.TextDelta(0, "hello")))) {
            return reply.next().flatMap(Piece::failure);
        }
    }
}
