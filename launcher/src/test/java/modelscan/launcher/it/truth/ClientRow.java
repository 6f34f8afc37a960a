package modelscan.launcher.it.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fault of a client as bytes on a connection.
 *
 * @param id its number in the list of faults
 * @param what it in words
 * @param sent the bytes
 * @param allowed the statuses it may be answered with; 0 is a connection that is closed without an answer
 * @param closes whether the connection must be closed behind the answer
 */
record ClientRow(String id, String what, byte[] sent, Set<Integer> allowed, boolean closes) {

    /** Refused, and nothing more is read from this connection. */
    static ClientRow cut(String id, String what, String sent, int... allowed) {
        return of(id, what, sent, true, allowed);
    }

    /** Answered. */
    static ClientRow row(String id, String what, String sent, int... allowed) {
        return of(id, what, sent, false, allowed);
    }

    private static ClientRow of(String id, String what, String sent, boolean closes, int... allowed) {
        Set<Integer> statuses = new TreeSet<>();
        Arrays.stream(allowed).forEach(statuses::add);
        return new ClientRow(id, what, sent.getBytes(ISO_8859_1), statuses, closes);
    }

    @Override
    public String toString() {
        return id + " " + what;
    }
}
