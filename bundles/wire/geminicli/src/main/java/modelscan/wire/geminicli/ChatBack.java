package modelscan.wire.geminicli;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.prompt.Prompt;
import modelscan.base.prompt.Unsaid;
import modelscan.base.wire.Complaint;

/** Tells the Gemini CLI what to do, and knows what its exit statuses mean. */
final class ChatBack implements Back {
    @Override
    public Order order(Exchange exchange) {
        ChatRequest chat = exchange.chat();
        Losses losses = new Losses();
        Unsaid.of(chat, Set.of(), losses::add);
        losses.strange(chat.extra(), GeminiCli.NAME);
        byte[] prompt = Prompt.of(chat).whole().getBytes(StandardCharsets.UTF_8);
        return new Order("RUN", "", Map.of(), prompt, losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new EventReader(exchange.candidate().map(Candidate::provider).orElse(GeminiCli.NAME));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        Failure failure = Complaint.of(status, body).failure();
        return switch (status) {
            case 41 -> Failure.of(ErrorCode.PROVIDER_KEY_REFUSED, failure.message());
            case 42 -> Failure.of(ErrorCode.INVALID_REQUEST, failure.message());
            case 52 -> Failure.of(ErrorCode.PROVIDER_UNCONFIGURED, failure.message());
            case 53 -> failure.because("turn_limit");
            default -> failure;
        };
    }
}
