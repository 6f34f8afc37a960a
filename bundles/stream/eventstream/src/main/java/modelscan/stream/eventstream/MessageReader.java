package modelscan.stream.eventstream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * Cuts messages out of bytes: {@code total length · length of headers · checksum · headers · payload · checksum}.
 *
 * <p>No length is believed before its checksum was compared, and room is made only for bytes that have come.
 */
final class MessageReader implements Framing.Reader {
    /** What stands before the headers. */
    static final int PRELUDE = 12;
    /** What stands behind the payload. */
    static final int CHECKSUM = 4;
    private static final int LARGEST_HEADERS = 128 * 1024;
    private static final int FIRST_SIZE = 8 * 1024;

    private final InputStream source;
    private final int maximum;
    private final CRC32 checksum = new CRC32();
    private byte[] buffer = new byte[FIRST_SIZE];
    private int from;
    private int filled;
    // of the message that begins at "from"; 0 as long as its prelude has not come
    private int total;
    private boolean exhausted;
    private Frame waiting;
    private FailureException broken;

    MessageReader(InputStream source, int maximum) {
        if (maximum < 1) {
            throw new IllegalArgumentException("a message needs room, not " + maximum + " bytes");
        }
        this.source = source;
        this.maximum = maximum;
    }

    @Override
    public Optional<Frame> next() throws IOException {
        while (!ready() && !exhausted) {
            read();
        }
        if (broken != null) {
            throw broken;
        }
        Optional<Frame> frame = Optional.ofNullable(waiting);
        waiting = null;
        return frame;
    }

    @Override
    public boolean ready() {
        if (waiting == null && broken == null) {
            try {
                cut();
            } catch (FailureException refused) {
                broken = refused;
            }
        }
        return waiting != null || broken != null;
    }

    private void cut() {
        if (total == 0 && filled - from >= PRELUDE) {
            total = prelude();
        }
        if (total == 0 || filled - from < total) {
            return;
        }
        int end = from + total;
        compare(from, end - CHECKSUM, "message");
        int payload = from + PRELUDE + number(from + 4);
        waiting = Headers.of(buffer, from + PRELUDE, payload)
                .frame(Arrays.copyOfRange(buffer, payload, end - CHECKSUM));
        from = end;
        total = 0;
    }

    private int prelude() {
        compare(from, from + PRELUDE - CHECKSUM, "prelude");
        long length = Integer.toUnsignedLong(number(from));
        long headers = Integer.toUnsignedLong(number(from + 4));
        long payload = length - headers - PRELUDE - CHECKSUM;
        if (payload < 0 || headers > LARGEST_HEADERS) {
            throw refuse("a message of " + length + " bytes cannot have " + headers + " bytes of headers");
        }
        if (payload > maximum || length > Integer.MAX_VALUE - FIRST_SIZE) {
            throw refuse("a message of " + payload + " bytes is larger than the limit of " + maximum + " bytes");
        }
        return (int) length;
    }

    private void compare(int begin, int end, String what) {
        checksum.reset();
        checksum.update(buffer, begin, end - begin);
        if ((int) checksum.getValue() != number(end)) {
            throw refuse("the checksum of a " + what + " is wrong");
        }
    }

    private int number(int at) {
        return (buffer[at] & 0xff) << 24 | (buffer[at + 1] & 0xff) << 16 | (buffer[at + 2] & 0xff) << 8 | buffer[at + 3] & 0xff;
    }

    private void read() throws IOException {
        if (filled == buffer.length) {
            makeRoom();
        }
        int count = source.read(buffer, filled, buffer.length - filled);
        exhausted = count < 0;
        filled += Math.max(count, 0);
    }

    // An open message fills the buffer only when it is larger than that, and never more than doubles it.
    private void makeRoom() {
        int open = filled - from;
        byte[] target = open < buffer.length / 2 ? buffer
                : new byte[(int) Math.min(buffer.length * 2L, Math.max(total, buffer.length) + (long) FIRST_SIZE)];
        System.arraycopy(buffer, from, target, 0, open);
        buffer = target;
        from = 0;
        filled = open;
    }

    /** A failure of whoever sent these bytes. */
    static FailureException refuse(String why) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "not a valid event stream: " + why));
    }
}
