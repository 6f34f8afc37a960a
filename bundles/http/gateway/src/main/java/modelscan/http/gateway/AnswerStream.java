package modelscan.http.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gathers what is written until somebody flushes or it is much. */
final class AnswerStream extends OutputStream {
    private static final int FIRST = 1 << 10;
    private static final int MOST = 16 << 10;

    private final Answer answer;
    private byte[] buffer = new byte[FIRST];
    private int length;
    private boolean headSent;

    AnswerStream(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void write(int one) throws IOException {
        makeRoom(1);
        buffer[length++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (count > MOST) {
            send();
            answer.send(ByteBuffer.wrap(bytes, offset, count));
            headSent = true;
            return;
        }
        makeRoom(count);
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
    }

    @Override
    public void flush() throws IOException {
        if (!headSent || length > 0) {
            answer.send(ByteBuffer.wrap(buffer, 0, length));
            headSent = true;
            length = 0;
        }
    }

    @Override
    public void close() {
        if (!answer.over()) {
            answer.finish(ByteBuffer.wrap(buffer, 0, length));
        }
    }

    private void makeRoom(int count) throws IOException {
        if (length + count > MOST) {
            send();
        }
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + count));
        }
    }

    private void send() throws IOException {
        if (length > 0) {
            flush();
        }
    }
}
