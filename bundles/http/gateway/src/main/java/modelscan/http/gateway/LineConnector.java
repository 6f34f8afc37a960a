package modelscan.http.gateway;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Accepts the connections of a listener as {@link Line}s. */
final class LineConnector extends ServerConnector {
    private static final int BACKLOG = 1024;

    private final Side side;
    private final Executor workers;

    LineConnector(Server server, Side side, Executor workers, ConnectionFactory connections) {
        // No acceptor of its own: the one selector accepts as well.
        super(server, null, null, null, 0, 1, connections);
        this.side = side;
        this.workers = workers;
        setName(side.name());
        setHost(side.place().host());
        setPort(side.place().port());
        setAcceptQueueSize(BACKLOG);
        setAcceptedTcpNoDelay(true);
        setReuseAddress(true);
    }

    Side side() {
        return side;
    }

    /** Looks after all lines. */
    void tick(long now, long longestHead) {
        for (EndPoint endPoint : getConnectedEndPoints()) {
            if (endPoint instanceof Line line) {
                line.tick(now, longestHead);
            }
        }
    }

    /** Tells the calls that are left to give up. */
    void stopCalls() {
        for (EndPoint endPoint : getConnectedEndPoints()) {
            if (endPoint instanceof Line line) {
                line.tellGuest();
            }
        }
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        Line line = new Line(channel, selector, key, getScheduler(), workers);
        line.setIdleTimeout(getIdleTimeout());
        return line;
    }
}
