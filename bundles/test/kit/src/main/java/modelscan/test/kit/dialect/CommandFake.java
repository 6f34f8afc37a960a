package modelscan.test.kit.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command-line tool writes to its standard output.
 *
 * <pre>{@code
 * String lines = CommandFake.CODEX.says(Said.text("Hello there"));
 * }</pre>
 */
public enum CommandFake {
    /** Claude Code with stream-json. */
    CLAUDECODE {
        @Override
        List<Object> lines(Said said) {
            Map<String, Object> usage = Map.of("input_tokens", said.input(), "output_tokens", said.output());
            return List.of(Map.of("type", "system", "subtype", "init", "session_id", SESSION, "model", "scripted"),
                    Map.of("type", "assistant", "session_id", SESSION, "message", Map.of("id", "msg_1", "role", "assistant",
                            "model", "scripted", "content", List.of(Map.of("type", "text", "text", said.text())), "usage", usage)),
                    Map.of("type", "result", "subtype", "success", "is_error", false, "session_id", SESSION, "result", said.text(),
                            "total_cost_usd", 0.01, "usage", usage));
        }
    },
    /** Codex with JSON. */
    CODEX {
        @Override
        List<Object> lines(Said said) {
            return List.of(Map.of("type", "thread.started", "thread_id", SESSION), Map.of("type", "turn.started"),
                    Map.of("type", "item.completed", "item", Map.of("id", "item_0", "type", "agent_message", "text", said.text())),
                    Map.of("type", "turn.completed", "usage", Map.of("input_tokens", said.input(), "output_tokens", said.output())));
        }
    },
    /** Opencode with JSON. */
    OPENCODE {
        @Override
        List<Object> lines(Said said) {
            Map<String, Object> tokens = Map.of("input", said.input(), "output", said.output(), "reasoning", 0,
                    "cache", Map.of("read", 0, "write", 0));
            return List.of(Map.of("type", "step_start", "sessionID", SESSION, "part", Map.of("type", "step-start")),
                    Map.of("type", "text", "sessionID", SESSION, "part", Map.of("type", "text", "text", said.text())),
                    Map.of("type", "step_finish", "sessionID", SESSION, "part", Map.of("type", "step-finish", "reason", "stop",
                            "tokens", tokens)));
        }
    },
    /** Gemini CLI with stream-json. */
    GEMINICLI {
        @Override
        List<Object> lines(Said said) {
            return List.of(Map.of("type", "init", "session_id", SESSION, "model", "scripted"),
                    Map.of("type", "message", "role", "assistant", "content", said.head(), "delta", true),
                    Map.of("type", "message", "role", "assistant", "content", said.tail(), "delta", true),
                    Map.of("type", "result", "status", "success", "stats", Map.of("input_tokens", said.input(),
                            "output_tokens", said.output())));
        }
    },
    /** Lines of JSON as many tools write them. */
    JSONLINES {
        @Override
        List<Object> lines(Said said) {
            return List.of(Map.of("type", "text", "text", said.head()), Map.of("type", "text", "text", said.tail()),
                    Map.of("usage", Map.of("input_tokens", said.input(), "output_tokens", said.output())));
        }
    };

    private static final String SESSION = "session-1";

    abstract List<Object> lines(Said said);

    /** The fake of a dialect by its name. */
    public static Optional<CommandFake> of(String dialect) {
        return Stream.of(values()).filter(fake -> fake.name().toLowerCase(Locale.ROOT).equals(dialect)).findFirst();
    }

    /** All lines of an answer. */
    public String says(Said said) {
        return written(lines(said));
    }

    /** The lines of an answer that ends too early. */
    public String cut(Said said) {
        return written(new ArrayList<>(lines(said)).subList(0, 1));
    }

    private static String written(List<Object> lines) {
        return lines.stream().map(line -> Speech.MAPPER.valueToTree(line) + "\n").collect(Collectors.joining());
    }
}
