package modelscan.api.gateway.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What happened, in the order in which it happened; nothing in it is ever changed.
 *
 * <pre>{@code
 * Journal.Receipt receipt = journal.append("ledger", bytes);
 * // … the answer goes on its way …
 * receipt.await(); // from here on it survives a power cut
 * }</pre>
 *
 * <p>Entries are checksummed and chained. After any failure to write it takes nothing any more: better to stop than to lose.
 */
@ProviderType
public interface Journal {
    /** The longest entry in bytes. */
    int LONGEST = 4 << 20;

    /**
     * Takes an entry; it is on disk when the receipt says so.
     *
     * @param kind whose entry it is, such as {@code ledger}: small letters, digits, dots, hyphens, at most 40
     * @param data not to be changed any more
     * @throws modelscan.api.model.FailureException with UNAVAILABLE: because of {@code storage_failed} or
     *     {@code storage_full} if nothing can be written any more, of {@code storage_busy} if more waits than can be held
     */
    Receipt append(String kind, byte[] data);

    /** The entries from this position on that are on disk now; close it. */
    Entries read(long from);

    /** The position of the next entry. */
    long end();

    /** Whether it takes entries. */
    boolean healthy();

    /** Looks at every entry that is on disk now, and whether it is as it was written; seconds for a million. */
    default Verdict verify() {
        throw unable("be verified");
    }

    /**
     * Copies what is on disk now into a folder that is not there yet; others go on writing meanwhile.
     *
     * @return what was found in it on the way; what is broken is not copied
     */
    default Verdict copy(Path folder) {
        throw unable("be copied");
    }

    private static FailureException unable(String what) {
        return new FailureException(Failure.of(ErrorCode.UNSUPPORTED, "this journal cannot " + what));
    }

    /**
     * What was found in a journal.
     *
     * @param entries how many stand at its beginning as they were written
     * @param first when the first of them was taken, if there is one
     * @param last when the last of them was taken
     * @param hash of the last of them, in hexadecimal digits; it stands for all before it
     * @param broken where and why the next one is not as it was written, if that is so
     */
    record Verdict(long entries, Optional<Instant> first, Optional<Instant> last, String hash, Optional<String> broken) {
        public Verdict {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(last, "last");
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(broken, "broken");
        }
    }

    /**
     * An entry.
     *
     * @param position counts from 0 without a gap
     * @param at when it was taken
     * @param data not to be changed
     */
    record Entry(long position, String kind, Instant at, byte[] data) {
        public Entry {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(data, "data");
        }
    }

    /** What is known of an entry that was taken. */
    interface Receipt {
        /** Its position. */
        long position();

        /**
         * Waits until it is on disk.
         *
         * @throws modelscan.api.model.FailureException if it could not be written
         */
        void await();
    }

    /** Entries as they are read. */
    interface Entries extends Iterator<Entry>, AutoCloseable {
        @Override
        void close();
    }
}
