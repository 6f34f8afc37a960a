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

    @BeforeEach
    void open() {
        ground = new Ground(home, store);
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
        Recall recall = new Recall(ground.directory, ground.nanos::get, later::add);
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
