package modelscan.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import modelscan.bench.http.MessageParser;

/** One kept-alive connection with at most one request on its way. */
final class ClientConnection {
    private final MessageParser parser = new MessageParser(MessageParser.Kind.RESPONSE);
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request;
    private final Answer answer;
    private boolean busy;
    private long due;
    private long firstByte;

    private ClientConnection(SocketChannel channel, Selector selector, Call call, ByteBuffer request) throws IOException {
        this.channel = channel;
        this.request = request;
        answer = new Answer(call);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ);
    }

    static ClientConnection open(Selector selector, Call call, ByteBuffer request) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), call.port()));
        try {
            ClientConnection connection = new ClientConnection(channel, selector, call, request.duplicate());
            connection.key.attach(connection);
            return connection;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Begins a request that was due at the given time. */
    void send(long dueNanos) throws IOException {
        busy = true;
        due = dueNanos;
        firstByte = 0;
        answer.clear();
        parser.reset();
        request.clear();
        flush();
    }

    /** Goes on with whatever the socket is ready for; the outcome once the answer is over. */
    Optional<Outcome> proceed(ByteBuffer buffer, byte[] bytes) {
        try {
            if (key.isWritable()) {
                flush();
            }
            return key.isReadable() ? read(buffer, bytes) : Optional.empty();
        } catch (ProtocolException failure) {
            return Optional.of(Outcome.MALFORMED);
        } catch (IOException failure) {
            return Optional.of(Outcome.CUT);
        }
    }

    boolean isBusy() {
        return busy;
    }

    boolean isReusable() {
        return !busy && channel.isOpen() && !parser.closes();
    }

    void release() {
        busy = false;
    }

    long due() {
        return due;
    }

    long firstByte() {
        return firstByte;
    }

    int events() {
        return answer.events();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing more can be asked of a socket that fails to close.
            busy = false;
        }
    }

    private void flush() throws IOException {
        channel.write(request);
        int wanted = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private Optional<Outcome> read(ByteBuffer buffer, byte[] bytes) throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            return Optional.of(parser.endsHere() ? answer.judge(parser.status()) : Outcome.CUT);
        }
        buffer.flip().get(bytes, 0, count);
        int next = parser.feed(bytes, 0, count, answer);
        if (firstByte == 0 && answer.hasBegun()) {
            firstByte = System.nanoTime();
        }
        if (!parser.isComplete()) {
            return Optional.empty();
        }
        return Optional.of(next == count ? answer.judge(parser.status()) : Outcome.MALFORMED);
    }
}
