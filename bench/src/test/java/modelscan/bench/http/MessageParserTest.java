package modelscan.bench.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import modelscan.bench.http.MessageParser.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageParserTest {
    private static final String COUNTED = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nCONTENT-LENGTH: 5\r\n\r\nhello";
    private static final String CHUNKED = "HTTP/1.1 429 Slow\nTransfer-Encoding: gzip, Chunked\n\n"
            + "2;note=x\r\nhe\r\n003\r\nllo\r\n0\r\nTrailer: a\r\n\r\n";
    private static final String AFTER_CONTINUE = "HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" + COUNTED;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {COUNTED, CHUNKED, AFTER_CONTINUE})
    void readsEverySplitAlike(String message) throws ProtocolException {
        byte[] bytes = bytes(message);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                MessageParser parser = new MessageParser(Kind.RESPONSE);
                body.reset();
                feed(parser, bytes, 0, first);
                feed(parser, bytes, first, second);
                feed(parser, bytes, second, bytes.length);
                assertTrue(parser.isComplete(), () -> "split in " + message);
                assertEquals("hello", body.toString(StandardCharsets.UTF_8));
                assertEquals(message.contains("429") ? 429 : 200, parser.status());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {COUNTED, CHUNKED, AFTER_CONTINUE})
    void isNotCompleteWhenCutAnywhere(String message) throws ProtocolException {
        byte[] bytes = bytes(message);
        for (int end = 0; end < bytes.length; end++) {
            MessageParser parser = new MessageParser(Kind.RESPONSE);
            feed(parser, bytes, 0, end);
            assertFalse(parser.isComplete());
            assertFalse(parser.endsHere());
        }
    }

    @Test
    void readsRequestsOneAfterTheOther() throws ProtocolException {
        byte[] bytes = bytes("\r\nPOST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\nConnection: Close\r\n\r\n");
        MessageParser parser = new MessageParser(Kind.REQUEST);
        int next = feed(parser, bytes, 0, bytes.length);
        assertEquals("POST /a HTTP/1.1", parser.requestLine());
        assertEquals("hi", body.toString(StandardCharsets.UTF_8));
        assertFalse(parser.closes());
        parser.reset();
        assertEquals(bytes.length, feed(parser, bytes, next, bytes.length));
        assertEquals("GET /b HTTP/1.1", parser.requestLine());
        assertTrue(parser.isComplete() && parser.closes());
    }

    @Test
    void aResponseWithoutLengthEndsWithItsConnection() throws ProtocolException {
        byte[] bytes = bytes("HTTP/1.1 200 OK\r\n\r\nhello");
        MessageParser parser = new MessageParser(Kind.RESPONSE);
        feed(parser, bytes, 0, bytes.length);
        assertFalse(parser.isComplete());
        assertTrue(parser.endsHere() && parser.closes());
        assertEquals("hello", body.toString(StandardCharsets.UTF_8));
    }

    @Test
    void knowsAnswersWithoutBody() throws ProtocolException {
        for (String message : new String[] {"HTTP/1.1 204 No\r\n\r\n", "HTTP/1.1 304 No\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}) {
            MessageParser parser = new MessageParser(Kind.RESPONSE);
            feed(parser, bytes(message), 0, message.length());
            assertTrue(parser.isComplete(), message);
        }
    }

    @Test
    void anOldServerCloses() throws ProtocolException {
        MessageParser parser = new MessageParser(Kind.RESPONSE);
        byte[] bytes = bytes("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx");
        feed(parser, bytes, 0, bytes.length);
        assertTrue(parser.isComplete() && parser.closes());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SSH-2.0-OpenSSH\r\n", "HTTP/1.1 abc\r\n", "HTTP/1.1 \r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"})
    void refusesWhatIsNotHttp(String message) {
        MessageParser parser = new MessageParser(Kind.RESPONSE);
        assertThrows(ProtocolException.class, () -> feed(parser, bytes(message), 0, message.length()));
    }

    @Test
    void boundsLinesAndHeaders() {
        String longLine = "HTTP/1.1 200 " + "x".repeat(Line.LIMIT);
        String manyHeaders = "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(201);
        assertThrows(ProtocolException.class, () -> feed(new MessageParser(Kind.RESPONSE), bytes(longLine), 0, longLine.length()));
        assertThrows(ProtocolException.class, () -> feed(new MessageParser(Kind.RESPONSE), bytes(manyHeaders), 0, manyHeaders.length()));
    }

    @Test
    void survivesGarbage() {
        Random random = new Random(11);
        byte[] good = bytes(CHUNKED);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int change = 0; change <= i % 4; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            MessageParser parser = new MessageParser(i % 2 == 0 ? Kind.RESPONSE : Kind.REQUEST);
            try {
                assertTrue(feed(parser, bytes, 0, bytes.length) <= bytes.length);
            } catch (ProtocolException refused) {
                assertFalse(refused.getMessage().isEmpty());
            }
        }
    }

    private int feed(MessageParser parser, byte[] bytes, int from, int to) throws ProtocolException {
        return parser.feed(bytes, from, to, (part, start, end) -> body.write(part, start, end - start));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
