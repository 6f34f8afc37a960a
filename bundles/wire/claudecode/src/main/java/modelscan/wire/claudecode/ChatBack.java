package modelscan.wire.claudecode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Failure;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.base.json.Json;
import modelscan.base.prompt.Effort;
import modelscan.base.prompt.Prompt;
import modelscan.base.prompt.Unsaid;
import modelscan.base.wire.Complaint;

/**
 * Tells Claude Code what to do: one message of the user as a line, with pictures and files in it.
 *
 * <p>The values are {@code system}, {@code effort} and {@code schema}.
 */
final class ChatBack implements Back {
    @Override
    public Order order(Exchange exchange) {
        ChatRequest chat = exchange.chat();
        boolean schema = chat.format() instanceof ResponseFormat.Schema;
        // With a schema the tool checks its answer itself and need not be asked in words.
        Prompt prompt = schema ? Prompt.of(chat.messages()) : Prompt.of(chat);
        Map<String, String> values = new HashMap<>();
        if (!prompt.system().isEmpty()) {
            values.put("system", prompt.system());
        }
        Effort.of(chat.reasoning()).ifPresent(effort -> values.put("effort", effort));
        if (chat.format() instanceof ResponseFormat.Schema wanted) {
            values.put("schema", new String(Json.write(wanted.schema()), StandardCharsets.UTF_8));
        }
        Losses losses = new Losses();
        Unsaid.of(chat, schema ? Set.of("reasoning", "image", "document", "response_format")
                : Set.of("reasoning", "image", "document"), losses::add);
        losses.strange(chat.extra(), ClaudeCode.NAME);
        byte[] line = line(prompt, losses);
        return new Order("RUN", "", values, line, losses.all());
    }

    private static byte[] line(Prompt prompt, Losses losses) {
        ObjectNode line = Json.object().put("type", "user");
        ArrayNode content = line.putObject("message").put("role", "user").putArray("content");
        prompt.media().forEach(part -> add(part, content, losses));
        if (!prompt.text().isBlank() || content.isEmpty()) {
            content.addObject().put("type", "text").put("text", prompt.text().isBlank() ? "Continue." : prompt.text());
        }
        line.putNull("parent_tool_use_id").put("session_id", "default");
        byte[] json = Json.write(line);
        byte[] ended = Arrays.copyOf(json, json.length + 1);
        ended[json.length] = '\n';
        return ended;
    }

    private static void add(Part part, ArrayNode content, Losses losses) {
        switch (part) {
            case Part.Image image -> source("image", image.media(), content, losses);
            case Part.Document document -> source("document", document.media(), content, losses);
            case Part.Audio _, Part.Text _, Part.ToolCall _, Part.ToolResult _, Part.Thinking _, Part.Refusal _,
                    Part.CacheMark _ -> { }
        }
    }

    private static void source(String type, Media media, ArrayNode content, Losses losses) {
        switch (media) {
            case Media.Bytes bytes when bytes.mediaType().startsWith("text/") -> content.addObject().put("type", type)
                    .putObject("source").put("type", "text").put("media_type", "text/plain")
                    .put("data", new String(bytes.data(), StandardCharsets.UTF_8));
            case Media.Bytes bytes -> content.addObject().put("type", type).putObject("source").put("type", "base64")
                    .put("media_type", bytes.mediaType()).put("data", Base64.getEncoder().encodeToString(bytes.data()));
            case Media.Link link -> content.addObject().put("type", type).putObject("source").put("type", "url")
                    .put("url", link.uri().toString());
            case Media.Upload _ -> losses.add(type, "a file uploaded elsewhere cannot be shown to this tool");
        }
    }

    @Override
    public Reader reader(Exchange exchange) {
        boolean structured = exchange.chat().format() instanceof ResponseFormat.Schema;
        return new EventReader(exchange.candidate().map(Candidate::provider).orElse(ClaudeCode.NAME), structured);
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return Complaint.of(status, body).failure();
    }
}
