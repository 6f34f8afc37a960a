package modelscan.bench.mock;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import modelscan.bench.http.MessageParser;

/** One client of the mock: reads a request, plays the answer, reads the next. */
final class MockConnection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final MessageParser parser = new MessageParser(MessageParser.Kind.REQUEST);
    private final RequestBody body = new RequestBody();
    private final MockUpstream upstream;
    private final SocketChannel channel;
    private final SelectionKey key;
    private Playback playback;
    private ByteBuffer rest = NOTHING;

    MockConnection(MockUpstream upstream, SocketChannel channel, Selector selector) throws IOException {
        this.upstream = upstream;
        this.channel = channel;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, SelectionKey.OP_READ);
    }

    void listen() {
        key.attach(this);
    }

    void proceed(ByteBuffer buffer, byte[] bytes) {
        try {
            if (key.isValid() && key.isReadable()) {
                read(buffer, bytes);
            }
            if (key.isValid() && key.isWritable()) {
                key.interestOps(SelectionKey.OP_READ);
                play();
            }
        } catch (IOException broken) {
            close();
        }
    }

    /** A pause of the script is over. */
    void wake() {
        try {
            if (channel.isOpen()) {
                play();
            }
        } catch (IOException broken) {
            close();
        }
    }

    void close() {
        if (playback != null) {
            upstream.tally().abortedByClient();
            playback = null;
        }
        upstream.drop(channel);
    }

    private void read(ByteBuffer buffer, byte[] bytes) throws IOException {
        int count = channel.read(buffer.clear());
        // Bytes before the answer is out would be pipelining, which no client of ours does.
        if (count < 0 || playback != null) {
            close();
            return;
        }
        buffer.flip().get(bytes, 0, count);
        int next = parser.feed(bytes, 0, count, body);
        if (!parser.isComplete()) {
            return;
        }
        if (next < count) {
            close();
            return;
        }
        playback = upstream.answer(parser.requestLine(), body);
        play();
    }

    private void play() throws IOException {
        if (rest.hasRemaining() && !write(rest)) {
            return;
        }
        while (playback.hasNext()) {
            int pause = playback.pause();
            if (pause > 0) {
                upstream.wakeLater(this, pause);
                return;
            }
            if (playback.isStream()) {
                upstream.tally().chunkSent();
            }
            if (!write(playback.next())) {
                return;
            }
        }
        finish();
    }

    private boolean write(ByteBuffer piece) throws IOException {
        channel.write(piece);
        if (!piece.hasRemaining()) {
            rest = NOTHING;
            return true;
        }
        rest = piece;
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return false;
    }

    private void finish() {
        boolean cut = playback.endsWithCut();
        playback = null;
        if (cut) {
            upstream.tally().cutByScript();
        }
        if (cut || parser.closes()) {
            close();
            return;
        }
        parser.reset();
        body.clear();
    }
}
