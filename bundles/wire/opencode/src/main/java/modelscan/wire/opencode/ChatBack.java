package modelscan.wire.opencode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Failure;
import modelscan.base.prompt.Effort;
import modelscan.base.prompt.Prompt;
import modelscan.base.prompt.Unsaid;
import modelscan.base.wire.Complaint;

/** Tells opencode what to do; the effort is what it calls a variant of the model. */
final class ChatBack implements Back {
    @Override
    public Order order(Exchange exchange) {
        ChatRequest chat = exchange.chat();
        Losses losses = new Losses();
        Unsaid.of(chat, Set.of("reasoning"), losses::add);
        losses.strange(chat.extra(), OpenCode.NAME);
        Map<String, String> values = Effort.of(chat.reasoning()).map(effort -> Map.of("effort", effort)).orElse(Map.of());
        byte[] prompt = Prompt.of(chat).whole().getBytes(StandardCharsets.UTF_8);
        return new Order("RUN", "", values, prompt, losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new EventReader(exchange.candidate().map(Candidate::provider).orElse(OpenCode.NAME));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return Complaint.of(status, body).failure();
    }
}
