package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;

class EntryTextTest {
    @Test
    void readsWhatItWrote() {
        Made made = new Made(7);
        for (int i = 0; i < 2000; i++) {
            Booked booked = made.booked("r-" + i, Rig.NOON.plusNanos(i * 1_001_000L));
            Booked read = EntryReading.entry(EntryText.of(booked)).orElseThrow();
            assertEquals(digits(booked), digits(read));
            assertEquals(Optional.of(booked.entry().request()), EntryReading.request(EntryText.of(booked)));
            assertEquals(booked.entry().principal(), read.entry().principal());
            assertEquals(booked.entry().at(), read.entry().at());
            assertEquals(booked.saved().map(Money::digits), read.saved().map(Money::digits));
            booked.costs().forEach((currency, amount) -> assertEquals(0, amount.compareTo(read.costs().get(currency))));
        }
    }

    private static List<String> digits(Booked booked) {
        return booked.entry().tries().stream().map(one -> one.provider() + one.model() + one.estimated() + one.failure()
                + one.usage().amount(Unit.SECOND).map(EntryText::digits) + one.usage().count(Unit.INPUT)
                + (one.cost() instanceof Cost.Known(Money money) ? money.digits() + money.currency() : one.cost())).toList();
    }

    @Test
    void looksAsTheJournalIsRead() {
        Usage usage = Usage.NONE.with(Unit.INPUT, 12).with(Unit.OUTPUT, 30);
        Ledger.Try one = new Ledger.Try("groq", "llama", usage, true, new Cost.Known(Money.of("0.000030780", "USD")), Optional.empty());
        Ledger.Entry entry = new Ledger.Entry("r-1", Rig.NOON, new Principal("key-1", Optional.empty(), Optional.of("blue"),
                Optional.empty(), Set.of("b", "a")), Operation.CHAT, "llama", List.of(one), false, Optional.empty(),
                Duration.ofNanos(1500));
        assertEquals("{\"request\":\"r-1\",\"at\":1795262400000000,\"took\":1500,\"key\":\"key-1\",\"team\":\"blue\","
                + "\"tags\":[\"a\",\"b\"],\"operation\":\"chat\",\"asked\":\"llama\",\"status\":\"ok\",\"attempts\":1,"
                + "\"provider\":\"groq\",\"model\":\"llama\",\"tries\":[{\"provider\":\"groq\",\"model\":\"llama\","
                + "\"usage\":{\"input\":\"12\",\"output\":\"30\"},\"estimated\":true,\"cost\":\"0.00003078\",\"currency\":\"USD\"}]}",
                new String(EntryText.of(new Booked(entry, Status.OK, 1, "groq", "llama", Optional.empty()))));
    }

    @Test
    void leavesOutWhatItDoesNotUnderstand() {
        for (String text : List.of("", "{}", "[1]", "{\"request\":\"r\",\"at\":\"noon\"}", "{\"request\":7}")) {
            assertTrue(EntryReading.entry(text.getBytes()).isEmpty());
            assertTrue(EntryReading.begun(text.getBytes()).isEmpty());
        }
    }

    @Test
    void aRequestWithoutAnEndIsUnknown() {
        Begun begun = new Begun("r-1", Instant.EPOCH, 17, Principal.of("key-1"), Operation.CHAT, "llama");
        assertEquals(Optional.of(begun), EntryReading.begun(EntryText.begun(begun)));
        Begun long1 = new Begun("r-1", Instant.EPOCH, 17, new Principal("key-1", Optional.of("u".repeat(300)), Optional.of("t".repeat(300)),
                Optional.of("p".repeat(300)), Set.of()), Operation.CHAT, "m".repeat(300));
        assertEquals(Optional.of(long1.briefly()), EntryReading.begun(EntryText.begun(long1)), "it must fit into its place");
        Map<String, BigDecimal> reserved = Map.of("bud_b", new BigDecimal("0.01230"), "bud_a", BigDecimal.ZERO);
        Booked lost = begun.lost(reserved);
        assertEquals(Status.UNKNOWN, lost.status());
        assertEquals(Map.<String, BigDecimal>of(), lost.costs());
        String text = new String(EntryText.of(lost));
        assertTrue(text.contains("\"status\":\"unknown\",\"attempts\":0,\"reserved\":{\"bud_a\":\"0\",\"bud_b\":\"0.0123\"},"), text);
        assertEquals(Map.of("bud_a", BigDecimal.ZERO, "bud_b", new BigDecimal("0.0123")),
                EntryReading.entry(text.getBytes()).orElseThrow().entry().reserved());
        assertEquals("{\"bud_a\":\"0\",\"bud_b\":\"0.0123\"}", EntryForm.json(lost).path("reserved").toString());
    }

    @Test
    void whateverBeganFitsIntoItsPlace() {
        String odd = "\u0001".repeat(300);
        Begun begun = new Begun("ms-1234567-ab12", Instant.now(), Long.MAX_VALUE, new Principal(odd, Optional.of(odd), Optional.of(odd),
                Optional.of(odd), Set.of(odd)), Operation.CHAT, odd);
        assertTrue(EntryText.begun(begun).length <= Sheet.LONGEST);
    }
}
