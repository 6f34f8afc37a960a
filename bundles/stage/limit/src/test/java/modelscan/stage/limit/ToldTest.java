package modelscan.stage.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider tells of its limits, when it does not tell everything. */
class ToldTest {
    private static final Entrant CALL = Given.call("m", 1, 1);

    private final FakeTimes clock = new FakeTimes();
    private final Gate gate = new Gate(clock.times());

    /** As core/catalog reads {@code 2s}, {@code 120ms}, {@code 1h2m3.5s}, a date in 30 seconds, and more than a month. */
    @ParameterizedTest
    @ValueSource(strings = {"PT2S", "PT0.12S", "PT1H2M3.5S", "PT30S", "PT59.001S", "PT1M", "P1DT2H", "P31D"})
    void nothingLeftIsAPauseUntilTheReset(Duration reset) {
        refusedWith("", "0", reset);
        clock.pass(Duration.ofMillis(40));
        Failure failure = refusal();
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Optional.of(reset.minusMillis(40)), failure.retryAfter());
        assertFalse(failure.message().contains("allows 0"), failure.message());
        clock.pass(reset.minusMillis(41));
        assertEquals(Optional.of(Duration.ofMillis(1)), refusal().retryAfter());
        clock.pass(Duration.ofMillis(1));
        pass();
    }

    @Test
    void aPartOfAMillisecondIsRoundedUp() {
        refusedWith("", "0", Duration.ofNanos(1_500_000));
        assertEquals(Optional.of(Duration.ofMillis(2)), refusal().retryAfter());
    }

    @Test
    void theLongerOfWhatWasToldAndOfARefusalCounts() {
        Pass pass = pass();
        pass.tell(List.of(quota(What.REQUESTS, "", "0", Duration.ofSeconds(2))));
        pass.close(Failure.of(ErrorCode.RATE_LIMITED, "slow down"), Duration.ofMillis(700).toNanos());
        assertEquals(Optional.of(Duration.ofSeconds(2)), refusal().retryAfter());
        pass.close(Failure.of(ErrorCode.RATE_LIMITED, "slow down"), Duration.ofSeconds(5).toNanos());
        assertEquals(Optional.of(Duration.ofSeconds(5)), refusal().retryAfter());
        clock.pass(Duration.ofSeconds(5));
        pass();
    }

    @Test
    void aResetThatIsOverHoldsNobodyBack() {
        refusedWith("", "0", Duration.ZERO);
        pass();
    }

    @Test
    void whatIsLeftWithoutALimitIsCountedDown() {
        refusedWith("", "2", Duration.ofSeconds(20));
        pass();
        pass();
        assertEquals(Optional.of(Duration.ofSeconds(20)), refusal().retryAfter());
        clock.pass(Duration.ofSeconds(20));
        pass();
        pass();
        pass();
    }

    @Test
    void fewTokensLeftWithoutALimitAreAPauseToo() {
        pass().tell(List.of(quota(What.TOKENS, "", "500", Duration.ofSeconds(20))));
        Entrant large = Given.call("m", 600, 10);
        assertInstanceOf(Verdict.Full.class, gate.enter(large));
        assertInstanceOf(Verdict.Passed.class, gate.enter(Given.call("m", 100, 4_000)), "a long answer is only a guess");
        clock.pass(Duration.ofSeconds(20));
        assertInstanceOf(Verdict.Passed.class, gate.enter(large));
    }

    @Test
    void aLimitThatIsTooSmallIsSaidOnlyAsLongAsItHolds() {
        pass().tell(List.of(quota(What.TOKENS, "500", "500", Duration.ofSeconds(20))));
        Entrant large = Given.call("m", 600, 10);
        assertInstanceOf(Verdict.TooLarge.class, gate.enter(large));
        clock.pass(Duration.ofSeconds(20));
        assertInstanceOf(Verdict.Passed.class, gate.enter(large), "it may be another one by now");
    }

    @Test
    void aLimitOfNothingIsNone() {
        refusedWith("0", "0", Duration.ofSeconds(2));
        assertEquals(ErrorCode.RATE_LIMITED, refusal().code());
        clock.pass(Duration.ofSeconds(2));
        pass();
    }

    @Test
    void aLimitWithoutWhatIsLeftSaysNothing() {
        refusedWith("100", "", Duration.ofSeconds(20));
        pass();
    }

    @Test
    void withoutAResetThePauseIsShort() {
        refusedWith("", "0", null);
        assertEquals(Optional.of(Duration.ofSeconds(5)), refusal().retryAfter());
        clock.pass(Duration.ofSeconds(5));
        pass();
    }

    @Test
    void aProviderThatIsWholeAgainLooksFree() {
        refusedWith("", "0", Duration.ofSeconds(2));
        assertEquals(1.0, used());
        clock.pass(Duration.ofSeconds(2));
        assertEquals(0.0, used());
        refusedWith("", "40", Duration.ofSeconds(2));
        pass();
        assertEquals(1.0 / 40, used());
    }

    @Test
    void ourOwnLimitOfNothingStillRefuses() {
        gate.rule(List.of(Given.rule(What.REQUESTS, Window.MINUTE, 0)));
        assertInstanceOf(Verdict.TooLarge.class, gate.enter(CALL));
    }

    private double used() {
        return gate.ask("m", lane -> lane.gauges().getFirst().used(clock.nanos.get()));
    }

    private void refusedWith(String limit, String remaining, Duration reset) {
        Pass pass = pass();
        pass.tell(List.of(quota(What.REQUESTS, limit, remaining, reset)));
        pass.settle(Amount.none());
    }

    private Failure refusal() {
        return new Refusal(Samples.candidate("p", "m"), clock.wall.get()).of(gate.enter(CALL));
    }

    private Pass pass() {
        return assertInstanceOf(Verdict.Passed.class, gate.enter(CALL)).pass();
    }

    private static Quota quota(What what, String limit, String remaining, Duration reset) {
        return new Quota(what, number(limit), number(remaining), Optional.ofNullable(reset));
    }

    private static Optional<BigDecimal> number(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
    }
}
