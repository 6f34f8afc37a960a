package modelscan.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import modelscan.api.gateway.store.Store.Kind;

/** What is not the same in the two databases. */
interface Engine extends AutoCloseable {
    Kind kind();

    /** A connection that commits only when told, and reads what was committed. */
    Connection connect() throws SQLException;

    /** Bounds the time that a statement takes. */
    void bound(Statement statement) throws SQLException;

    /** Whether what was committed until now is on disk, as far as anybody can know. */
    boolean sound();

    /** Looks whether an error means that the disk failed. */
    void consider(SQLException error);

    /** Whether the error says that just this statement was run before. */
    boolean ranBefore(SQLException error);

    /** Copies what is committed into a folder that is not there yet; nobody writes meanwhile. */
    void copy(Path folder) throws SQLException;

    @Override
    void close() throws SQLException;
}
