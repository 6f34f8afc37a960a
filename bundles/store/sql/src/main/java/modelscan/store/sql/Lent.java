package modelscan.store.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modelscan.api.gateway.store.Store.Work;

/** A connection while somebody works with it: what it makes is bounded in time and closed at the end, as is itself. */
final class Lent implements InvocationHandler {
    private static final Set<String> KEPT = Set.of("commit", "close", "abort", "setAutoCommit", "setTransactionIsolation",
            "setReadOnly", "setSchema", "setCatalog", "setHoldability", "unwrap", "beginRequest", "endRequest");

    private final Connection connection;
    private final Engine engine;
    private final List<Statement> made = new ArrayList<>();
    private boolean over;

    private Lent(Connection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    /** Does the work; the transaction is neither begun nor ended. */
    static <T> T to(Work<T> work, Connection connection, Engine engine) throws SQLException {
        Lent lent = new Lent(connection, engine);
        Connection seen = (Connection) Proxy.newProxyInstance(Lent.class.getClassLoader(), new Class<?>[] {Connection.class}, lent);
        try {
            return work.on(seen);
        } finally {
            lent.end();
        }
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        if (over) {
            throw new SQLException("the work with this connection is over", "08003");
        }
        if (KEPT.contains(name) || name.equals("rollback") && arguments == null) {
            throw new SQLException("the store does " + name + " itself", "0A000");
        }
        try {
            return watched(method.invoke(connection, arguments));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private Object watched(Object result) throws SQLException {
        if (result instanceof Statement statement) {
            made.add(statement);
            engine.bound(statement);
        }
        return result;
    }

    private void end() throws SQLException {
        over = true;
        for (Statement statement : made) {
            statement.close();
        }
    }
}
