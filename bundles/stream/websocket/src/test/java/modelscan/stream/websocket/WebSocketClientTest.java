package modelscan.stream.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.test.kit.FramingContract;
import org.junit.jupiter.api.Test;

class WebSocketClientTest extends FramingContract {
    @Override
    protected Framing framing() {
        return new WebSocketClient();
    }

    @Test
    void theMaskOfTheStandardsExample() throws IOException {
        // RFC 6455 section 5.7: a masked "Hello"
        Framing client = new WebSocketClient(new Fixed(0x37fa213d));
        assertEquals("818537fa213d7f9f4d5158", written(client));
    }

    @Test
    void everyFrameHasAMaskOfItsOwn() throws IOException {
        Framing client = new WebSocketClient();
        assertNotEquals(written(client), written(client));
    }

    private static String written(Framing framing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        framing.write(Frame.of("Hello"), out);
        return HexFormat.of().formatHex(out.toByteArray());
    }

    private record Fixed(int mask) implements java.util.random.RandomGenerator {
        @Override
        public long nextLong() {
            return mask;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            java.nio.ByteBuffer.wrap(bytes).putInt(mask);
        }
    }
}
