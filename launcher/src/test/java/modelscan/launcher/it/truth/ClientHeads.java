package modelscan.launcher.it.truth;

import static modelscan.launcher.it.truth.ClientRow.cut;
import static modelscan.launcher.it.truth.ClientRow.row;

import java.util.stream.Stream;

/** What is wrong before the body: heads, lengths, chunks, methods (K05, K06, K08, K19). */
final class ClientHeads {
    static final int LARGEST_BODY = 1 << 20;
    private static final String GET = "GET /v1/models HTTP/1.1\r\nHost: a\r\n";
    private static final String POST = "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String QUESTION = "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String SIZE = Integer.toHexString(QUESTION.length());

    private ClientHeads() {
    }

    static Stream<ClientRow> rows() {
        return Stream.of(heads(), lengths(), chunks(), methods()).flatMap(rows -> rows);
    }

    private static Stream<ClientRow> heads() {
        return Stream.of(
                row("K05", "a header of 8 KB and 1 byte", GET + "x: " + "x".repeat(8190) + "\r\n\r\n", 200),
                cut("K05", "a header of 17 KB", GET + "x: " + "x".repeat(17 << 10) + "\r\n\r\n", 431),
                cut("K05", "a header of 1 MB", GET + "x: " + "x".repeat(1 << 20) + "\r\n\r\n", 431, 0),
                cut("K05", "10,000 headers", GET + "a: b\r\n".repeat(10_000) + "\r\n", 431),
                cut("K05", "an address of 20 KB", "GET /" + "x".repeat(20 << 10) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, 431),
                cut("K05", "NUL in a value", GET + "x: a\u0000b\r\n\r\n", 400),
                cut("K05", "NUL in a name", GET + "x\u0000y: b\r\n\r\n", 400),
                cut("K05", "a bare CR in a value", GET + "x: a\rb\r\n\r\n", 400),
                cut("K05", "a bare CR that hides a header", GET + "x: a\rContent-Length: 5\r\n\r\n", 400),
                cut("K05", "a folded line", GET + "x: a\r\n b\r\n\r\n", 400),
                cut("K05", "a blank before the colon", GET + "x : a\r\n\r\n", 400),
                cut("K05", "a header without a name", GET + ": a\r\n\r\n", 400),
                cut("K05", "a header without a colon", GET + "x\r\n\r\n", 400),
                cut("K05", "no host", "GET /v1/models HTTP/1.1\r\n\r\n", 400),
                cut("K05", "two hosts", GET + "Host: b\r\n\r\n", 400),
                cut("K05", "a bad host", "GET /v1/models HTTP/1.1\r\nHost: a b\r\n\r\n", 400));
    }

    private static Stream<ClientRow> lengths() {
        return Stream.of(
                cut("K06", "an announced body above the limit", POST + "Content-Length: " + (LARGEST_BODY + 1) + "\r\n\r\n", 413),
                cut("K06", "a chunked body above the limit", CHUNKED + Integer.toHexString(LARGEST_BODY + 1) + "\r\n"
                        + "x".repeat(LARGEST_BODY + 1), 413, 0),
                cut("K06", "a length that is too long", POST + "Content-Length: " + (QUESTION.length() + 5) + "\r\n\r\n" + QUESTION, 408),
                cut("K06", "a length that is too short", POST + "Content-Length: 5\r\n\r\n{\"a\":\u0001\u0002\r\n\r\n", 400),
                cut("K06", "a length below zero", POST + "Content-Length: -1\r\n\r\n", 400),
                cut("K06", "a length with a sign", POST + "Content-Length: +5\r\n\r\nhello", 400),
                cut("K06", "a length that is no number", POST + "Content-Length: five\r\n\r\nhello", 400),
                cut("K06", "a length in hexadecimal", POST + "Content-Length: 0x5\r\n\r\nhello", 400),
                cut("K06", "a length of 2^64", POST + "Content-Length: 18446744073709551621\r\n\r\nhello", 400, 413),
                cut("K06", "an empty length", POST + "Content-Length:\r\n\r\n", 400),
                cut("K06", "two lengths", POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
                cut("K06", "a list of lengths", POST + "Content-Length: 5, 6\r\n\r\nhello", 400));
    }

    private static Stream<ClientRow> chunks() {
        String rest = "\r\n" + QUESTION + "\r\n0\r\n\r\n";
        return Stream.of(
                row("K08", "chunks as they should be", CHUNKED + SIZE + rest, 200),
                row("K08", "an extension", CHUNKED + SIZE + ";a=b" + rest, 200, 400),
                cut("K08", "a size with 0x", CHUNKED + "0x" + SIZE + rest, 400),
                cut("K08", "a size with a sign", CHUNKED + "+" + SIZE + rest, 400),
                cut("K08", "a size with a blank before it", CHUNKED + " " + SIZE + rest, 400),
                cut("K08", "a size below zero", CHUNKED + "-" + SIZE + rest, 400),
                cut("K08", "a size of 17 digits", CHUNKED + "10000000000000000" + rest, 400, 413),
                cut("K08", "a size that wraps around", CHUNKED + "100000000000000" + SIZE + rest, 400, 413),
                cut("K08", "no size", CHUNKED + rest, 400),
                cut("K08", "letters for a size", CHUNKED + "zz" + rest, 400),
                cut("K08", "LF alone behind a size", CHUNKED + SIZE + "\n" + QUESTION + "\r\n0\r\n\r\n", 400),
                cut("K08", "no end of line behind a chunk", CHUNKED + SIZE + "\r\n" + QUESTION + "0\r\n\r\n", 400),
                cut("K08", "an extension with a line in quotes", CHUNKED + SIZE + ";a=\"\r\n\"" + rest, 400),
                cut("K08", "length and chunks", POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
                cut("K08", "an unknown coding", POST + "Transfer-Encoding: x\r\n\r\n0\r\n\r\n", 400, 501),
                // The aim is 501: the coding is passed over, and what it coded is taken as it came. The end is where all see it.
                row("K08", "an unknown coding before chunks", POST + "Transfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n", 400, 501),
                cut("K08", "chunks that are not last", POST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400),
                cut("K08", "chunks twice", POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
                cut("K08", "chunks hidden by a tab", POST + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n", 400));
    }

    private static Stream<ClientRow> methods() {
        String models = " /v1/models HTTP/1.1\r\nHost: a\r\n\r\n";
        return Stream.of(
                row("K19", "an answer without content", "HEAD /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200, 405),
                row("K19", "options", "OPTIONS" + models, 200, 204),
                row("K19", "options of all", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 200, 204, 400, 404),
                row("K19", "trace", "TRACE" + models, 405, 501),
                row("K19", "connect", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n", 400, 404, 405, 501),
                row("K19", "a method nobody knows", "BREW" + models, 405, 501),
                row("K19", "a method in small letters", "get" + models, 400, 405, 501),
                row("K19", "an absolute address", "GET http://a/v1/models HTTP/1.1\r\nHost: a\r\n\r\n", 200),
                cut("K19", "HTTP/0.9", "GET /v1/models\r\n\r\n", 400, 505, 0),
                cut("K19", "HTTP/1.0", "GET /v1/models HTTP/1.0\r\n\r\n", 200),
                cut("K19", "HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 426, 505, 0),
                cut("K19", "HTTP/3.7", "GET /v1/models HTTP/3.7\r\nHost: a\r\n\r\n", 400, 505),
                cut("K19", "an expectation nobody knows", POST + "Expect: more\r\nContent-Length: 5\r\n\r\n", 417, 400),
                cut("K19", "TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n", 400, 0));
    }
}
