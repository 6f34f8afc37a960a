package modelscan.test.kit.dialect;

import java.util.Optional;

/**
 * What a scripted model says.
 *
 * <pre>{@code
 * Said.text("Hello there").using(11, 3);
 * Said.call("weather", "{\"city\":\"Rome\"}");
 * }</pre>
 *
 * @param text its words; empty if it only calls a tool
 * @param call the tool it calls
 * @param input the tokens that went in
 * @param output the tokens that came out
 */
public record Said(String text, Optional<Call> call, long input, long output) {

    /** A tool call; the arguments are JSON. */
    public record Call(String id, String name, String arguments) {
    }

    /** Words. */
    public static Said text(String text) {
        return new Said(text, Optional.empty(), 11, 7);
    }

    /** A call of a tool. */
    public static Said call(String name, String arguments) {
        return new Said("", Optional.of(new Call("call_1", name, arguments)), 11, 7);
    }

    /** The same with this usage. */
    public Said using(long input, long output) {
        return new Said(text, call, input, output);
    }

    /** The first half of the words. */
    String head() {
        return text.substring(0, text.length() / 2);
    }

    /** The second half of the words. */
    String tail() {
        return text.substring(text.length() / 2);
    }
}
