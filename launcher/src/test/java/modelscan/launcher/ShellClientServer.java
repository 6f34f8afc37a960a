package modelscan.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A made-up shell: answers each line with what the test says; {@link #HANG_UP} ends the connection. */
final class ShellClientServer implements AutoCloseable {
    static final String HANG_UP = "hang up";

    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final ServerSocketChannel channel;
    private Thread serving;

    private ShellClientServer(ServerSocketChannel channel) {
        this.channel = channel;
    }

    static ShellClientServer at(Path socket, Function<String, String> answers) throws IOException {
        Files.createDirectories(socket.getParent());
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        ShellClientServer server = new ShellClientServer(channel);
        server.serving = Thread.ofVirtual().start(() -> server.serve(answers));
        return server;
    }

    private void serve(Function<String, String> answers) {
        while (channel.isOpen()) {
            try (SocketChannel client = channel.accept();
                    OutputStream out = Channels.newOutputStream(client);
                    BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    heard.add(line);
                    String answer = answers.apply(line);
                    if (answer.equals(HANG_UP)) {
                        break;
                    }
                    out.write(answer.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException gone) {
                // The next client, or the end of the test.
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        // Until the thread has left accept, the system still takes clients in.
        try {
            serving.join(Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
