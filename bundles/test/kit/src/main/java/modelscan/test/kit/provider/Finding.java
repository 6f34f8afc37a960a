package modelscan.test.kit.provider;

/**
 * What came out of one check.
 *
 * @param provider the provider's id
 * @param check what was looked at, such as {@code error 429 retry-after in seconds}
 * @param verdict how it went
 * @param detail why, where it did not pass
 */
public record Finding(String provider, String check, Verdict verdict, String detail) {
    /** How a check went. */
    public enum Verdict {
        /** It is as it must be. */
        PASSED,
        /** It is not. */
        FAILED,
        /** It does not apply. */
        SKIPPED
    }

    @Override
    public String toString() {
        return verdict + " " + provider + ": " + check + (detail.isEmpty() ? "" : ": " + detail);
    }
}
