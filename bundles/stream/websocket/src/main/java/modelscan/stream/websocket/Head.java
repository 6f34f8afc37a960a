package modelscan.stream.websocket;

/**
 * What stands before the payload of a frame on the wire.
 *
 * @param last whether it ends its message
 * @param length of the payload
 * @param mask the four bytes of the mask as one number, 0 for none
 * @param size of the head itself
 */
record Head(boolean last, Opcode opcode, long length, int mask, int size) {
    /** How many bytes a mask has. */
    static final int MASK = 4;
    /** The most bytes of a head. */
    static final int LONGEST = 14;
    private static final int LARGEST_CONTROL = 125;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;

    /** How many bytes the head that begins here has; 0 if that cannot be said yet. */
    static int size(byte[] bytes, int from, int filled) {
        if (filled - from < 2) {
            return 0;
        }
        int word = bytes[from + 1] & 0x7f;
        int length = word == LONG_LENGTH ? 8 : word == SHORT_LENGTH ? 2 : 0;
        return 2 + length + (bytes[from + 1] < 0 ? MASK : 0);
    }

    /** Reads the head that begins here, of which all bytes are there. */
    static Head read(byte[] bytes, int from) {
        if ((bytes[from] & 0x70) != 0) {
            throw MessageReader.refuse("a reserved bit is set");
        }
        Opcode opcode = Opcode.of(bytes[from] & 0x0f);
        boolean last = bytes[from] < 0;
        boolean masked = bytes[from + 1] < 0;
        int size = size(bytes, from, from + 2);
        int mask = masked ? (int) number(bytes, from + size - MASK, MASK) : 0;
        Head head = new Head(last, opcode, length(bytes, from + 2, bytes[from + 1] & 0x7f), mask, size);
        if (opcode.control() && (!last || head.length > LARGEST_CONTROL)) {
            throw MessageReader.refuse("a " + opcode.word() + " is in fragments or longer than " + LARGEST_CONTROL + " bytes");
        }
        return head;
    }

    private static long length(byte[] bytes, int at, int word) {
        long length = switch (word) {
            case SHORT_LENGTH -> number(bytes, at, 2);
            case LONG_LENGTH -> number(bytes, at, 8);
            default -> word;
        };
        boolean wasteful = word == SHORT_LENGTH && length < SHORT_LENGTH || word == LONG_LENGTH && length <= 0xffff;
        if (wasteful) {
            throw MessageReader.refuse(length < 0 ? "a length is negative" : "a length is not written in its shortest form");
        }
        return length;
    }

    private static long number(byte[] bytes, int at, int count) {
        long number = 0;
        for (int place = at; place < at + count; place++) {
            number = number << 8 | bytes[place] & 0xff;
        }
        return number;
    }
}
