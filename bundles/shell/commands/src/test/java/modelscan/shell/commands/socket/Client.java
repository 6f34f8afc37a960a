package modelscan.shell.commands.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import modelscan.base.json.Json;

/** A client that speaks the protocol by hand. */
final class Client implements AutoCloseable {
    private final SocketChannel channel;
    private final OutputStream out;
    private final BufferedReader in;

    Client(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        out = Channels.newOutputStream(channel);
        in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    void say(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The next line; null at the end. */
    JsonNode hear() throws IOException {
        String line = in.readLine();
        return line == null ? null : Json.read(line);
    }

    /** Runs a command line; its output and its end, joined. */
    Heard run(String line) throws IOException {
        return run(Json.object().put("run", line));
    }

    Heard run(JsonNode message) throws IOException {
        say(new String(Json.write(message), StandardCharsets.UTF_8));
        return rest();
    }

    /** Listens until the command is over. */
    Heard rest() throws IOException {
        StringBuilder text = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        for (JsonNode line = hear(); line != null; line = hear()) {
            if (line.has("done")) {
                return new Heard(text.toString(), errors.toString(), line.get("done").asInt(), line.path("error").asText());
            }
            text.append(line.path("out").asText());
            errors.append(line.path("err").asText());
        }
        throw new IOException("the connection ended before the command");
    }

    record Heard(String out, String err, int code, String error) {
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
