package modelscan.test.roundtrip;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A feature of a request.
 *
 * <p>It knows by which words a loss names it, and by which traces it is recognised in a body that no front of ours reads.
 */
enum Facet {
    INSTRUCTION("instructions", "system|instruction"),
    USER_TEXT("words of the user", "content|text"),
    MODEL_TEXT("words of the model", "content|text"),
    ORDER("order of words, calls and results", "messages:"),
    SPEAKER("name of the speaker", "name"),
    REFUSAL("refusals", "refus"),
    PICTURE_BYTES("pictures, bytes", "image|picture"),
    PICTURE_LINK("pictures, address", "image|picture|address"),
    PICTURE_UPLOAD("pictures, uploaded before", "image|picture|file|upload|media"),
    PICTURE_DETAIL("pictures, how closely to look", "detail"),
    SOUND_BYTES("sounds, bytes", "audio|sound"),
    SOUND_LINK("sounds, address", "audio|sound|address"),
    FILE_BYTES("files, bytes", "document|file"),
    FILE_LINK("files, address", "document|file|address"),
    FILE_UPLOAD("files, uploaded before", "document|file|upload"),
    FILE_NAME("files, name", "name|document|file"),
    TOOL("tools", "tools:"),
    TOOL_DESCRIPTION("tools, description", "tools:"),
    TOOL_PARAMETERS("tools, parameters", "tools:|parameters|schema"),
    TOOL_STRICT("tools, strict", "strict|tools:"),
    NO_TOOL("tools, none to be called", "tool", "\"none\"", "NONE"),
    SOME_TOOL("tools, one must be called", "tool", "required", "REQUIRED", "\"any\"", "ANY"),
    THIS_TOOL("tools, this one is to be called", "tool"),
    PARALLEL("tools, several at once or not", "parallel|tools:"),
    TOOL_CALL("tool calls", "call|tools:|messages:"),
    CALL_ID("tool calls, id", "call|messages:"),
    TOOL_RESULT("tool results, with their call", "result|messages:"),
    RESULT_PICTURE("tool results, pictures", "image|picture|result|messages:"),
    TOOL_FAILURE("tool results, failure", "error|fail|messages:", "\"status\":\"error\""),
    THOUGHT("thoughts", "think|thought|reason"),
    SEAL("thoughts, signature or seal", "think|thought|reason|sign|seal"),
    CACHE_MARK("marks of the prompt cache", "cache", "cachePoint"),
    TEMPERATURE("temperature", "temperature"),
    DARING("temperature above 1", "temperature"),
    TOP_P("top-p", "top_?p"),
    TOP_K("top-k", "top_?k"),
    LIMIT("most tokens to answer", "max"),
    STOP("texts at which to stop", "stop"),
    SEED("seed", "seed"),
    FREQUENCY("frequency penalty", "frequency"),
    PRESENCE("presence penalty", "presence"),
    CHOICES("several answers", "^n:|candidate|choices"),
    JSON("answer in JSON", "format", "json_object"),
    SCHEMA("answer by a schema", "format|schema"),
    SCHEMA_STRICT("answer by a schema, strict", "strict|format|schema", "json_schema"),
    EFFORT("effort of thinking", "reason|think|effort"),
    BUDGET("budget of thinking", "reason|think|budget"),
    OWN("fields of the caller's own dialect", "");

    private final String label;
    private final Pattern loss;
    private final List<String> traces;

    Facet(String label, String loss, String... traces) {
        this.label = label;
        this.loss = Pattern.compile(loss, Pattern.CASE_INSENSITIVE);
        this.traces = List.of(traces);
    }

    String label() {
        return label;
    }

    /** Whether a loss speaks of it. */
    boolean told(List<String> losses) {
        return losses.stream().anyMatch(each -> loss.matcher(each).find());
    }

    /** What to look for in a body instead of the value; nothing if it is the value itself. */
    List<String> traces() {
        return traces;
    }
}
