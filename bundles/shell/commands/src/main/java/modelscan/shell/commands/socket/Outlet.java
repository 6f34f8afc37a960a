package modelscan.shell.commands.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import modelscan.base.json.Json;

/** Turns what a command prints into lines of the protocol; a character may come in several writes. */
final class Outlet extends OutputStream {
    private static final int CHUNK = 8192;

    private final Outbox outbox;
    private final String key;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    private final CharBuffer text = CharBuffer.allocate(CHUNK);
    private volatile boolean closed;

    /** {@code key} is {@code out} or {@code err}. */
    Outlet(Outbox outbox, String key) {
        this.outbox = outbox;
        this.key = key;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("the command is over");
        }
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int part = Math.min(bytes.remaining(), end - at);
            bytes.put(from, at, part);
            at += part;
            decode();
        }
    }

    /** Lets nothing through any more. */
    @Override
    public void close() {
        closed = true;
    }

    private void decode() throws IOException {
        bytes.flip();
        decoder.decode(bytes, text, false);
        bytes.compact();
        text.flip();
        String chunk = text.toString();
        text.clear();
        if (!chunk.isEmpty()) {
            outbox.send(Json.object().put(key, chunk));
        }
    }
}
