package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.base.json.Json;

/** A neutral request as Converse wants it. */
final class RequestWriting {
    private static final String MORE = "additionalModelRequestFields";
    /** Bedrock's own words; a caller of any dialect may send them. */
    private static final Set<String> OWN = Set.of(MORE, "additionalModelResponseFieldPaths", "guardrailConfig",
            "outputConfig", "performanceConfig", "promptVariables", "requestMetadata", "serviceTier");

    private final ChatRequest chat;
    private final Model model;
    private final Family family;
    private final Losses losses;
    private final ObjectNode json = Json.object();

    RequestWriting(ChatRequest chat, Model model, Losses losses) {
        this.chat = chat;
        this.model = model;
        this.family = Family.of(model.id());
        this.losses = losses;
    }

    /** Writes the request. */
    ObjectNode write() {
        Conversation conversation = conversation();
        json.set("messages", conversation.turns());
        if (!conversation.system().isEmpty()) {
            json.set("system", conversation.system());
        }
        ObjectNode tools = ToolsWriting.write(chat.tools(), conversation, marks(), losses);
        boolean forced = tools.path("toolChoice").has("any") || tools.path("toolChoice").has("tool");
        ObjectNode thinking = new Thinking(family, model.id(), losses).write(chat, conversation.mustThinkFirst(), forced);
        sampling(family == Family.CLAUDE && !thinking.isEmpty());
        if (!tools.isEmpty()) {
            json.set("toolConfig", tools);
        }
        thinking.properties().forEach(word -> more().set(word.getKey(), word.getValue()));
        format();
        own();
        return json;
    }

    private Conversation conversation() {
        Conversation conversation = new Conversation(new Blocks(family, losses), marks(), losses);
        for (Message message : chat.messages()) {
            conversation.add(message);
        }
        return conversation;
    }

    // A model of which something is known, but not that it keeps prompts, refuses the marks for it.
    private boolean marks() {
        return model.capabilities().isEmpty() || model.capabilities().contains("cache");
    }

    private void sampling(boolean thinks) {
        Sampling sampling = chat.sampling();
        ObjectNode config = Json.object();
        sampling.maximumOutput().ifPresent(most -> config.put("maxTokens", most));
        if (thinks) {
            lost(sampling.temperature().filter(value -> value != 1), "temperature", "Claude takes none while it thinks");
            lost(sampling.topP(), "top_p", "Claude takes none while it thinks");
            lost(sampling.topK(), "top_k", "Claude takes none while it thinks");
        } else {
            sampling.temperature().ifPresent(value -> config.put("temperature", atMostOne(value)));
            sampling.topP().ifPresent(value -> config.put("topP", value));
            sampling.topK().ifPresent(this::topK);
        }
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = config.putArray("stopSequences");
            sampling.stop().stream().filter(text -> !text.isEmpty()).forEach(stop::add);
        }
        if (!config.isEmpty()) {
            json.set("inferenceConfig", config);
        }
        lost(sampling.seed(), "seed", "Bedrock has no such setting");
        lost(sampling.frequencyPenalty().filter(value -> value != 0), "frequency_penalty", "Bedrock has no such setting");
        lost(sampling.presencePenalty().filter(value -> value != 0), "presence_penalty", "Bedrock has no such setting");
        lost(sampling.choices().filter(count -> count > 1), "n", "Bedrock gives one answer");
    }

    private double atMostOne(double temperature) {
        if (temperature > 1) {
            losses.add("temperature", "Bedrock takes at most 1");
        }
        return Math.min(temperature, 1);
    }

    private void topK(int value) {
        if (family == Family.NOVA) {
            more().withObject("/inferenceConfig").put("topK", value);
        } else {
            more().put(family == Family.COHERE ? "k" : "top_k", value);
        }
    }

    private void format() {
        switch (chat.format()) {
            case ResponseFormat.Text() -> { }
            case ResponseFormat.Json() -> losses.add("response_format", "Bedrock promises JSON only for a schema");
            case ResponseFormat.Schema(String name, JsonNode schema, Optional<Boolean> _) -> {
                ObjectNode definition = Json.object().put("name", name).put("schema", schema.toString());
                ObjectNode format = json.putObject("outputConfig").putObject("textFormat").put("type", "json_schema");
                format.putObject("structure").set("jsonSchema", definition);
            }
        }
    }

    private void own() {
        ObjectNode strange = Json.object();
        for (Map.Entry<String, JsonNode> field : chat.extra().properties()) {
            if (field.getKey().equals(MORE) && field.getValue() instanceof ObjectNode fields) {
                fields.properties().forEach(each -> more().set(each.getKey(), each.getValue()));
            } else if (OWN.contains(field.getKey())) {
                json.set(field.getKey(), field.getValue());
            } else {
                strange.set(field.getKey(), field.getValue());
            }
        }
        losses.strange(strange, Bedrock.NAME);
    }

    private ObjectNode more() {
        return json.withObject("/" + MORE);
    }

    private void lost(Optional<?> value, String field, String why) {
        value.ifPresent(_ -> losses.add(field, why));
    }
}
