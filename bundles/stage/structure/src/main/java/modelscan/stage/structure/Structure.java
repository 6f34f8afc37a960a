package modelscan.stage.structure;

import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.Original;
import modelscan.api.model.ResponseFormat;
import org.osgi.service.component.annotations.Component;

/**
 * Gets JSON out of models that cannot promise it: asks for it in words, checks the answer, asks once more if it is wrong.
 *
 * <p>It stands inside of routing, because only then the model is known. What can promise JSON is left alone, and so is a
 * model of which nothing is known. The answer is held back until it is checked.
 */
@Component(property = "service.ranking:Integer=-100")
@StagePhase(Phase.ROUTE)
public final class Structure implements Stage {
    private static final String JSON = "json";
    private static final String JSON_SCHEMA = "json-schema";

    @Override
    public Reply handle(Exchange exchange, Next next) {
        Set<String> abilities = exchange.candidate().map(Candidate::model).map(model -> model.capabilities()).orElse(Set.of());
        boolean sure = exchange.operation() != Operation.CHAT || abilities.isEmpty() || abilities.contains(JSON_SCHEMA);
        if (sure || exchange.inquiry().original().filter(original -> !mentions(original)).isPresent()) {
            return next.handle(exchange);
        }
        return wanted(exchange.chat(), abilities).map(format -> new StructuredAnswer(exchange, next, format,
                abilities.contains(JSON)).reply()).orElseGet(() -> next.handle(exchange));
    }

    private static Optional<ResponseFormat> wanted(ChatRequest chat, Set<String> abilities) {
        boolean plain = chat.tools().definitions().isEmpty() && chat.sampling().choices().orElse(1) == 1;
        return switch (chat.format()) {
            case ResponseFormat.Schema schema when plain -> Optional.of(schema);
            case ResponseFormat.Json json when plain && !abilities.contains(JSON) -> Optional.of(json);
            case ResponseFormat.Text _, ResponseFormat.Json _, ResponseFormat.Schema _ -> Optional.empty();
        };
    }

    // Every dialect says it with one of these words; a request without them need not be read.
    private static boolean mentions(Original original) {
        byte[] bytes = original.bytes();
        for (int at = 0; at + 4 <= bytes.length; at++) {
            int letter = bytes[at] | 0x20;
            if ((letter == 'j' || letter == 's') && (is(bytes, at, JSON) || is(bytes, at, "schema"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(byte[] bytes, int at, String word) {
        if (at + word.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
