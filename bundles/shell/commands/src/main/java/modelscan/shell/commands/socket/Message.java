package modelscan.shell.commands.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/**
 * What a client says to the shell's socket: one JSON object a line, UTF-8, at most {@link #LONGEST} bytes.
 *
 * <pre>
 * client  {"run":"ms:providers","width":120,"tty":true,"json":false}   runs a command line, one at a time
 *         {"complete":"ms:pro","cursor":6}                             how could the word before the cursor go on?
 *         {"cancel":true}                                              ends what runs; so does closing the connection
 * server  {"out":"text"}  {"err":"text"}                               output, as it is produced
 *         {"done":0}  or  {"done":1,"error":"…"}                       the command line is over
 *         {"candidates":["ms:providers"],"from":0}                     the answer to "complete"
 * </pre>
 *
 * <p>A width of 0 (the default) cuts nothing. A line that is none of these is answered with {@code done} 2 and ends the
 * connection.
 */
sealed interface Message {
    /** The most bytes of a line. */
    int LONGEST = 256 * 1024;

    /** Run a command line. */
    record Run(String line, int width, boolean terminal, boolean json) implements Message {
        public Run {
            Objects.requireNonNull(line, "line");
        }
    }

    /** Say how the word before the cursor could go on. */
    record Complete(String line, int cursor) implements Message {
        public Complete {
            Objects.requireNonNull(line, "line");
            cursor = Math.clamp(cursor, 0, line.length());
        }
    }

    /** End what runs. */
    record Cancel() implements Message {
    }

    /**
     * Reads a line.
     *
     * @throws FailureException {@code INVALID_REQUEST} if it is no message
     */
    static Message read(byte[] line) {
        ObjectNode object = Json.readObject(line);
        if (object.has("run")) {
            Fields run = Fields.of(object, "run", Set.of("run", "width", "tty", "json"));
            return new Run(run.optionalText("run").orElse(""), run.count("width").orElse(0),
                    run.flag("tty").orElse(false), run.flag("json").orElse(false));
        }
        if (object.has("complete")) {
            Fields complete = Fields.of(object, "complete", Set.of("complete", "cursor"));
            String text = complete.optionalText("complete").orElse("");
            return new Complete(text, complete.count("cursor").orElse(text.length()));
        }
        if (object.path("cancel").asBoolean()) {
            return new Cancel();
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST,
                "a line must have one of the members run, complete, cancel"));
    }
}
