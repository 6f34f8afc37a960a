package modelscan.test.it;

import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.StreamEvent;

/** Speaks to the gateway service as an agent would. */
final class Talk {
    private Talk() {
    }

    static Reply ask(Gateway gateway, String model, String text) {
        return gateway.handle(Exchange.of("it", Inquiry.of(ChatRequest.of(model, Message.user(text)), true)));
    }

    static List<StreamEvent> events(Reply reply) {
        List<StreamEvent> events = new ArrayList<>();
        try (reply) {
            reply.forEach(events::add);
        }
        return events;
    }

    static String text(Reply reply) {
        StringBuilder text = new StringBuilder();
        for (StreamEvent event : events(reply)) {
            switch (event) {
                case StreamEvent.TextDelta(int _, String words) -> text.append(words);
                case StreamEvent.Failed(var failure) -> text.append("[").append(failure.code()).append("]");
                default -> { }
            }
        }
        return text.toString();
    }
}
