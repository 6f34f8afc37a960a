package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import modelscan.api.model.Operation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.FailureException;
import modelscan.test.kit.MemoryStore;
import modelscan.test.kit.QueriedCall;
import org.junit.jupiter.api.Test;

class BooksTest {
    private final Rig rig = new Rig(Map.of("rates", new String[] {"2026-11-01 EUR 2 USD"}));
    private final Books books = new Books(rig.desk);
    private final List<Booked> all = new ArrayList<>();

    private void fill(int count, Duration apart) {
        Made made = new Made(11);
        for (int i = 0; i < count; i++) {
            Booked booked = made.booked("r-" + i, Rig.NOON.minus(apart.multipliedBy(count - i)));
            all.add(booked);
            rig.journal.append(Desk.SETTLED, EntryText.of(booked));
        }
    }

    private JsonNode list(String... queries) throws IOException {
        QueriedCall call = QueriedCall.of(queries);
        new LedgerList(books).serve(call);
        return call.json();
    }

    private JsonNode usage(String... queries) throws IOException {
        QueriedCall call = QueriedCall.of(queries);
        new UsageReport(books).serve(call);
        return call.json();
    }

    private static Map<String, BigDecimal> sums(List<Booked> entries) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        entries.forEach(booked -> booked.costs().forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add)));
        sums.replaceAll((_, amount) -> amount.stripTrailingZeros());
        return sums;
    }

    private static Map<String, BigDecimal> sums(JsonNode usage) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        usage.path("data").forEach(row -> row.path("costs").properties().forEach(cost -> sums.merge(cost.getKey(),
                new BigDecimal(cost.getValue().textValue()), BigDecimal::add)));
        sums.replaceAll((_, amount) -> amount.stripTrailingZeros());
        return sums;
    }

    @Test
    void listsEverythingPageByPageNewestFirst() throws IOException {
        fill(1234, Duration.ofMinutes(1));
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = list("limit", "100", "cursor", cursor);
            page.path("data").forEach(entry -> ids.add(entry.path("request_id").asText()));
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        assertEquals(all.reversed().stream().map(booked -> booked.entry().request()).toList(), ids);
    }

    @Test
    void filtersByWhatIsAsked() throws IOException {
        fill(300, Duration.ofMinutes(10));
        Booked some = all.get(150);
        String key = some.entry().principal().id();
        JsonNode found = list("key", key, "provider", some.provider(), "from", some.entry().at().toString(), "limit", "1000");
        List<String> wanted = all.stream().filter(one -> one.entry().principal().id().equals(key)
                && one.provider().equals(some.provider()) && !one.entry().at().isBefore(some.entry().at()))
                .map(one -> one.entry().request()).toList().reversed();
        assertEquals(wanted, found.path("data").findValuesAsText("request_id"));
        String tag = some.entry().principal().tags().iterator().next();
        assertEquals(all.stream().filter(one -> one.entry().principal().tags().contains(tag)).count(),
                list("tag", tag, "limit", "1000").path("data").size());
        assertEquals(0, list("tag", "%").path("data").size());
        for (String[] wrong : List.of(new String[] {"from", "yesterday"}, new String[] {"limit", "0"}, new String[] {"cursor", "x"},
                new String[] {"format", "xml"})) {
            assertThrows(FailureException.class, () -> list(wrong));
        }
    }

    @Test
    void sumsAreExactForAnyTime() throws IOException {
        fill(800, Duration.ofMinutes(17));
        assertEquals(sums(all), sums(usage("from", "2026-01-01", "group", "day,model")));
        assertEquals(sums(all), sums(usage("from", "2026-01-01", "group", "key")));
        Instant from = Rig.NOON.minus(100, ChronoUnit.HOURS);
        Instant to = Rig.NOON.minus(30, ChronoUnit.HOURS);
        List<Booked> part = all.stream().filter(one -> !one.entry().at().isBefore(from) && one.entry().at().isBefore(to)).toList();
        assertEquals(sums(part), sums(usage("from", from.toString(), "to", to.toString(), "group", "provider,team")));
        assertThrows(FailureException.class, () -> usage("group", "colour"));
    }

    @Test
    void unknownPricesAreCountedAndCurrenciesChangedByTheRateOfTheDay() throws IOException {
        fill(200, Duration.ofMinutes(5));
        JsonNode row = usage("from", "2026-01-01", "group", "operation", "currency", "USD").path("data").path(0);
        long unpriced = all.stream().flatMap(one -> one.entry().tries().stream())
                .filter(one -> one.cost() instanceof Cost.Unknown).count();
        assertEquals(unpriced, row.path("unpriced").longValue());
        Map<String, BigDecimal> sums = sums(all);
        assertEquals(0, sums.get("USD").add(sums.get("EUR").multiply(BigDecimal.TWO))
                .compareTo(new BigDecimal(row.path("total").path("amount").textValue())));
        JsonNode pounds = usage("from", "2026-01-01", "group", "operation", "currency", "GBP").path("data").path(0);
        assertTrue(pounds.path("total").path("amount").isNull(), "without a rate it is not free");
        assertEquals(2, pounds.path("total").path("without_rate").size());
    }

    @Test
    void writesTables() throws IOException {
        fill(1100, Duration.ofMinutes(1));
        QueriedCall call = QueriedCall.of("format", "csv");
        new LedgerList(books).serve(call);
        assertTrue(call.text().startsWith("request_id,at,key,user,team"), call.text().substring(0, 80));
        assertEquals(1101, call.text().split("\r\n").length);
        QueriedCall report = QueriedCall.of("format", "csv", "group", "day", "from", "2026-01-01");
        new UsageReport(books).serve(report);
        assertTrue(report.text().startsWith("day,requests,calls,failed,unpriced,estimated,cached,cost_EUR,cost_USD"), report.text());
    }

    @Test
    void isReadOldestFirstByWhomItConcerns() {
        fill(1500, Duration.ofMinutes(1));
        List<String> read = new ArrayList<>();
        books.read(all.get(3).entry().at(), entry -> read.add(entry.request()));
        assertEquals(all.subList(3, 1500).stream().map(one -> one.entry().request()).toList(), read);
        for (Scope scope : Scope.values()) {
            String owner = scope == Scope.ALL ? "" : "groq";
            Set<String> some = new HashSet<>();
            books.read(Instant.EPOCH, scope, owner, entry -> some.add(entry.request()));
            Set<String> wanted = new HashSet<>();
            all.stream().map(Booked::entry).filter(entry -> entry.concerns(scope, owner)).map(Ledger.Entry::request).forEach(wanted::add);
            assertEquals(wanted, some, scope.word());
        }
    }

    @Test
    void isReadUpToAPositionOfTheJournal() throws IOException {
        fill(20, Duration.ofMinutes(1));
        list();
        fill(10, Duration.ofSeconds(1));
        for (int before : new int[] {0, 7, 20, 25, 30, 100}) {
            List<Instant> read = new ArrayList<>();
            books.read(Instant.EPOCH, before, Scope.ALL, "", entry -> read.add(entry.at()));
            List<Instant> wanted = all.stream().limit(before).filter(booked -> booked.status() != Status.REFUSED)
                    .map(booked -> booked.entry().at()).toList();
            assertEquals(wanted, read.stream().filter(wanted::contains).toList());
            assertTrue(read.size() <= before, "nothing behind it");
        }
        try (Journal.Entries entries = rig.journal.read(29)) {
            assertEquals(all.getLast().entry().at(), books.entry(entries.next()).orElseThrow().at());
        }
        assertTrue(books.entry(new Journal.Entry(0, "audit", Rig.NOON, new byte[0])).isEmpty());
    }

    @Test
    void tagsWithoutEndAreAddedUpTogether() throws IOException {
        int count = DayWriting.MOST + 500;
        for (int i = 0; i < count; i++) {
            Ledger.Entry entry = new Ledger.Entry("r-" + i, Rig.NOON, new Principal("key-1", Optional.empty(), Optional.empty(),
                    Optional.empty(), Set.of("tag-" + i)), Operation.CHAT, "m", List.of(), false, Optional.empty(), Duration.ZERO);
            rig.journal.append(Desk.SETTLED, EntryText.of(new Booked(entry, Status.OK, 1, "groq", "llama", Optional.empty())));
        }
        JsonNode all = usage("group", "day");
        assertEquals(count, all.path("data").path(0).path("requests").longValue());
        JsonNode tags = usage("group", "tag");
        assertTrue(tags.path("data").size() <= DayWriting.MOST + 1, "rows " + tags.path("data").size());
        long others = 0;
        for (JsonNode row : tags.path("data")) {
            others += row.path("tag").asText().equals("~others") ? row.path("requests").longValue() : 0;
        }
        assertEquals(500, others);
    }

    @Test
    void tablesAreFoundAgainFromTheJournal() throws IOException {
        fill(700, Duration.ofMinutes(1));
        JsonNode before = usage("group", "model,key");
        Rig again = new Rig(rig.journal, new MemoryStore(), rig.desk.register(), Map.of());
        QueriedCall call = QueriedCall.of("group", "model,key");
        new UsageReport(new Books(again.desk)).serve(call);
        assertEquals(before, call.json());
    }
}
