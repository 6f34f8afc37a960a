package modelscan.api.gateway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tables that survive: HSQLDB in the home, or PostgreSQL.
 *
 * <pre>{@code
 * Store.Tables tables = store.open("keys", List.of(new Store.Migration(1, "create table keys_key (id varchar(40) primary key)")));
 * tables.write(connection -> …);
 * }</pre>
 *
 * <p>An owner's tables begin with its name and an underscore. No request of a client may wait for it.
 */
@ProviderType
public interface Store {
    /** Which database it is, for the few statements that are not the same in both. */
    enum Kind {
        /** Embedded; one process. */
        HSQLDB,
        /** A server. */
        POSTGRESQL
    }

    /** Which database it is. */
    Kind kind();

    /**
     * Brings the tables of an owner up to date.
     *
     * @param owner small letters and digits
     * @param migrations all there ever were, in order; one that was applied must not change any more
     * @throws modelscan.api.model.FailureException with UNAVAILABLE because of {@code storage_failed} if they do not fit to what is there
     */
    Tables open(String owner, List<Migration> migrations);

    /**
     * Copies what is committed into a folder that is not there yet; others go on working.
     *
     * @throws modelscan.api.model.FailureException with UNSUPPORTED if the database has tools of its own for that
     */
    default void copy(Path folder) {
        throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED, "this store cannot be copied"));
    }

    /** The tables of an owner. */
    @ProviderType
    interface Tables {
        /**
         * Changes something, all of it or nothing; it is on disk when this returns.
         *
         * <p>The work changes rows, not tables, and waits for no other work.
         *
         * @throws modelscan.api.model.FailureException with CONFLICT if a constraint of a table refuses it, with UNAVAILABLE
         *     because of {@code storage_failed}, {@code storage_full} or {@code storage_busy} if it is not on disk
         */
        <T> T write(Work<T> work);

        /**
         * Looks something up; it sees what was committed when it began.
         *
         * @throws modelscan.api.model.FailureException with UNAVAILABLE if it cannot, or if too many read already
         */
        <T> T read(Work<T> work);
    }

    /** Work with a connection, which must not be kept, committed or closed. */
    @ConsumerType
    interface Work<T> {
        /** Does the work. */
        T on(Connection connection) throws SQLException;
    }

    /**
     * A step from one shape of the tables to the next.
     *
     * @param version counts from 1 without a gap
     * @param statements SQL both databases understand, several parted by semicolons at the end of a line
     */
    record Migration(int version, String statements) {
        public Migration {
            if (version < 1 || statements.isBlank()) {
                throw new IllegalArgumentException("a migration has a version from 1 on and statements");
            }
            Objects.requireNonNull(statements, "statements");
        }
    }
}
