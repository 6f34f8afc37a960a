package modelscan.stage.limit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** A store in memory that can be made to fail; what was written outlives who wrote it. */
final class FakeStore implements Store {
    private final String url = "jdbc:hsqldb:mem:" + UUID.randomUUID();
    private final Map<String, Integer> applied = new HashMap<>();
    volatile boolean failing;
    int writes;

    @Override
    public Kind kind() {
        return Kind.HSQLDB;
    }

    @Override
    public synchronized Tables open(String owner, List<Migration> migrations) {
        for (Migration migration : migrations.subList(applied.getOrDefault(owner, 0), migrations.size())) {
            for (String statement : migration.statements().split(";\\s*\n")) {
                done(connection -> {
                    try (Statement made = connection.createStatement()) {
                        return made.execute(statement);
                    }
                });
            }
            applied.put(owner, migration.version());
        }
        return new Tables() {
            @Override
            public <T> T write(Work<T> work) {
                writes++;
                return done(work);
            }

            @Override
            public <T> T read(Work<T> work) {
                return done(work);
            }
        };
    }

    private synchronized <T> T done(Work<T> work) {
        if (failing) {
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the disk is full").because("storage_failed"));
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
