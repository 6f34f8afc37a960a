package modelscan.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Why the store does not do what it is asked. */
final class Reasons {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final String CONSTRAINT = "23";
    private static final String DISK_FULL = "53100";

    private Reasons() {
    }

    static FailureException busy() {
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "too many wait for the database").because("storage_busy")
                .after(MOMENT));
    }

    static FailureException failed(String why) {
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, why).because("storage_failed"));
    }

    static FailureException closed() {
        return failed("the database is closed");
    }

    static FailureException unsound() {
        return failed("the disk of the database failed; it takes nothing until the gateway is started again");
    }

    /** The words of the database stay in the log: they may hold what is in the tables. */
    static FailureException of(String what, SQLException why) {
        String state = String.valueOf(why.getSQLState());
        String message = what + " (SQL state " + state + ")";
        if (state.startsWith(CONSTRAINT)) {
            return new FailureException(Failure.of(ErrorCode.CONFLICT, message).because("constraint"), why);
        }
        String reason = state.equals(DISK_FULL) ? "storage_full" : "storage_failed";
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, message).because(reason), why);
    }
}
