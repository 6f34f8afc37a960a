package modelscan.test.kit;

import java.io.InputStream;

/** Bytes that arrive in pieces, as they do from a network. */
public final class Pieces extends InputStream {
    private final byte[] bytes;
    private final int first;
    private final int further;
    private int at;

    /** Bytes that arrive in two pieces. */
    public Pieces(byte[] bytes, int split) {
        this(bytes, split, Integer.MAX_VALUE);
    }

    /** Bytes of which the first {@code first} arrive together, the others {@code further} at a time. */
    public Pieces(byte[] bytes, int first, int further) {
        this.bytes = bytes;
        this.first = first;
        this.further = further;
    }

    @Override
    public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (at == bytes.length) {
            return length == 0 ? 0 : -1;
        }
        int there = at < first ? first - at : Math.min(further, bytes.length - at);
        int given = Math.min(length, Math.min(there, bytes.length - at));
        System.arraycopy(bytes, at, target, offset, given);
        at += given;
        return given;
    }
}
