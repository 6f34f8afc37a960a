package modelscan.stage.auth;

import java.math.BigInteger;
import java.security.SecureRandom;

/** The texts that callers send: {@code msk-} and 32 random bytes in letters and digits. */
final class KeyText {
    static final String PREFIX = "msk-";
    static final String ID_PREFIX = "key_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int BYTES = 32;
    private static final int LENGTH = 43;
    private static final int ID_LENGTH = 12;

    private final SecureRandom random = new SecureRandom();

    /** A new text. */
    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + digits(new BigInteger(1, bytes), LENGTH);
    }

    /** A new id; later ones are sorted behind earlier ones, as far as milliseconds tell. */
    String nextId(long millis) {
        return ID_PREFIX + digits(BigInteger.valueOf(millis), 8) + digits(new BigInteger(71, random), ID_LENGTH);
    }

    private static String digits(BigInteger number, int length) {
        char[] text = new char[length];
        BigInteger rest = number;
        for (int at = length - 1; at >= 0; at--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text[at] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(text);
    }
}
