package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Usage;
import modelscan.shell.commands.answer.Paper;
import org.junit.jupiter.api.Test;

class SpendTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<Ledger.Entry> ALL = List.of(
            entry("2026-11-01T00:00:00Z", Set.of("old"), tried("groq", Money.of("0.1", "USD"))),
            entry("2026-11-20T23:59:59Z", Set.of("a", "b"), tried("groq", Money.of("0.0000123", "USD")), tried("mistral", Money.of("2", "EUR"))),
            entry("2026-11-21T00:00:00Z", Set.of(), new Ledger.Try("groq", "m", Usage.NONE, false, new Cost.Unknown("no price"),
                    Optional.empty())));

    private final Spend spend = new Spend((since, reader) -> ALL.stream().filter(entry -> !entry.at().isBefore(since)).forEach(reader),
            () -> NOON);

    private static Ledger.Entry entry(String at, Set<String> tags, Ledger.Try... tries) {
        Principal who = new Principal("key-1", Optional.empty(), Optional.of("blue"), Optional.empty(), tags);
        return new Ledger.Entry("r", Instant.parse(at), who, Operation.CHAT, "m", List.of(tries), false, Optional.empty(), Duration.ZERO);
    }

    private static Ledger.Try tried(String provider, Money cost) {
        return new Ledger.Try(provider, "m", Usage.NONE, false, new Cost.Known(cost), Optional.empty());
    }

    private String text(String... words) {
        return spend.spend(Fakes.session(), words).text(Paper.ENDLESS).replaceAll(" +", " ");
    }

    @Test
    void addsUpExactlyAndKeepsCurrenciesApart() {
        assertEquals("""
                PROVIDER CALLS COST UNPRICED
                groq 3 0.1000123 USD 1
                mistral 1 2 EUR 0""", text());
        assertEquals("""
                TEAM CALLS COST UNPRICED
                blue 4 2 EUR + 0.1000123 USD 1""", text("team"));
    }

    @Test
    void groupsByDayAndByEveryTag() {
        assertEquals("""
                DAY CALLS COST UNPRICED
                2026-11-01 1 0.1 USD 0
                2026-11-20 2 2 EUR + 0.0000123 USD 0
                2026-11-21 1 1""", text("day"));
        assertEquals(4, spend.spend(Fakes.session(), "tag", "--json").json().path("spending").size());
    }

    @Test
    void namesWhatIsAllowed() {
        assertEquals("spending cannot be shown by 'colour'; allowed are day, key, model, project, provider, tag, team, user",
                assertThrows(FailureException.class, () -> text("colour")).getMessage());
    }
}
