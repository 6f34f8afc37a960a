package modelscan.stream.websocket;

import java.util.Locale;

/** What a frame on the wire is. */
enum Opcode {
    CONTINUATION(0), TEXT(1), BINARY(2), CLOSE(8), PING(9), PONG(10);

    private final int number;

    Opcode(int number) {
        this.number = number;
    }

    /** Its number on the wire. */
    int number() {
        return number;
    }

    /** The name of an event. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about the connection and may stand between the fragments of a message. */
    boolean control() {
        return number >= CLOSE.number;
    }

    /** The opcode of a number; every other is refused. */
    static Opcode of(int number) {
        for (Opcode opcode : values()) {
            if (opcode.number == number) {
                return opcode;
            }
        }
        throw MessageReader.refuse("opcode " + number + " is reserved");
    }

    /** The opcode of an event; what has another name is a text. */
    static Opcode named(String event) {
        return switch (event) {
            case "binary" -> BINARY;
            case "close" -> CLOSE;
            case "ping" -> PING;
            case "pong" -> PONG;
            default -> TEXT;
        };
    }
}
