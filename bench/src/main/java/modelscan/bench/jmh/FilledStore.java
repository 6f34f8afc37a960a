package modelscan.bench.jmh;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import modelscan.api.gateway.store.Store;

/** Tables in memory that are full before anybody reads them. */
final class FilledStore implements Store, Store.Tables {
    private final Connection connection;
    private final Map<String, Work<?>> filling;

    /** With this work done for an owner when its tables are there. */
    FilledStore(Map<String, Work<?>> filling) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:hsqldb:mem:" + UUID.randomUUID(), "SA", "");
        this.filling = new HashMap<>(filling);
    }

    @Override
    public Kind kind() {
        return Kind.HSQLDB;
    }

    @Override
    public synchronized Tables open(String owner, List<Migration> migrations) {
        Work<?> first = filling.remove(owner);
        if (first != null) {
            write(inside -> {
                try (Statement statement = inside.createStatement()) {
                    for (Migration migration : migrations) {
                        for (String one : migration.statements().split(";\n")) {
                            statement.execute(one);
                        }
                    }
                }
                return first.on(inside);
            });
        }
        return this;
    }

    @Override
    public synchronized <T> T write(Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        return write(work);
    }
}
