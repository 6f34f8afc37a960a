package modelscan.test.fuzz;

import java.io.InputStream;
import java.util.Objects;

/** Bytes that come a few at a time, and how often they were asked for. */
final class Drip extends InputStream {
    private final byte[] bytes;
    private final int most;
    private int at;
    private int reads;

    Drip(byte[] bytes, int most) {
        this.bytes = bytes;
        this.most = Math.max(most, 1);
    }

    /** How often somebody read. */
    int reads() {
        return reads;
    }

    @Override
    public int read() {
        reads++;
        return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        Objects.checkFromIndexSize(from, length, target.length);
        reads++;
        if (at == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, most), bytes.length - at);
        System.arraycopy(bytes, at, target, from, count);
        at += count;
        return count;
    }
}
