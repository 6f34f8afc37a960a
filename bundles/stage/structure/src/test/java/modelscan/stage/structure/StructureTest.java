package modelscan.stage.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Message;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;

class StructureTest {
    private static final ResponseFormat SCHEMA = new ResponseFormat.Schema("city", Json.read(
            "{\"type\":\"object\",\"required\":[\"city\"]}"), Optional.of(true));
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<ChatRequest> asked = new ArrayList<>();

    @Test
    void whatCanPromiseOrIsUnknownIsLeftAlone() {
        for (Set<String> abilities : List.of(Set.<String>of(), Set.of("json-schema"))) {
            answers.add("no JSON at all");
            assertEquals("no JSON at all", ask(SCHEMA, abilities).text());
            assertEquals(SCHEMA, asked.getLast().format());
        }
        answers.add("words");
        assertEquals("words", ask(new ResponseFormat.Text(), Set.of("tools")).text());
        answers.add("words");
        assertEquals("words", ask(new ResponseFormat.Json(), Set.of("json")).text());
    }

    @Test
    void asksInWordsAndGivesTheJsonAlone() {
        answers.add("Sure:\n```json\n{\"city\": \"Bonn\"}\n```");
        Collected answer = ask(SCHEMA, Set.of("tools"));
        assertEquals("{\"city\":\"Bonn\"}", answer.text());
        assertEquals(new ResponseFormat.Text(), asked.getFirst().format());
        assertTrue(asked.getFirst().messages().getFirst().text().contains("\"required\":[\"city\"]"));
        assertEquals(Optional.of(7L), answer.receipt().usage().count(Unit.OUTPUT));
    }

    @Test
    void asksForSomeJsonWhereTheModelPromisesThat() {
        answers.add("{\"city\": \"Bonn\"}");
        ask(SCHEMA, Set.of("json"));
        assertEquals(new ResponseFormat.Json(), asked.getFirst().format());
    }

    @Test
    void asksOnceMoreAndBothAreBilled() {
        answers.add("{\"town\": \"Bonn\"}");
        answers.add("{\"city\": \"Bonn\"}");
        Collected answer = ask(SCHEMA, Set.of("tools"));
        assertEquals("{\"city\":\"Bonn\"}", answer.text());
        assertTrue(asked.getLast().messages().getLast().text().contains("'city' is missing"));
        assertEquals(Optional.of(14L), answer.receipt().usage().count(Unit.OUTPUT));
        assertEquals(new Cost.Known(new Money(new BigDecimal("0.02"), Currency.getInstance("USD"))), answer.receipt().cost());
    }

    @Test
    void failsWhenItIsStillWrong() {
        answers.add("no");
        answers.add("never");
        Collected answer = ask(SCHEMA, Set.of("tools"));
        assertEquals(Optional.of(ErrorCode.PROVIDER_GARBAGE), answer.failure().map(Failure::code));
        assertEquals(Optional.of(14L), answer.receipt().usage().count(Unit.OUTPUT));
        assertEquals(2, asked.size());
    }

    @Test
    void aFailureIsPassedOnWithoutARepair() {
        Collected answer = handle(SCHEMA, Set.of("tools"), (_, _) -> Reply.refused(ErrorCode.RATE_LIMITED, "later"));
        assertEquals(Optional.of(ErrorCode.RATE_LIMITED), answer.failure().map(Failure::code));
    }

    private interface Answering {
        Reply answer(Exchange exchange, int call);
    }

    private Collected ask(ResponseFormat format, Set<String> abilities) {
        return handle(format, abilities, (exchange, _) -> {
            asked.add(exchange.chat());
            return Reply.of(new StreamEvent.TextDelta(0, answers.remove()), new StreamEvent.Finished(0, FinishReason.STOP, "stop"),
                    new StreamEvent.UsageReported(Usage.NONE.with(Unit.OUTPUT, 7)))
                    .receipted(receipt -> receipt.costing(new Cost.Known(new Money(new BigDecimal("0.01"),
                            Currency.getInstance("USD")))));
        });
    }

    private static Collected handle(ResponseFormat format, Set<String> abilities, Answering answering) {
        ChatRequest plain = ChatRequest.of("m", Message.user("where?"));
        ChatRequest chat = new ChatRequest("m", plain.messages(), plain.tools(), plain.sampling(), format, plain.reasoning(),
                true, plain.extra());
        Model model = new Model("m", Set.of(Operation.CHAT), Optional.empty(), Optional.empty(), abilities, Optional.empty(),
                Optional.empty(), Optional.empty());
        Exchange exchange = Exchange.of("1", Inquiry.of(chat, true)).to(new Candidate("p", model), 1);
        return new Structure().handle(exchange, inner -> answering.answer(inner, 0)).collect();
    }
}
