package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;

/** How hard to think and which form to answer in, the reverse of {@link Thoughts}. */
final class ThoughtsWriting {
    private static final int LEAST = 1024;
    private static final int LITTLE = 2048;
    private static final int SOME = 8192;
    private static final int MUCH = 16384;
    private static final int MOST = 32768;
    private static final int DEFAULT_OUTPUT = 4096;

    private final Draft draft;
    private final ObjectNode request;

    ThoughtsWriting(Draft draft, ObjectNode request) {
        this.draft = draft;
        this.request = request;
    }

    /** Writes how hard to think, and how much to answer, which depends on it; whether it thinks. */
    boolean write(ChatRequest chat, boolean resumesThoughtless) {
        request.put("max_tokens", chat.sampling().maximumOutput().or(draft.model()::output).orElse(DEFAULT_OUTPUT));
        if (chat.reasoning().isEmpty()) {
            return false;
        }
        Reasoning reasoning = chat.reasoning().get();
        if (draft.own()) {
            return own(reasoning);
        }
        boolean forced = chat.tools().choice() instanceof Tools.Choice.Required
                || chat.tools().choice() instanceof Tools.Choice.Named;
        return foreign(reasoning, forced, resumesThoughtless);
    }

    /** Writes the form of the answer. */
    void format(ResponseFormat format) {
        switch (format) {
            case ResponseFormat.Text() -> { }
            case ResponseFormat.Json() -> draft.losses().add("response_format", "Anthropic promises JSON only by a schema");
            case ResponseFormat.Schema schema when draft.own() || draft.abilities().schema() -> {
                ObjectNode form = Json.object().put("type", "json_schema");
                form.set("schema", schema.schema());
                if (draft.notes().has(Thoughts.OLD_FORMAT)) {
                    request.set(Thoughts.OLD_FORMAT, form);
                } else {
                    request.withObject("/" + Thoughts.CONFIG).set("format", form);
                }
            }
            case ResponseFormat.Schema _ -> draft.losses().add("response_format",
                    "this model does not promise to keep to a schema");
        }
    }

    private boolean own(Reasoning reasoning) {
        if (reasoning.effort().filter(Thoughts.NONE::equals).isPresent()) {
            type("disabled");
            return false;
        }
        reasoning.effort().ifPresent(this::effort);
        if (reasoning.budget().isPresent()) {
            budget(reasoning.budget().get());
        } else if (draft.notes().path(Thoughts.THINKING).asText().equals("adaptive")) {
            type("adaptive");
        }
        return request.has(Thoughts.THINKING);
    }

    private boolean foreign(Reasoning reasoning, boolean forced, boolean resumesThoughtless) {
        String effort = reasoning.effort().orElse("").toLowerCase(Locale.ROOT);
        if (effort.equals(Thoughts.NONE) || reasoning.budget().filter(budget -> budget == 0).isPresent()) {
            if (draft.abilities().adaptive()) {
                type("disabled");
            }
            return false;
        }
        if (draft.abilities().thoughtless()) {
            return without("this model does not think");
        }
        if (forced) {
            return without("Anthropic does not think where a tool must be called");
        }
        if (draft.abilities().adaptive()) {
            type("adaptive");
            word(effort, reasoning.budget()).ifPresent(this::effort);
            return true;
        }
        if (resumesThoughtless) {
            return without("Anthropic goes on thinking after a tool only from thoughts that it signed");
        }
        return budget(reasoning.budget().orElseGet(() -> tokens(effort)));
    }

    private boolean without(String why) {
        draft.losses().add("reasoning", why);
        return false;
    }

    // The budget must be smaller than what may be said at all; whoever asked for so many words gets them beside it.
    private boolean budget(int wanted) {
        int budget = Math.max(wanted, LEAST);
        int maximum = request.path("max_tokens").asInt();
        if (budget >= maximum) {
            int most = draft.model().output().orElse(Integer.MAX_VALUE);
            maximum = (int) Math.min((long) budget + Math.max(maximum, 1), most);
            budget = Math.min(budget, maximum - 1);
            if (budget < LEAST) {
                return without("this model cannot say enough to think");
            }
            request.put("max_tokens", maximum);
        }
        type("enabled");
        request.withObject("/" + Thoughts.THINKING).put("budget_tokens", budget);
        return true;
    }

    private void type(String type) {
        request.withObject("/" + Thoughts.THINKING).put("type", type);
    }

    private void effort(String word) {
        request.withObject("/" + Thoughts.CONFIG).put("effort", word);
    }

    private static Optional<String> word(String effort, Optional<Integer> budget) {
        return switch (effort) {
            case "" -> budget.map(tokens -> tokens <= LITTLE ? "low" : tokens < MUCH ? "medium" : "high");
            case "minimal" -> Optional.of("low");
            default -> Optional.of(effort);
        };
    }

    private static int tokens(String effort) {
        return switch (effort) {
            case "minimal" -> LEAST;
            case "low" -> LITTLE;
            case "high" -> MUCH;
            case "xhigh", "max" -> MOST;
            default -> SOME;
        };
    }
}
