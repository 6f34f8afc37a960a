package modelscan.stream.websocket;

import java.nio.ByteBuffer;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.model.FailureException;

/** A message as one frame on the wire, the reverse of {@link MessageReader}. */
final class MessageWriting {
    private static final int LARGEST_CONTROL = 125;

    private MessageWriting() {
    }

    /** The bytes of a message; {@code mask} has four bytes. */
    static byte[] bytes(Frame frame, Optional<byte[]> mask) {
        Opcode opcode = Opcode.named(frame.event());
        byte[] data = frame.data();
        check(opcode, data);
        int lengthSize = data.length <= 125 ? 0 : data.length <= 0xffff ? 2 : 8;
        int headSize = 2 + lengthSize + mask.map(bytes -> bytes.length).orElse(0);
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(headSize, data.length));
        out.put((byte) (0x80 | opcode.number()));
        int maskBit = mask.isPresent() ? 0x80 : 0;
        switch (lengthSize) {
            case 0 -> out.put((byte) (maskBit | data.length));
            case 2 -> out.put((byte) (maskBit | 126)).putShort((short) data.length);
            default -> out.put((byte) (maskBit | 127)).putLong(data.length);
        }
        mask.ifPresent(out::put);
        out.put(data);
        mask.ifPresent(bytes -> Payload.mask(out.array(), headSize, data.length, ByteBuffer.wrap(bytes).getInt(), 0));
        return out.array();
    }

    private static void check(Opcode opcode, byte[] data) {
        if (opcode.control() && data.length > LARGEST_CONTROL) {
            throw new IllegalArgumentException("a " + opcode.word() + " has at most " + LARGEST_CONTROL + " bytes");
        }
        if (opcode == Opcode.CLOSE) {
            try {
                Closing.check(data);
            } catch (FailureException forbidden) {
                throw new IllegalArgumentException(forbidden.getMessage(), forbidden);
            }
        }
    }
}
