package modelscan.core.catalog.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.process.ChildProcess;
import modelscan.base.process.Command;

/** Starts the program, not more often at once than allowed, and knows all that run. */
final class Launcher implements AutoCloseable {
    private static final int TRIES = 50;
    private static final long TRY_MILLISECONDS = 100;
    private static final int LARGEST_LINE = 64 << 20;
    private static final String OWN_CHOICE = "default";

    private final Setup setup;
    private final Semaphore free;
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Launcher(Setup setup) {
        this.setup = setup;
        this.free = new Semaphore(setup.form().concurrent());
    }

    /** Starts the program for a turn. */
    Run launch(Turn turn, Spoken spoken) {
        Back.Order order = spoken.checked().apply(spoken.back().order(turn.exchange()));
        Map<String, String> values = values(turn, order);
        List<String> arguments = new ArrayList<>(List.of(program().toString()));
        arguments.addAll(new Arguments(values).of(setup.form()));
        String input = Template.of(setup.form().stdin()).filled(values).orElse("");
        Command command = new Command(arguments, setup.variables(spoken.key()), folder(), setup.form().limits());
        ChildProcess child = started(command, input, turn.exchange());
        int largest = (int) Math.min(LARGEST_LINE, setup.form().limits().output());
        return new Run(child, spoken.lines().reader(child.output(), largest), spoken.back().reader(turn.exchange()),
                spoken.back(), order.losses());
    }

    private Map<String, String> values(Turn turn, Back.Order order) {
        Map<String, String> values = new HashMap<>(order.headers());
        values.put("prompt", new String(order.body(), StandardCharsets.UTF_8));
        turn.session().ifPresent(session -> values.put("session", session));
        // Under the provider's own name or "default" the tool chooses its model itself.
        turn.exchange().candidate().map(Candidate::model).map(model -> model.id())
                .filter(id -> !id.equals(setup.provider()) && !id.equals(OWN_CHOICE))
                .ifPresent(id -> values.put("model", id));
        return values;
    }

    private Path program() {
        return setup.program().orElseThrow(() -> refuse(ErrorCode.PROVIDER_UNCONFIGURED, setup.missing()));
    }

    private Path folder() {
        try {
            return Files.createDirectories(setup.folder());
        } catch (IOException unwritable) {
            throw refuse(ErrorCode.PROVIDER_UNCONFIGURED, "its working folder " + setup.folder() + " cannot be made");
        }
    }

    private ChildProcess started(Command command, String input, Exchange exchange) {
        await(exchange.cancellation());
        ChildProcess child;
        try {
            child = ChildProcess.start(command, input.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException refused) {
            free.release();
            throw refused;
        }
        running.add(child);
        Cancellation.Hook hook = exchange.cancellation().onCancel(child::close);
        child.gone().whenComplete((_, _) -> {
            hook.close();
            running.remove(child);
            free.release();
        });
        if (closed) {
            child.close();
        }
        return child;
    }

    private void await(Cancellation cancellation) {
        try {
            for (int round = 0; round < TRIES && !closed && !cancellation.cancelled(); round++) {
                if (free.tryAcquire(TRY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw refuse(ErrorCode.CANCELLED, "waiting for its turn was interrupted");
        }
        throw closed ? refuse(ErrorCode.PROVIDER_GONE, "it is being stopped")
                : cancellation.cancelled() ? refuse(ErrorCode.CANCELLED, "nobody waits for the answer any more")
                : refuse(ErrorCode.PROVIDER_OVERLOADED, "it runs " + setup.form().concurrent()
                        + " times already; more are not allowed at once");
    }

    private FailureException refuse(ErrorCode code, String why) {
        return new FailureException(Failure.of(code, setup.provider() + ": " + why).by(setup.provider()));
    }

    /** Ends all that run. */
    @Override
    public void close() {
        closed = true;
        running.forEach(ChildProcess::close);
    }

    /** How many run. */
    int running() {
        return running.size();
    }
}
