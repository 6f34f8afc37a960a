package modelscan.stream.websocket;

/** The payload with which a connection is closed: nothing, or a code and a reason. */
final class Closing {
    private static final int LONGEST = 125;

    private Closing() {
    }

    /** Refuses a payload that the protocol forbids. */
    static void check(byte[] payload) {
        if (payload.length == 0) {
            return;
        }
        if (payload.length == 1 || payload.length > LONGEST) {
            throw MessageReader.refuse("a close has " + payload.length + " bytes");
        }
        int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        if (!allowed(code)) {
            throw MessageReader.refuse("a close has the code " + code);
        }
        if (!Utf8.valid(payload, 2)) {
            throw MessageReader.refuse("the reason of a close is not UTF-8");
        }
    }

    // 1004 to 1006 and 1015 are for what was never sent; from 3000 on they belong to applications.
    private static boolean allowed(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
