package modelscan.stage.auth;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** What is kept of a key: its keyed hash, from which nobody finds the key. */
record Mark(long first, long second, long third, long fourth) {
    private static final int BYTES = 32;

    static Mark of(byte[] hash) {
        if (hash.length != BYTES) {
            throw new IllegalArgumentException("a mark has 32 bytes, not " + hash.length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new Mark(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    static Mark of(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    String hex() {
        return HexFormat.of().formatHex(ByteBuffer.allocate(BYTES).putLong(first).putLong(second).putLong(third)
                .putLong(fourth).array());
    }

    // All of it is looked at, so that the time tells nothing about where it differs.
    @Override
    public boolean equals(Object other) {
        return other instanceof Mark mark && ((first ^ mark.first) | (second ^ mark.second) | (third ^ mark.third)
                | (fourth ^ mark.fourth)) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return "a mark";
    }
}
