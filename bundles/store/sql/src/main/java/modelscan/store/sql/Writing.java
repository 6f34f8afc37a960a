package modelscan.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import modelscan.api.gateway.store.Store.Work;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** A work that waits to be written. */
final class Writing<T> {
    private final Work<T> work;
    private final boolean alone;
    private final CompletableFuture<T> over = new CompletableFuture<>();
    private T result;

    Writing(Work<T> work, boolean alone) {
        this.work = work;
        this.alone = alone;
    }

    /** Whether it shares its transaction with nobody. */
    boolean alone() {
        return alone;
    }

    /** Does it; whether it succeeded. A failure of its own ends it here. */
    boolean on(Connection connection, Engine engine) {
        try {
            result = Lent.to(work, connection, engine);
            return true;
        } catch (SQLException refused) {
            engine.consider(refused);
            fail(Reasons.of("the database refused it", refused));
        } catch (RuntimeException | Error own) {
            fail(own);
        }
        return false;
    }

    /** Does it with the connection itself. */
    void run(Connection connection) throws SQLException {
        result = work.on(connection);
    }

    void kept() {
        over.complete(result);
    }

    void fail(Throwable why) {
        over.completeExceptionally(why);
    }

    T await() {
        try {
            return over.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(Failure.of(ErrorCode.CANCELLED, "interrupted; nobody knows whether it is written"));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error bug) {
                throw bug;
            }
            throw (RuntimeException) failed.getCause();
        }
    }
}
