package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Original;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each of several keys has limits of its own. */
class SeveralKeysTest {
    private static final Candidate CANDIDATE = Samples.candidate("p", "m");
    private static final Provider.Key READY = new Provider.Key(true, Optional.empty());
    private static final Provider.Key DEAD = new Provider.Key(true, Optional.of(new Provider.Key.Rest("revoked",
            Instant.parse("2026-11-21T10:10:00Z"))));

    private final FakeTimes clock = new FakeTimes();
    private final Gates gates = new Gates(clock.times());
    private final Limit limit = new Limit(gates, Words.settings(0, 0))
            .with(new FakeCatalog(Map.of("m", List.of(CANDIDATE, Samples.candidate("q", "m"))), List.of()));
    private final List<Integer> asked = new ArrayList<>();
    private final List<Provider.Key> keys = new ArrayList<>(List.of(READY, READY));

    @BeforeEach
    void provider() {
        gates.keys().put("p", new Shop());
        gates.agree("p", new Terms(Optional.empty(), Map.of(), List.of(Given.rule(What.REQUESTS, Window.DAY, 2))));
    }

    @Test
    void eachKeyHasTheWholeLimit() {
        for (int i = 0; i < 4; i++) {
            assertEquals("hi", ask(answering()));
        }
        assertEquals(List.of(1, 2, 1, 2), asked);
        assertEquals(1.0, gates.used(CANDIDATE));
        assertTrue(refused(answering()).message().contains("2 requests a day"));
        keys.add(READY);
        assertEquals(0.0, gates.used(CANDIDATE), "a new key has room");
        assertEquals("hi", ask(answering()));
    }

    @Test
    void whatOneKeyIsToldHoldsForThatKey() {
        Quota told = new Quota(What.REQUESTS, Optional.of(BigDecimal.TEN), Optional.of(BigDecimal.ZERO), Optional.of(Duration.ofHours(1)));
        ask(exchange -> answering().handle(exchange).receipted(receipt -> receipt.telling(List.of(told))));
        ask(answering());
        ask(answering());
        assertEquals(List.of(1, 2, 2), asked);
    }

    @Test
    void anotherKeyTakesOverAndTheCallerDoesNotNotice() {
        for (ErrorCode code : List.of(ErrorCode.PROVIDER_KEY_REFUSED, ErrorCode.RATE_LIMITED)) {
            asked.clear();
            assertEquals("hi", ask(exchange -> exchange.key().equals(OptionalInt.of(1)) ? refusing(exchange, code)
                    : answering().handle(exchange)), code.name());
            assertTrue(asked.getLast() == 2, asked.toString());
        }
        assertEquals(ErrorCode.RATE_LIMITED, refused(exchange -> refusing(exchange, ErrorCode.RATE_LIMITED)).code());
    }

    @Test
    void otherFailuresAreNoMatterOfKeys() {
        assertEquals(ErrorCode.PROVIDER_ERROR, refused(exchange -> refusing(exchange, ErrorCode.PROVIDER_ERROR)).code());
        assertEquals(1, asked.size());
    }

    @Test
    void aKeyThatRestsIsLeftOutAndSaysWhy() throws Exception {
        keys.set(0, DEAD);
        ask(answering());
        ask(answering());
        assertEquals(List.of(2, 2), asked);
        assertTrue(refused(answering()).code() == ErrorCode.RATE_LIMITED);
        gates.agree("p", new Terms(Optional.empty(), Map.of(), List.of(Given.rule(What.REQUESTS, Window.DAY, 3))));
        JsonNode seen = FakeCall.answer(new OneLimits(gates, Words.settings(0, 0)), Map.of("provider", "p"), "");
        assertEquals("[{\"key\":1,\"state\":\"resting\",\"why\":\"revoked\",\"until\":\"2026-11-21T10:10:00Z\"},"
                + "{\"key\":2,\"state\":\"ready\",\"why\":null,\"until\":null}]", seen.path("keys").toString());
        assertEquals("2 2", seen.path("standings").path(0).path("key").asText() + " " + seen.path("standings").path(0).path("used").asText());
        keys.set(1, DEAD);
        assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, refused(exchange -> refusing(exchange, ErrorCode.PROVIDER_KEY_REFUSED)).code(), "the provider knows why");
    }

    @Test
    void anotherKeyTakesOverAlsoWhenMoreMustBeKeptFirst() {
        gates.agree("p", new Terms(Optional.empty(), Map.of(), List.of(Given.rule(What.TOKENS, Window.DAY, 10_000))));
        Counters counters = new Counters(gates, Tables.of(new FakeStore()), () -> false);
        clock.meanwhile.set(counters::save);
        gates.gate("p", 2);
        counters.save();
        record Body(String dialect, byte[] bytes) implements Original {
        }
        Exchange large = Exchange.of("test", Inquiry.written(Operation.CHAT, "m", true, new Body("any", new byte[2_000]),
                () -> ChatRequest.of("m", Message.user("hi")))).to(CANDIDATE, 1);
        for (int i = 0; i < 3; i++) {
            assertEquals("hi", Samples.text(limit.handle(large, exchange -> exchange.key().equals(OptionalInt.of(1))
                    ? refusing(exchange, ErrorCode.PROVIDER_KEY_REFUSED) : answering().handle(exchange))), "call " + i);
        }
        assertTrue(asked.contains(1), asked.toString());
    }

    @Test
    void keysOfOneAccountShareItsLimits() {
        keys.replaceAll(_ -> new Provider.Key(false, Optional.empty()));
        ask(answering());
        ask(answering());
        assertEquals(List.of(0, 0), asked, "the provider chooses");
        assertEquals(ErrorCode.RATE_LIMITED, refused(answering()).code());
    }

    private Next answering() {
        return exchange -> {
            asked.add(exchange.key().orElse(0));
            return Reply.of(new StreamEvent.TextDelta(0, "hi"));
        };
    }

    private Reply refusing(Exchange exchange, ErrorCode code) {
        asked.add(exchange.key().orElse(0));
        Failure failure = Failure.of(code, "no");
        return Reply.refused(failure).receipted(receipt -> receipt.failing(failure));
    }

    private String ask(Next next) {
        return Samples.text(limit.handle(Samples.chat("m", "hi").to(CANDIDATE, 1), next));
    }

    private Failure refused(Next next) {
        try (Reply reply = limit.handle(Samples.chat("m", "hi").to(CANDIDATE, 1), next)) {
            return reply.next().orElseThrow().failure().orElseThrow();
        }
    }

    private final class Shop implements Provider {
        @Override
        public About about() {
            return new About("p", "P", Mode.API, true);
        }

        @Override
        public List<Model> models() {
            return List.of();
        }

        @Override
        public List<Key> keys() {
            return List.copyOf(keys);
        }

        @Override
        public Health health() {
            return Health.UP;
        }
    }
}
