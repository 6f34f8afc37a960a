package modelscan.launcher.it.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Bodies that are no JSON, or no JSON that everybody reads in the same way (K09 to K13). */
final class ClientBodies {
    /** The addresses, and where in an error its words stand. */
    private static final Map<String, String> ADDRESSES = Map.of("/v1/chat/completions", "/error/message",
            "/v1/embeddings", "/error/message", "/v1/responses", "/error/message", "/v1/messages", "/error/message",
            "/v1beta/models/echo:generateContent", "/error/message", "/api/chat", "/error");
    private static final List<String> MALFORMED = List.of("", " ", "{", "}", "[]", "[1]", "1", "\"a\"", "null", "true", "{\"model\"",
            "{\"model\":", "{\"model\":}", "{\"model\":\"echo\"", "{\"model\":\"echo\",}", "{,\"model\":\"echo\"}", "{\"model\" \"echo\"}",
            "{model:\"echo\"}", "{'model':'echo'}", "{\"model\":\"echo\"}}", "{\"model\":\"echo\"} x", "{\"model\":\"ec\nho\"}",
            "{\"model\":\"\\x\"}", "{\"model\":\"\\u12\"}", "{\"model\":\"echo\",\"a\":01}", "{\"a\":+1,\"model\":\"echo\"}",
            "{\"a\":.5}", "{\"a\":1.}", "{\"a\":1e}", "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":-}", "{\"a\":tru}", "{\"a\":nul}",
            "{\"a\":[1,]}", "{\"a\":[1}", "{\"a\":/* b */1}", "{\"a\":1}{\"a\":2}", "\u0000{}", "{\"a\":\"b\u0000\"}");

    private ClientBodies() {
    }

    /**
     * A body and what becomes of it.
     *
     * @param words where an error tells what is wrong
     * @param allowed the status of the answer
     */
    record Row(String id, String what, String path, String words, byte[] body, List<Integer> allowed) {
        @Override
        public String toString() {
            return id + " " + what + " to " + path;
        }
    }

    static Stream<Row> rows() {
        return ADDRESSES.keySet().stream().sorted().flatMap(path -> Stream.concat(
                MALFORMED.stream().map(text -> refused("K09", "the body " + shown(text), path, text.getBytes(UTF_8))),
                others(path)));
    }

    private static Stream<Row> others(String path) {
        String deep = "[".repeat(100_000);
        return Stream.of(
                refused("K09", "a body in UTF-16", path, chat("\"hi\"", "").getBytes(UTF_16)),
                refused("K09", "a body cut in half", path, chat("\"hi\"", "").substring(0, 30).getBytes(UTF_8)),
                refused("K10", "100,000 arrays", path, ("{\"a\":" + deep).getBytes(UTF_8)),
                refused("K10", "100,000 arrays that end", path, ("{\"a\":" + deep + "]".repeat(100_000) + "}").getBytes(UTF_8)),
                refused("K10", "100,000 objects", path, ("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)).getBytes(UTF_8)),
                refused("K12", "a byte that is never in UTF-8", path, chat("\"\u00ff\"", "").getBytes(ISO_8859_1)),
                refused("K12", "an overlong zero", path, chat("\"\u00c0\u0080\"", "").getBytes(ISO_8859_1)),
                refused("K12", "an overlong slash", path, chat("\"\u00e0\u0080\u00af\"", "").getBytes(ISO_8859_1)),
                refused("K12", "half a pair as bytes", path, chat("\"\u00ed\u00a0\u0080\"", "").getBytes(ISO_8859_1)),
                refused("K12", "a character above all", path, chat("\"\u00f4\u0090\u0080\u0080\"", "").getBytes(ISO_8859_1)),
                refused("K12", "a character cut in two", path, chat("\"\u00e2\u0082\"", "").getBytes(ISO_8859_1)),
                refused("K13", "a key twice", path, chat("\"hi\"", ",\"model\":\"other\"").getBytes(UTF_8)),
                refused("K13", "a key twice, once escaped", path, chat("\"hi\"", ",\"\\u006dodel\":\"other\"").getBytes(UTF_8)));
    }

    /** What is passed on as it came or refused, but never a fault of the gateway. */
    static Stream<Row> passed() {
        return Stream.concat(numbers(), Stream.of(
                // The aim is 400. Clients send texts that were cut in the middle of a pair, and no byte of them is changed.
                allowed("K12", "half a pair, escaped", chat("\"\\ud800\"", ""), 200),
                // The aim is 400: a key that comes twice is seen at the top only, and inside the last one counts.
                allowed("K13", "a key twice inside", chat("\"hi\",\"role\":\"system\"", ""), 200)));
    }

    private static Stream<Row> numbers() {
        return Stream.of("1e400", "-1e400", "1e-400", "9".repeat(10_000), "0." + "9".repeat(10_000), "-0", "-0.0", "1e999999999",
                "1e-999999999", "18446744073709551616", "1E+2", "0e0").flatMap(number -> Stream.of("temperature", "max_tokens", "seed",
                "x_own").map(name -> allowed("K11", name + " " + shown(number), chat("\"hi\"", ",\"" + name + "\":" + number), 200, 400)));
    }

    private static Row allowed(String id, String what, String body, Integer... allowed) {
        return new Row(id, what, "/v1/chat/completions", "/error/message", body.getBytes(UTF_8), List.of(allowed));
    }

    static String chat(String content, String more) {
        return "{\"model\":\"echo\",\"input\":" + content + ",\"stream\":false,\"messages\":[{\"role\":\"user\",\"content\":"
                + content + "}],\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":" + content + "}]}]" + more + "}";
    }

    private static Row refused(String id, String what, String path, byte[] body) {
        return new Row(id, what, path, ADDRESSES.get(path), body, List.of(400));
    }

    private static String shown(String text) {
        String cut = text.length() > 40 ? text.substring(0, 40) + "\u2026" : text;
        return cut.replace('\u0000', '0').replace('\n', '/');
    }
}
