package modelscan.store.journal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What ties each record to all before it: SHA-256 of the hash before and the record.
 *
 * <p>Not a chain of checksums with a hash now and then: hashing a record takes less than a microsecond, and this way the
 * last record is as well protected as the first.
 */
final class Chain {
    static final int SIZE = 32;

    private final MessageDigest digest;
    private final byte[] last;

    /** A chain that goes on behind this hash. */
    Chain(byte[] last) {
        this.last = last.clone();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** What stands before the first record. */
    static byte[] beginning() {
        return new byte[SIZE];
    }

    /** Goes on by the bytes of a record. */
    void add(byte[] bytes, int offset, int length) {
        digest.update(last);
        digest.update(bytes, offset, length);
        try {
            digest.digest(last, 0, SIZE);
        } catch (DigestException itFits) {
            throw new IllegalStateException(itFits);
        }
    }

    /** Begins again behind this hash. */
    void restart(byte[] bytes, int offset) {
        System.arraycopy(bytes, offset, last, 0, SIZE);
    }

    boolean stands(byte[] bytes, int offset) {
        return Arrays.equals(last, 0, SIZE, bytes, offset, offset + SIZE);
    }

    byte[] last() {
        return last.clone();
    }
}
