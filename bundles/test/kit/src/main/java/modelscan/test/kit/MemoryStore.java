package modelscan.test.kit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import modelscan.api.gateway.store.Store;

/** A store in HSQLDB in memory, with one connection; whoever tests with it has HSQLDB on the path. */
public final class MemoryStore implements Store, Store.Tables {
    private final Connection connection;
    private final Set<String> opened = new HashSet<>();

    /** An empty one. */
    public MemoryStore() {
        try {
            connection = DriverManager.getConnection("jdbc:hsqldb:mem:" + UUID.randomUUID(), "SA", "");
            connection.setAutoCommit(false);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Kind kind() {
        return Kind.HSQLDB;
    }

    @Override
    public synchronized Tables open(String owner, List<Migration> migrations) {
        if (opened.add(owner)) {
            write(on -> {
                try (Statement statement = on.createStatement()) {
                    for (Migration migration : migrations) {
                        for (String one : migration.statements().split(";\n")) {
                            statement.execute(one);
                        }
                    }
                }
                return null;
            });
        }
        return this;
    }

    @Override
    public synchronized <T> T write(Work<T> work) {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failed) {
            try {
                connection.rollback();
            } catch (SQLException gone) {
                failed.addSuppressed(gone);
            }
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public synchronized <T> T read(Work<T> work) {
        return write(work);
    }
}
