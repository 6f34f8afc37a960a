package modelscan.stream.websocket;

import java.util.Arrays;

/** The bytes of a message as they come; room grows with them, never ahead of them. */
final class Payload {
    private static final int FIRST_SIZE = 512;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** How many bytes there are. */
    int size() {
        return size;
    }

    /** Adds bytes that lie behind {@code done} others of their frame, without their mask. */
    void add(byte[] source, int from, int count, int mask, long done) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(bytes.length * 2L, size + (long) count), Integer.MAX_VALUE - 8));
        }
        System.arraycopy(source, from, bytes, size, count);
        if (mask != 0) {
            mask(bytes, size, count, mask, done);
        }
        size += count;
    }

    /** All bytes; the payload is empty afterwards. */
    byte[] taken() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        if (bytes.length > 64 * FIRST_SIZE) {
            bytes = new byte[FIRST_SIZE];
        }
        return taken;
    }

    /** Puts a mask over bytes, or takes it off. */
    static void mask(byte[] bytes, int from, int count, int mask, long done) {
        for (int at = 0; at < count; at++) {
            bytes[from + at] ^= (byte) (mask >>> 24 - 8 * (int) (done + at & 3));
        }
    }
}
