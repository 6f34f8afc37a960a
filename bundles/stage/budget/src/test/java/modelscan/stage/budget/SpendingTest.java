package modelscan.stage.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.model.Money;
import org.junit.jupiter.api.Test;

class SpendingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Period period(String time, Window window, ZoneId zone) {
        return Period.at(Instant.parse(time), window, zone);
    }

    private static Spending.Sum sum(String amount) {
        return new Spending.Sum(new BigDecimal(amount), 0);
    }

    private static Budget budget(Window window, boolean rolling) {
        return new Budget("b", Scope.ALL, "", Money.of("10", "USD"), window, rolling, BERLIN, Budget.WARN_AT);
    }

    @Test
    void followsTheCalendarOfItsZone() {
        assertEquals(new Period(Instant.parse("2026-11-20T23:00:00Z"), Instant.parse("2026-11-21T23:00:00Z")),
                period("2026-11-21T22:59:59Z", Window.DAY, BERLIN));
        assertEquals(new Period(Instant.parse("2026-11-15T23:00:00Z"), Instant.parse("2026-11-22T23:00:00Z")),
                period("2026-11-21T12:00:00Z", Window.WEEK, BERLIN));
        assertEquals(new Period(Instant.parse("2026-10-31T23:00:00Z"), Instant.parse("2026-11-30T23:00:00Z")),
                period("2026-11-21T12:00:00Z", Window.MONTH, BERLIN));
        assertEquals(new Period(Instant.parse("2025-12-31T23:00:00Z"), Instant.parse("2026-12-31T23:00:00Z")),
                period("2026-11-21T12:00:00Z", Window.YEAR, BERLIN));
        assertEquals(Duration.ofHours(25), length(period("2026-10-25T12:00:00Z", Window.DAY, BERLIN)), "clocks are put back");
        assertEquals(Duration.ofHours(23), length(period("2026-03-29T12:00:00Z", Window.DAY, BERLIN)), "clocks are put forward");
        assertEquals(Duration.ofHours(1), length(period("2026-11-21T12:59:59Z", Window.HOUR, ZoneId.of("Asia/Kolkata"))));
    }

    private static Duration length(Period period) {
        return Duration.between(period.start(), period.end());
    }

    @Test
    void everyTimeIsInThePeriodItIsGiven() {
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
            for (Window window : Window.values()) {
                Period period = Period.at(time, window, BERLIN);
                assertTrue(!time.isBefore(period.start()) && time.isBefore(period.end()), window + " at " + time + ": " + period);
                assertEquals(period.end(), Period.at(period.end(), window, BERLIN).start());
            }
        }
    }

    @Test
    void beginsAnewWithTheNextPeriod() {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        Spending spending = new Spending(budget(Window.DAY, false), noon);
        spending.add(noon, sum("3"));
        assertEquals(Optional.of(Instant.parse("2026-11-21T23:00:00Z")), spending.resets());
        assertFalse(spending.advance(Instant.parse("2026-11-21T22:59:59Z")));
        assertFalse(spending.advance(noon.minus(Duration.ofDays(2))), "a clock that is put back frees nothing");
        assertEquals(0, spending.sum().spent().compareTo(new BigDecimal("3")));
        assertTrue(spending.advance(Instant.parse("2026-11-21T23:00:00Z")));
        assertEquals(0, spending.sum().spent().signum());
        spending.add(noon, sum("5"));
        assertEquals(0, spending.sum().spent().signum(), "what ended before does not count");
    }

    @Test
    void aRollingWindowNeverCountsTooLittleAndAtMostASixtiethTooLong() {
        Random random = new Random(9);
        for (Window window : Window.values()) {
            Instant now = Instant.parse("2026-11-21T12:00:00Z");
            Spending spending = new Spending(budget(window, true), now);
            TreeMap<Instant, BigDecimal> all = new TreeMap<>();
            Duration length = Period.length(window);
            for (int i = 0; i < 2000; i++) {
                now = now.plusMillis(random.nextLong(length.toMillis() / 30));
                BigDecimal amount = new BigDecimal(random.nextInt(1000)).movePointLeft(4);
                spending.advance(now);
                spending.add(now, new Spending.Sum(amount, 1));
                all.merge(now, amount, BigDecimal::add);
                BigDecimal least = since(all, now.minus(length));
                BigDecimal most = since(all, now.minus(length).minus(length.dividedBy(60)).minusMillis(1));
                BigDecimal counted = spending.sum().spent();
                assertTrue(counted.compareTo(least) >= 0 && counted.compareTo(most) <= 0,
                        window + ": " + least + " " + counted + " " + most);
            }
            assertTrue(spending.resets().orElseThrow().isAfter(now));
            spending.advance(now.plus(length.multipliedBy(2)));
            assertEquals(0, spending.sum().spent().signum());
            assertEquals(0, spending.sum().unpriced());
        }
    }

    private static BigDecimal since(TreeMap<Instant, BigDecimal> all, Instant time) {
        return all.tailMap(time, true).entrySet().stream().map(Map.Entry::getValue).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
