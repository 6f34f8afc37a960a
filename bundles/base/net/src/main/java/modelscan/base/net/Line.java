package modelscan.base.net;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** One connection: knows at once whether it is dead, and keeps its words out of every log. */
final class Line extends DefaultManagedHttpClientConnection {
    private static final Http1Config BOUNDS =
            Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16_384).setMaxEmptyLineCount(10).build();

    private final ByteBuffer peeked = ByteBuffer.allocateDirect(1);

    private final HeadParser parser;

    Line() {
        HeadParser parser = new HeadParser(BOUNDS);
        super("line", null, null, BOUNDS, null, null, null, null, _ -> parser);
        this.parser = parser;
    }

    // The library would wait a millisecond for a byte that must not come; asking without waiting costs a thousandth.
    @Override
    public boolean isStale() throws IOException {
        SocketHolder holder = getSocketHolder();
        if (holder == null || parser.somethingLeft()) {
            return true;
        }
        SocketChannel channel = holder.getBaseSocket().getChannel();
        channel.configureBlocking(false);
        try {
            return channel.read(peeked.clear()) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket secure, Socket socket) throws IOException {
        bind(new SocketHolder(secure, socket));
    }

    // Keys are in headers.
    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {
    }

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {
    }
}
