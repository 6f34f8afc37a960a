package modelscan.core.catalog.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Role;
import modelscan.api.model.StreamEvent;

/**
 * The answer of a program.
 *
 * <p>A session that we only guessed may be unknown to the program; then the whole conversation is told instead, as long as
 * nothing was answered.
 */
final class CommandReply implements Reply {
    private final Sessions sessions;
    private final Function<Turn, Run> launch;
    private final Spoken spoken;
    private final AtomicBoolean closed = new AtomicBoolean();
    private Turn turn;
    private String session = "";
    private boolean answered;
    private volatile Run run;
    private volatile boolean ended;
    private volatile Optional<Failure> failure = Optional.empty();

    CommandReply(Sessions sessions, Turn turn, Function<Turn, Run> launch, Spoken spoken) {
        this.sessions = sessions;
        this.launch = launch;
        this.spoken = spoken;
        this.turn = turn;
        this.run = launch.apply(turn);
    }

    @Override
    public Optional<Piece> next() {
        while (!ended && !closed.get()) {
            Optional<Piece> piece = pulled();
            if (piece.isEmpty()) {
                finish();
                return Optional.empty();
            }
            Optional<Failure> told = piece.get().failure();
            if (told.isEmpty()) {
                remember(piece.get());
                return piece;
            }
            if (!toldAgain()) {
                return Optional.of(broken(told.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Piece> pulled() {
        try {
            return run.next();
        } catch (FailureException expected) {
            return Optional.of(Piece.failed(expected.failure()));
        } catch (IOException cut) {
            return Optional.of(Piece.failed(Failure.of(ErrorCode.STREAM_CUT, "the program's answer broke off")));
        }
    }

    private void remember(Piece piece) {
        for (StreamEvent event : piece.events()) {
            if (event instanceof StreamEvent.Started started) {
                session = started.id();
            } else {
                answered = true;
            }
            if (event instanceof StreamEvent.TextDelta text) {
                turn.spoken().add(Role.ASSISTANT, text.text());
            }
        }
    }

    private boolean toldAgain() {
        Optional<Turn> again = answered || run.child().verdict().isPresent() ? Optional.empty() : turn.again();
        if (again.isEmpty()) {
            return false;
        }
        turn.session().ifPresent(sessions::forget);
        run.child().close();
        turn = again.get();
        try {
            run = launch.apply(turn);
        } catch (FailureException refused) {
            return false;
        }
        if (closed.get()) {
            run.child().close();
        }
        return true;
    }

    private void finish() {
        ended = true;
        sessions.learn(turn, session);
        run.release();
    }

    private Piece broken(Failure cause) {
        ended = true;
        Failure signed = spoken.signed().apply(cause);
        failure = Optional.of(signed);
        run.child().close();
        return Piece.failed(signed);
    }

    @Override
    public boolean ready() {
        return !ended && run.ready();
    }

    @Override
    public Receipt receipt() {
        Receipt receipt = Receipt.EMPTY.using(run.reader().usage()).warning(run.losses());
        receipt = run.reader().finish().map(receipt::ending).orElse(receipt);
        return failure.map(receipt::failing).orElse(receipt);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // One that came to its end was released and may finish.
            if (!ended) {
                run.child().close();
            }
            spoken.onClose().run();
        }
    }
}
