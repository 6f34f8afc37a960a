package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final Candidate CANDIDATE = Samples.candidate("p", "m");

    private final FakeTimes clock = new FakeTimes();
    private final Gates gates = new Gates(clock.times());
    private final Limit alone = stage(List.of(CANDIDATE));
    private final Limit limit = stage(List.of(CANDIDATE, Samples.candidate("q", "m")));

    @Test
    void refusesInTheNameOfTheProviderAndSaysWhenItWouldGo() {
        rule(Given.rule(What.REQUESTS, Window.DAY, 1));
        assertEquals("hi", Samples.text(limit.handle(asked(), answering(Usage.NONE))));
        Failure failure = failure(limit, answering(Usage.NONE));
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Optional.of("p"), failure.provider());
        assertEquals(Optional.of(Duration.ofHours(14)), failure.retryAfter());
        assertTrue(failure.message().endsWith("1 requests a day; again at 2026-11-22T00:00:00Z"), failure.message());
    }

    @Test
    void waitsForTheOnlyCandidateButNotForOneOfTwo() {
        rule(Given.rule(What.REQUESTS, Window.SECOND, 1));
        Samples.text(alone.handle(asked(), answering(Usage.NONE)));
        assertEquals(ErrorCode.RATE_LIMITED, failure(limit, answering(Usage.NONE)).code());
        assertEquals("hi", Samples.text(alone.handle(asked(), answering(Usage.NONE))));
    }

    @Test
    void settlesByTheReceipt() {
        rule(Given.rule(What.TOKENS, Window.MINUTE, 1_000));
        Samples.text(limit.handle(asked(), answering(Given.tokens(300, 400))));
        assertEquals(new BigDecimal("700"), used());
        assertEquals(0.7, gates.used(CANDIDATE));
        assertTrue(gates.wait(CANDIDATE, Given.tokens(400, 0)).compareTo(Duration.ZERO) > 0);
        assertEquals(Duration.ZERO, gates.wait(CANDIDATE, Given.tokens(100, 200)));
    }

    @Test
    void givesBackWhatNobodyUsed() {
        rule(Given.rule(What.REQUESTS, Window.MINUTE, 10));
        Samples.events(limit.handle(asked(), refusing(Failure.of(ErrorCode.PROVIDER_UNREACHABLE, "no route"))));
        assertEquals(new BigDecimal("0"), used());
        Samples.events(limit.handle(asked(), refusing(Failure.of(ErrorCode.PROVIDER_ERROR, "oops"))));
        assertEquals(new BigDecimal("1"), used(), "the provider has counted it");
        assertThrows(IllegalStateException.class, () -> limit.handle(asked(), _ -> {
            throw new IllegalStateException("a bug");
        }));
        assertEquals(new BigDecimal("1"), used());
        limit.handle(asked(), answering(Usage.NONE)).close();
        assertEquals(new BigDecimal("2"), used(), "a caller that goes away does not undo the call");
    }

    @Test
    void learnsFromHeadersAtTheFirstPiece() {
        Quota told = new Quota(What.REQUESTS, Optional.of(BigDecimal.TEN), Optional.of(BigDecimal.ZERO), Optional.of(Duration.ofSeconds(30)));
        Reply reply = limit.handle(asked(), exchange -> answering(Usage.NONE).handle(exchange)
                .receipted(receipt -> receipt.telling(List.of(told))));
        reply.next();
        assertEquals(Optional.of(Duration.ofSeconds(30)), failure(limit, answering(Usage.NONE)).retryAfter());
        assertTrue(gates.standings(CANDIDATE).getFirst().told());
        reply.close();
    }

    @Test
    void staysAwayAfterARefusalForAtMostFiveMinutes() {
        Failure slow = Failure.of(ErrorCode.RATE_LIMITED, "slow down").after(Duration.ofDays(30)).by("p");
        Samples.events(limit.handle(asked(), refusing(slow)));
        Failure failure = failure(limit, answering(Usage.NONE));
        assertEquals(Optional.of(Duration.ofMinutes(5)), failure.retryAfter());
        assertTrue(failure.message().contains("slow down"), failure.message());
        assertEquals(1.0, gates.used(CANDIDATE));
        clock.pass(Duration.ofMinutes(5));
        Samples.events(limit.handle(asked(), refusing(Failure.of(ErrorCode.RATE_LIMITED, "no time given"))));
        Duration usual = failure(limit, answering(Usage.NONE)).retryAfter().orElseThrow();
        assertTrue(usual.toMillis() >= 500 && usual.toMillis() <= 1_501, "a second, more or less: " + usual);
    }

    @Test
    void leavesExchangesWithoutACandidateAlone() {
        assertEquals("hi", Samples.text(limit.handle(Samples.chat("m", "hi"), answering(Usage.NONE))));
    }

    private void rule(Rule rule) {
        gates.agree("p", new Terms(Optional.empty(), Map.of(), List.of(rule)));
    }

    private BigDecimal used() {
        return gates.standings(CANDIDATE).getFirst().used();
    }

    private Limit stage(List<Candidate> candidates) {
        return new Limit(gates, Words.settings(0, 2_000)).with(new FakeCatalog(Map.of("m", candidates), List.of()));
    }

    private static Exchange asked() {
        return Samples.chat("m", "hi").to(CANDIDATE, 1);
    }

    private static Next answering(Usage usage) {
        return _ -> Reply.of(new StreamEvent.TextDelta(0, "hi")).receipted(receipt -> receipt.using(usage));
    }

    private static Next refusing(Failure failure) {
        return _ -> Reply.refused(failure).receipted(receipt -> receipt.failing(failure));
    }

    private static Failure failure(Limit stage, Next next) {
        try (Reply reply = stage.handle(asked(), next)) {
            return reply.next().orElseThrow().failure().orElseThrow();
        }
    }

}
