package modelscan.test.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;

/** Exchanges, candidates and the like, ready made for tests. */
public final class Samples {
    private Samples() {
    }

    /** A streamed chat with one message of the user. */
    public static Exchange chat(String model, String text) {
        return chat(ChatRequest.of(model, Message.user(text)), Map.of());
    }

    /** A streamed chat of a caller with wishes. */
    public static Exchange chat(ChatRequest request, Map<String, String> wishes) {
        return Exchange.of("test", Inquiry.of(request, request.stream()), new Wishes(wishes), new Cancellation());
    }

    /** A model for conversation. */
    public static Model model(String id) {
        return new Model(id, Set.of(Operation.CHAT), Optional.of(1000), Optional.of(100), Set.of(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** A candidate for conversation. */
    public static Candidate candidate(String provider, String model) {
        return new Candidate(provider, model(model));
    }

    /** All events of a reply, which is closed afterwards. */
    public static List<StreamEvent> events(Reply reply) {
        List<StreamEvent> events = new ArrayList<>();
        try (reply) {
            reply.forEach(events::add);
        }
        return events;
    }

    /** All text of a reply, which is closed afterwards. */
    public static String text(Reply reply) {
        StringBuilder text = new StringBuilder();
        for (StreamEvent event : events(reply)) {
            if (event instanceof StreamEvent.TextDelta(int _, String words)) {
                text.append(words);
            }
        }
        return text.toString();
    }
}
