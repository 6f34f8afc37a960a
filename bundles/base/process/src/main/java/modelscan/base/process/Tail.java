package modelscan.base.process;

import java.nio.charset.StandardCharsets;

/** The last bytes of what a program complains about. */
final class Tail {
    private final byte[] ring;
    private long written;

    Tail(int size) {
        ring = new byte[size];
    }

    synchronized void add(byte[] bytes, int length) {
        for (int at = Math.max(0, length - ring.length); at < length; at++) {
            ring[(int) ((written + at) % ring.length)] = bytes[at];
        }
        written += length;
    }

    synchronized String text() {
        int kept = (int) Math.min(written, ring.length);
        byte[] last = new byte[kept];
        for (int at = 0; at < kept; at++) {
            last[at] = ring[(int) ((written - kept + at) % ring.length)];
        }
        return new String(last, StandardCharsets.UTF_8);
    }
}
