package modelscan.stage.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Message;
import modelscan.api.model.Money;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.GrowingJson;
import modelscan.base.json.Json;
import modelscan.base.json.Schema;

/**
 * One answer in JSON, with at most one repair.
 *
 * @param exchange what is asked
 * @param next who answers
 * @param format what is wanted
 * @param json whether the model promises some JSON, though not by a schema
 */
record StructuredAnswer(Exchange exchange, Next next, ResponseFormat format, boolean json) {

    Reply reply() {
        ChatRequest asked = asking(exchange.chat());
        Collected first = call(asked);
        Verdict verdict = verdict(first);
        if (first.failure().isPresent() || verdict.problems().isEmpty()) {
            return answered(first, verdict, first.receipt());
        }
        List<Message> messages = new ArrayList<>(asked.messages());
        messages.add(Message.assistant(first.text()));
        messages.add(Message.user("That is not what was asked for: " + String.join("; ", verdict.problems())
                + ". Answer again with the corrected JSON alone."));
        Collected second = call(asked.withMessages(messages));
        return answered(second, verdict(second), both(first.receipt(), second.receipt()));
    }

    private record Verdict(String text, List<String> problems) {
    }

    private ChatRequest asking(ChatRequest chat) {
        String wish = switch (format) {
            case ResponseFormat.Schema schema -> "Answer with one JSON value alone, without any other text. This JSON schema must "
                    + "accept it:\n" + schema.schema();
            case ResponseFormat.Json _, ResponseFormat.Text _ -> "Answer with one JSON object alone, without any other text.";
        };
        List<Message> messages = new ArrayList<>(List.of(Message.system(wish)));
        messages.addAll(chat.messages());
        return new ChatRequest(chat.model(), messages, chat.tools(), chat.sampling(),
                json ? new ResponseFormat.Json() : new ResponseFormat.Text(), chat.reasoning(), chat.stream(), chat.extra());
    }

    private Collected call(ChatRequest chat) {
        return next.handle(exchange.asking(exchange.inquiry().changed(chat))).collect();
    }

    private Verdict verdict(Collected answer) {
        Optional<Schema> schema = format instanceof ResponseFormat.Schema wanted ? Optional.of(Schema.of(wanted.schema()))
                : Optional.empty();
        GrowingJson growing = new GrowingJson(schema).add(answer.text());
        List<String> problems = growing.end();
        return new Verdict(problems.isEmpty() ? growing.best().toString() : answer.text(), problems);
    }

    private Reply answered(Collected answer, Verdict verdict, Receipt receipt) {
        if (answer.failure().isPresent()) {
            return Reply.refused(answer.failure().get()).receipted(_ -> receipt);
        }
        boolean cutOrRefused = answer.receipt().finish().filter(reason -> reason != FinishReason.STOP).isPresent();
        if (!verdict.problems().isEmpty() && !cutOrRefused) {
            Failure failure = Failure.of(ErrorCode.PROVIDER_GARBAGE, "the model did not answer with the JSON that was asked for, "
                    + "also when asked again: " + String.join("; ", verdict.problems()));
            return Reply.refused(failure).receipted(_ -> receipt.failing(failure));
        }
        FinishReason finish = answer.receipt().finish().orElse(FinishReason.STOP);
        List<StreamEvent> events = List.of(new StreamEvent.Started("", ""), new StreamEvent.TextDelta(0, verdict.text()),
                new StreamEvent.Finished(0, finish, ""), new StreamEvent.UsageReported(receipt.usage()));
        return Reply.of(events).receipted(_ -> receipt.ending(finish));
    }

    private static Receipt both(Receipt first, Receipt second) {
        return second.using(first.usage().plus(second.usage())).costing(sum(first.cost(), second.cost()));
    }

    private static Cost sum(Cost first, Cost second) {
        if (first instanceof Cost.Known(Money one) && second instanceof Cost.Known(Money other)
                && one.currency().equals(other.currency())) {
            return new Cost.Known(one.plus(other));
        }
        return first instanceof Cost.Unknown ? first : second;
    }
}
