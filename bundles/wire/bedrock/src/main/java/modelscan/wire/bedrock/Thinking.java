package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Reasoning;
import modelscan.base.json.Json;

/** How a model is told to think; Converse leaves that to each maker's own words. */
record Thinking(Family family, String model, Losses losses) {
    private static final String FIELD = "reasoning";
    private static final int LEAST = 1024;
    private static final int LITTLE = 2048;
    private static final int SOME = 8192;
    private static final int MUCH = 24_576;
    private static final int MOST = 32_768;
    private static final Pattern VERSION = Pattern.compile("claude-[a-z]+-(\\d{1,2})(?!\\d)(?:-(\\d{1,2})(?!\\d))?");

    /**
     * The fields that say it; empty to leave it to the model.
     *
     * @param unproven whether the running turn called tools without a thought that is signed
     * @param forced whether a tool must be called
     */
    ObjectNode write(ChatRequest chat, boolean unproven, boolean forced) {
        Optional<Reasoning> asked = chat.reasoning().filter(reasoning -> !none(reasoning));
        if (asked.isEmpty()) {
            return Json.object();
        }
        return switch (family) {
            case CLAUDE -> unproven || forced ? lost(forced ? "Claude does not think where a tool is forced"
                    : "Claude does not go on thinking without the signed thoughts before its tool calls")
                    : claude(asked.get(), chat.sampling().maximumOutput());
            case NOVA -> {
                ObjectNode fields = Json.object();
                fields.putObject("reasoningConfig").put("type", "enabled").put("maxReasoningEffort", upToHigh(asked.get()));
                yield fields;
            }
            case GPT -> Json.object().put("reasoning_effort", upToHigh(asked.get()));
            case COHERE, OTHER -> lost("this model has no word for it; use additionalModelRequestFields");
        };
    }

    private ObjectNode claude(Reasoning asked, Optional<Integer> maximum) {
        ObjectNode fields = Json.object();
        if (adapts()) {
            fields.putObject("thinking").put("type", "adaptive");
            fields.putObject("output_config").put("effort", effort(asked));
            return fields;
        }
        int budget = Math.max(LEAST, asked.budget().orElseGet(() -> budget(effort(asked))));
        int most = maximum.map(tokens -> Math.min(budget, tokens - 1)).orElse(budget);
        if (most < LEAST) {
            return lost("Claude needs more than " + LEAST + " tokens to think and answer");
        }
        fields.putObject("thinking").put("type", "enabled").put("budget_tokens", most);
        return fields;
    }

    // From 4.6 on Claude finds its own measure.
    private boolean adapts() {
        Matcher version = VERSION.matcher(model);
        if (!version.find()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
        return major > 4 || major == 4 && minor >= 6;
    }

    private ObjectNode lost(String why) {
        losses.add(FIELD, why);
        return Json.object();
    }

    private static boolean none(Reasoning reasoning) {
        return reasoning.effort().filter("none"::equals).isPresent()
                || reasoning.effort().isEmpty() && reasoning.budget().filter(budget -> budget > 0).isEmpty();
    }

    private static String upToHigh(Reasoning reasoning) {
        String effort = effort(reasoning);
        return effort.equals("xhigh") || effort.equals("max") ? "high" : effort;
    }

    private static String effort(Reasoning reasoning) {
        return reasoning.effort().map(word -> word.equals("minimal") ? "low" : word).orElseGet(() -> {
            int budget = reasoning.budget().orElse(SOME);
            return budget <= LITTLE ? "low" : budget <= SOME * 2 ? "medium" : "high";
        });
    }

    private static int budget(String effort) {
        return switch (effort) {
            case "low" -> LITTLE;
            case "high" -> MUCH;
            case "xhigh", "max" -> MOST;
            default -> SOME;
        };
    }
}
