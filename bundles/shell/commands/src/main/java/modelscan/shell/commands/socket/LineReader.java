package modelscan.shell.commands.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts a stream of bytes into lines of bounded length. */
final class LineReader {
    private final InputStream bytes;
    private final int longest;

    /** {@code bytes} should be buffered, it is read one by one. */
    LineReader(InputStream bytes, int longest) {
        this.bytes = bytes;
        this.longest = longest;
    }

    /** The next line without its end; empty at the end of the stream, where a begun line is dropped. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = bytes.read(); read >= 0; read = bytes.read()) {
            if (read == '\n') {
                return Optional.of(line.toByteArray());
            }
            if (line.size() == longest) {
                throw new IOException("a line is longer than " + longest + " bytes");
            }
            line.write(read);
        }
        return Optional.empty();
    }
}
