package modelscan.wire.codex;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Failure;
import modelscan.api.model.ResponseFormat;
import modelscan.base.prompt.Effort;
import modelscan.base.prompt.Prompt;
import modelscan.base.prompt.Unsaid;
import modelscan.base.wire.Complaint;

/** Tells Codex what to do; it has no word for instructions, they stand before the question. */
final class ChatBack implements Back {
    @Override
    public Order order(Exchange exchange) {
        ChatRequest chat = exchange.chat();
        Map<String, String> values = new HashMap<>();
        Effort.of(chat.reasoning()).ifPresent(effort -> values.put("effort", effort));
        Losses losses = new Losses();
        Unsaid.of(chat, Set.of("reasoning"), losses::add);
        losses.strange(chat.extra(), Codex.NAME);
        return new Order("RUN", "", values, Prompt.of(chat).whole().getBytes(StandardCharsets.UTF_8), losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        boolean lastOnly = !(exchange.chat().format() instanceof ResponseFormat.Text);
        return new EventReader(exchange.candidate().map(Candidate::provider).orElse(Codex.NAME), lastOnly);
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return Complaint.of(status, body).failure();
    }
}
