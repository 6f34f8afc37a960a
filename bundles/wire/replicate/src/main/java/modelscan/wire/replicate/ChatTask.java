package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.FinishReason;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** Conversation: one prompt in, one text out. */
final class ChatTask implements Task {
    @Override
    public ObjectNode input(Exchange exchange, Losses losses) {
        ChatRequest chat = exchange.chat();
        ObjectNode input = Json.object();
        Transcript transcript = new Transcript(losses);
        chat.messages().forEach(transcript::add);
        input.put("prompt", transcript.prompt());
        if (!transcript.system().isEmpty()) {
            Words.put(input, transcript.system(), "system_prompt", "system_instruction");
        }
        if (!transcript.pictures().isEmpty()) {
            input.put("image", transcript.pictures().getFirst());
            ArrayNode all = Json.array();
            transcript.pictures().forEach(all::add);
            input.set("images", all);
            input.set("image_input", all);
        }
        sampling(chat.sampling(), input, losses);
        reasoning(chat, input);
        missing(chat, losses);
        own(chat.extra(), input, losses);
        return input;
    }

    @Override
    public List<StreamEvent> events(JsonNode prediction) {
        return List.of(new StreamEvent.TextDelta(0, text(prediction.path("output"))),
                new StreamEvent.Finished(0, FinishReason.STOP, "succeeded"));
    }

    // A text, its pieces, or an object that has it under a usual name.
    private static String text(JsonNode output) {
        if (output.isArray()) {
            StringBuilder text = new StringBuilder();
            output.forEach(piece -> text.append(text(piece)));
            return text.toString();
        }
        for (String name : new String[] {"text", "output", "response", "content"}) {
            if (output.path(name).isTextual()) {
                return output.path(name).textValue();
            }
        }
        return output.isContainerNode() ? output.toString() : output.isNull() ? "" : output.asText("");
    }

    private static void sampling(Sampling sampling, ObjectNode input, Losses losses) {
        sampling.maximumOutput().ifPresent(most -> {
            for (String word : new String[] {"max_tokens", "max_new_tokens", "max_completion_tokens", "max_output_tokens"}) {
                input.put(word, most);
            }
        });
        sampling.temperature().ifPresent(value -> input.put("temperature", value));
        sampling.topP().ifPresent(value -> input.put("top_p", value));
        sampling.topK().ifPresent(value -> input.put("top_k", value));
        sampling.seed().ifPresent(value -> input.put("seed", value));
        sampling.frequencyPenalty().ifPresent(value -> input.put("frequency_penalty", value));
        sampling.presencePenalty().ifPresent(value -> input.put("presence_penalty", value));
        if (sampling.stop().stream().anyMatch(text -> text.contains(","))) {
            losses.add("stop", "Replicate separates stop texts by commas and cannot say one with a comma");
        } else if (!sampling.stop().isEmpty()) {
            input.put("stop_sequences", String.join(",", sampling.stop()));
        }
        sampling.choices().filter(count -> count > 1).ifPresent(_ -> losses.add("n", "a prediction gives one answer"));
    }

    private static void reasoning(ChatRequest chat, ObjectNode input) {
        chat.reasoning().ifPresent(reasoning -> {
            reasoning.effort().ifPresent(effort -> input.put("reasoning_effort", effort));
            reasoning.budget().ifPresent(budget -> {
                input.put("thinking_budget", budget);
                input.put("thinking_budget_tokens", budget).put("extended_thinking", budget > 0);
            });
        });
    }

    private static void missing(ChatRequest chat, Losses losses) {
        if (!chat.tools().definitions().isEmpty()) {
            losses.add("tools", "a prediction calls no tools");
        }
        if (!(chat.format() instanceof ResponseFormat.Text)) {
            losses.add("response_format", "a prediction promises no form");
        }
    }

    // A caller of any dialect may send a model's own words as "input".
    private static void own(ObjectNode extra, ObjectNode input, Losses losses) {
        ObjectNode strange = extra.deepCopy();
        if (strange.path("input") instanceof ObjectNode words) {
            input.setAll(words);
            strange.remove("input");
        }
        losses.strange(strange, Replicate.NAME);
    }
}
