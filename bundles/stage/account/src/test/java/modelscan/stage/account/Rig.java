package modelscan.stage.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.gateway.Tokens;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.test.kit.MemoryStore;

/** The stage with everything around it. */
final class Rig {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Model MODEL = new Model("llama", Set.of(Operation.CHAT), Optional.empty(), Optional.empty(), Set.of(),
            Optional.of(new Prices(Currency.getInstance("USD"), Map.of(Unit.INPUT, new BigDecimal("0.00000059"), Unit.OUTPUT,
                    new BigDecimal("0.00000079")))), Optional.empty(), Optional.empty());
    static final Candidate GROQ = new Candidate("groq", MODEL);

    final List<Ledger.Entry> told = new ArrayList<>();
    final AtomicLong micros = new AtomicLong();
    final FakeJournal journal;
    final MemoryStore store;
    final Desk desk;

    Rig() {
        this(Map.of());
    }

    Rig(Map<String, Object> settings) {
        this(new FakeJournal(), new MemoryStore(), new Register(temporary(), "life-1"), settings);
    }

    /** The same home after the process ended, whatever of the journal was left. */
    Rig after(FakeJournal left) {
        return new Rig(left, store, new Register(folder(), "life-2"), Map.of());
    }

    /** The same process after an update of the bundle. */
    Rig updated() {
        return new Rig(journal, store, new Register(folder(), "life-1"), Map.of());
    }

    Rig(FakeJournal journal, MemoryStore store, Register register, Map<String, Object> settings) {
        this.journal = journal;
        this.store = store;
        Surroundings around = new Surroundings(journal, store, words(), List.of(this::tell));
        this.desk = new Desk(around, new Settings(config(settings)),
                new Desk.Time(() -> NOON.plusNanos(micros.incrementAndGet() * 1000), () -> micros.get() * 1000), register);
    }

    private Path folder() {
        return desk.register().folder();
    }

    static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("modelscan-running");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> empty(folder)));
            return folder;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void empty(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException stays) {
            // It is a temporary folder.
        }
    }

    private synchronized void tell(Ledger.Entry entry) {
        told.add(entry);
    }

    /** Counts words, and four more for each message. */
    private static Tokens words() {
        return (request, _) -> new TokenCounter.Count(((ChatRequest) request).messages().stream().map(Message::text)
                .mapToLong(text -> 4 + (text.isBlank() ? 0 : text.strip().split("\\s+").length)).sum(), 10);
    }

    static Settings.Config config(Map<String, Object> settings) {
        return (Settings.Config) Proxy.newProxyInstance(Rig.class.getClassLoader(), new Class<?>[] {Settings.Config.class},
                (_, method, _) -> settings.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    static Exchange exchange(String id, Map<String, String> wishes) {
        return Exchange.of(id, Inquiry.of(ChatRequest.of("llama", Message.user("how are you")), true), new Wishes(wishes),
                new Cancellation());
    }

    Reply handle(String id, Next next) {
        return handle(exchange(id, Map.of()), next);
    }

    Reply handle(Exchange exchange, Next next) {
        return new Account(desk).handle(exchange, next);
    }

    /** The only entry. */
    Booked booked() {
        List<Booked> all = journal.settled();
        if (all.size() != 1) {
            throw new AssertionError("one entry is expected: " + all);
        }
        return all.getFirst();
    }
}
