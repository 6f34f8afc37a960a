package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Budgets;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Principal;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;

/** Everything of this bundle, wired by hand, with clocks that stand still. */
final class Ground {
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    final AtomicReference<Instant> wall = new AtomicReference<>(START);
    final AtomicLong nanos = new AtomicLong(Duration.ofDays(400).toNanos());
    final List<Audit.Change> changes = new ArrayList<>();
    /** Thrown by the audit trail instead of taking a change. */
    FailureException untold;
    /** What happens while somebody rests; whether it is over then. */
    Predicate<Duration> rested = _ -> false;
    final Directory directory;
    final Desk desk;
    final Recall recall;

    private final Audit told = change -> {
        if (untold != null) {
            throw untold;
        }
        changes.add(change);
    };

    Ground(Path home, MemoryStore store) {
        this(home, store, null);
    }

    Ground(Path home, MemoryStore store, Budgets budgets) {
        this(home, Runnable::run, budgets);
        directory.use(store);
    }

    Ground(Path home, Executor background, Budgets budgets) {
        directory = new Directory(new Loading.Way(home.resolve("conf/keys.pepper"), background, Duration.ZERO), wall::get);
        desk = new Desk(directory, budgets, new Trail("nobody", told));
        recall = new Recall(directory, nanos::get, background, (_, pause) -> rested.test(pause));
    }

    Door door(String anonymous) {
        return new Door(directory, new Words(anonymous));
    }

    Admit admit(Estimates estimates, Candidate... candidates) {
        Map<String, List<Candidate>> byName = Map.of("shared", List.of(candidates));
        return new Admit(directory, recall, nanos::get).knowing(List.of(new FakeCatalog(byName, List.<StreamEvent>of())))
                .expecting(estimates == null ? List.of() : List.of(estimates));
    }

    /** Makes an account; single quotes are written for double ones. */
    JsonNode make(Kind kind, String body) {
        return desk.make(kind, json(body));
    }

    /** Makes a key and lets it in. */
    Principal caller(String body) {
        return door("never").admit(Optional.of(make(Kind.KEY, body).get("key").asText()), false);
    }

    Exchange chat(Principal principal) {
        return Samples.chat("shared", "hi").by(principal);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wall.updateAndGet(now -> now.plus(time));
    }

    static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }

    private record Words(String anonymous) implements Door.Config {
        @Override
        public Class<Door.Config> annotationType() {
            return Door.Config.class;
        }
    }
}
