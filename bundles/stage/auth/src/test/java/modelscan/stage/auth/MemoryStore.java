package modelscan.stage.auth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** A store in memory that can be made to fail. */
final class MemoryStore implements Store, Store.Tables, AutoCloseable {
    /** How many of the next works fail. */
    final AtomicInteger failing = new AtomicInteger();
    /** How many works were done. */
    final AtomicInteger works = new AtomicInteger();
    private final Connection connection;
    private final Set<String> owners = new HashSet<>();

    MemoryStore() {
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
    public Tables open(String owner, List<Migration> migrations) {
        write(inside -> {
            if (owners.add(owner)) {
                try (Statement statement = inside.createStatement()) {
                    for (Migration migration : migrations) {
                        for (String one : migration.statements().split(";\n")) {
                            statement.execute(one);
                        }
                    }
                }
            }
            return null;
        });
        return this;
    }

    @Override
    public synchronized <T> T write(Work<T> work) {
        works.incrementAndGet();
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the disk is full").because("storage_failed"));
        }
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        return write(work);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
