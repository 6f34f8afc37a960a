package modelscan.api.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A conversation to be continued.
 *
 * <pre>{@code
 * ChatRequest request = ChatRequest.of("groq/llama-3.3-70b-versatile", Message.user("Say hello"));
 * }</pre>
 *
 * @param model the model's name as the caller wrote it
 * @param messages the conversation so far
 * @param tools the tools the model may call
 * @param sampling how freely it may choose its words
 * @param format the form its text must have
 * @param reasoning how hard it shall think
 * @param stream whether the caller reads the answer piece by piece
 * @param extra fields without a neutral word
 */
public record ChatRequest(String model, List<Message> messages, Tools tools, Sampling sampling, ResponseFormat format,
        Optional<Reasoning> reasoning, boolean stream, ObjectNode extra) implements Request {

    public ChatRequest {
        Objects.requireNonNull(model, "model");
        messages = List.copyOf(messages);
        Objects.requireNonNull(tools, "tools");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(reasoning, "reasoning");
        Objects.requireNonNull(extra, "extra");
    }

    /** A streamed conversation with the model's own settings. */
    public static ChatRequest of(String model, Message... messages) {
        return new ChatRequest(model, List.of(messages), Tools.NONE, Sampling.DEFAULT, new ResponseFormat.Text(),
                Optional.empty(), true, JsonNodeFactory.instance.objectNode());
    }

    /** The same conversation with other messages. */
    public ChatRequest withMessages(List<Message> messages) {
        return new ChatRequest(model, messages, tools, sampling, format, reasoning, stream, extra);
    }
}
