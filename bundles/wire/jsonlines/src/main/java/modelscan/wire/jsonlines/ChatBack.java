package modelscan.wire.jsonlines;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Failure;
import modelscan.api.model.Message;
import modelscan.api.model.Role;
import modelscan.base.json.Json;
import modelscan.base.prompt.Effort;
import modelscan.base.prompt.Prompt;
import modelscan.base.prompt.Unsaid;
import modelscan.base.wire.Complaint;

/**
 * Tells a tool what to do, in words or as one line of JSON, whichever its descriptor asks for.
 *
 * <p>The values are {@code prompt} (everything as one text), {@code question} and {@code system} (apart), {@code effort}, and
 * {@code request}: {@code {"model":…,"messages":[{"role":…,"content":…}]}} in one line.
 */
final class ChatBack implements Back {
    @Override
    public Order order(Exchange exchange) {
        ChatRequest chat = exchange.chat();
        Prompt prompt = Prompt.of(chat);
        Map<String, String> values = new HashMap<>();
        values.put("question", prompt.text());
        values.put("request", request(exchange, prompt));
        if (!prompt.system().isEmpty()) {
            values.put("system", prompt.system());
        }
        Effort.of(chat.reasoning()).ifPresent(effort -> values.put("effort", effort));
        Losses losses = new Losses();
        Unsaid.of(chat, Set.of("reasoning"), losses::add);
        losses.strange(chat.extra(), JsonLines.NAME);
        return new Order("RUN", "", values, prompt.whole().getBytes(StandardCharsets.UTF_8), losses.all());
    }

    private static String request(Exchange exchange, Prompt prompt) {
        ObjectNode request = Json.object();
        exchange.candidate().ifPresent(candidate -> request.put("model", candidate.model().id()));
        ArrayNode messages = request.putArray("messages");
        if (!prompt.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", prompt.system());
        }
        for (Message message : exchange.chat().messages()) {
            if (message.role() != Role.SYSTEM && !message.text().isEmpty()) {
                messages.addObject().put("role", message.role().name().toLowerCase(Locale.ROOT)).put("content", message.text());
            }
        }
        return new String(Json.write(request), StandardCharsets.UTF_8) + "\n";
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new EventReader(exchange.candidate().map(Candidate::provider).orElse(JsonLines.NAME));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return Complaint.of(status, body).failure();
    }
}
