package modelscan.core.catalog.command;

import java.util.List;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider.Health;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * A provider that is a program on this machine.
 *
 * <pre>{@code
 * Commands commands = new Commands(new Setup("codex", form, folder, System.getenv(), placeholders));
 * try (Reply reply = commands.open(exchange, spoken)) { … }
 * }</pre>
 */
public final class Commands implements AutoCloseable {
    private static final long FRESH = 5_000_000_000L;

    private final Setup setup;
    private final Sessions sessions;
    private final Launcher launcher;
    private volatile Look last;

    private record Look(Health health, long at) {
    }

    /** Ready to start the program; nothing runs yet. */
    public Commands(Setup setup) {
        this.setup = setup;
        this.sessions = new Sessions(!setup.form().resume().isEmpty());
        this.launcher = new Launcher(setup);
    }

    /** Whether the program is there; looked up every few seconds at most. */
    public Health health() {
        Look known = last;
        if (known == null || System.nanoTime() - known.at > FRESH) {
            Health found = setup.program().isPresent() ? Health.UP : new Health(Health.State.UNCONFIGURED, setup.missing());
            known = new Look(found, System.nanoTime());
            last = known;
        }
        return known.health;
    }

    /** Runs the program for an exchange; {@code spoken.onClose} runs in every case, once. */
    public Reply open(Exchange exchange, Spoken spoken) {
        UnaryOperator<Failure> signed = failure -> spoken.signed().apply(failure.saying(setup.masked(failure.message())));
        Spoken masked = new Spoken(spoken.back(), spoken.lines(), spoken.key(), spoken.checked(), signed, spoken.onClose());
        boolean open = false;
        try {
            Reply reply = new CommandReply(sessions, sessions.turn(exchange), turn -> launcher.launch(turn, masked), masked);
            open = true;
            return unable(exchange) ? reply.receipted(receipt -> receipt.warning(List.of(
                    "x-modelscan-session: " + setup.provider() + " cannot continue a session"))) : reply;
        } catch (FailureException expected) {
            return Reply.refused(signed.apply(expected.failure()));
        } finally {
            if (!open) {
                spoken.onClose().run();
            }
        }
    }

    private boolean unable(Exchange exchange) {
        return setup.form().resume().isEmpty() && exchange.wishes().named("session").isPresent();
    }

    /** How many programs run at the moment, with those that tidy up. */
    public int running() {
        return launcher.running();
    }

    /** Ends every program that runs, with all it started. */
    @Override
    public void close() {
        launcher.close();
    }
}
