package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.test.kit.MemoryStore;
import modelscan.test.kit.QueriedCall;
import org.junit.jupiter.api.Test;

class RateBookTest {
    private static final Currency DOLLAR = Currency.getInstance("USD");

    private final MemoryStore store = new MemoryStore();
    private final List<Audit.Change> told = new ArrayList<>();
    private final RateBook book = book(store);
    private final Settings settings = settings(book);

    private RateBook book(Store over) {
        return new RateBook(new Surroundings(null, over, null, List.of()), () -> Instant.EPOCH, () -> 0).telling(told::add);
    }

    private static Settings settings(RateBook book) {
        return new Settings(Rig.config(Map.of("rates", new String[] {"2026-11-01 EUR 1.05 USD", "2026-11-01 GBP 1.3 USD"})), book);
    }

    private Optional<String> dollars(String amount, String currency, String day) {
        return settings.rates().change(Money.of(amount, currency), DOLLAR, LocalDate.parse(day)).map(Money::digits);
    }

    @Test
    void countsFromItsDayOnAndBeforeTheConfiguration() throws IOException {
        assertEquals(Optional.of("2.1"), dollars("2", "EUR", "2026-11-01"));
        JsonNode report = put("{\"pair\":\"EUR/USD\",\"day\":\"2026-11-01\",\"rate\":\"1.08\",\"source\":\"ECB\"}");
        assertEquals(1, report.path("changed").asInt());
        assertEquals(Optional.of("2.16"), dollars("2", "EUR", "2026-11-01"));
        put("[{\"from\":\"EUR\",\"to\":\"USD\",\"day\":\"2026-11-10\",\"rate\":1.1}]");
        assertEquals(Optional.of("2.16"), dollars("2", "EUR", "2026-11-09"));
        assertEquals(Optional.of("2.2"), dollars("2", "EUR", "2026-11-10"));
        assertEquals(Optional.of("2.6"), dollars("2", "GBP", "2026-11-10"));
        assertEquals(Optional.empty(), dollars("2", "EUR", "2026-10-31"));
        assertEquals(Optional.empty(), dollars("2", "JPY", "2026-11-10"));
    }

    @Test
    void isKeptOverARestartAndTakenAway() throws IOException {
        put("{\"rates\":[{\"pair\":\"JPY/USD\",\"day\":\"2026-11-01\",\"rate\":\"0.0065\"}]}");
        assertEquals(Optional.of("0.65"), settings(book(store)).rates()
                .change(Money.of("100", "JPY"), DOLLAR, LocalDate.parse("2026-11-02")).map(Money::digits));
        JsonNode report = put("{\"pair\":\"JPY/USD\",\"day\":\"2026-11-01\",\"rate\":null}");
        assertEquals(1, report.path("removed").asInt());
        assertEquals(Optional.empty(), dollars("100", "JPY", "2026-11-02"));
        assertTrue(book(store).table().all().toList().isEmpty());
    }

    @Test
    void tellsWhoChangedWhat() throws IOException {
        String euro = "{\"pair\":\"EUR/USD\",\"day\":\"2026-11-01\",\"rate\":\"1.08\",\"source\":\"ECB\"}";
        put(euro);
        assertEquals(1, put(euro).path("same").asInt());
        put(euro.replace("1.08", "1.09"));
        assertEquals(2, told.size(), "what was said before is no change");
        assertTrue(told.getFirst().before().isNull());
        Audit.Change change = told.getLast();
        assertEquals("ann", change.actor());
        assertEquals("rates.changed", change.action());
        assertEquals("EUR/USD 2026-11-01", change.subject());
        assertEquals("1.08", change.before().path(0).path("rate").asText());
        assertEquals("1.09", change.after().path(0).path("rate").asText());
    }

    @Test
    void changesNothingWhenItCannotBeWrittenDown() {
        RateBook mute = book(store).telling(_ -> {
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the disk is full"));
        });
        assertThrows(FailureException.class, () -> serve(new ChangeRates(mute), "{\"pair\":\"EUR/USD\",\"day\":\"2026-11-01\",\"rate\":\"2\"}"));
        assertEquals(Optional.of("2.1"), dollars("2", "EUR", "2026-11-01"));
        assertEquals(0, mute.table().size());
    }

    @Test
    void importsTablesAndTellsThemInParts() throws IOException {
        StringBuilder csv = new StringBuilder("\uFEFFday,pair,rate,source\r\n");
        for (int day = 0; day < 1200; day++) {
            csv.append(LocalDate.parse("2020-01-01").plusDays(day)).append(",EUR/USD,1.").append(1000 + day).append(",\"a, \"\"b\"\"\"\r\n");
        }
        JsonNode report = serve(new ImportRates(book), csv.toString());
        assertEquals(1200, report.path("changed").asInt());
        assertEquals(3, told.size());
        assertEquals(500, told.getFirst().after().size());
        assertEquals(Optional.of("1.11"), dollars("1", "EUR", "2020-04-10"));
        assertEquals("a, \"b\"", book.table().all().findFirst().orElseThrow().source());
        assertEquals(1200, serve(new ImportRates(book), csv.toString()).path("same").asInt());
        assertEquals(1, serve(new ImportRates(book), " [{\"pair\":\"GBP/USD\",\"day\":\"2026-11-05\",\"rate\":\"1.31\"}]").path("changed").asInt());
    }

    @Test
    void namesTheRowThatIsWrongAndChangesNothing() {
        String good = "{\"pair\":\"EUR/USD\",\"day\":\"2026-11-01\",\"rate\":\"1.08\"}";
        for (String[] wrong : new String[][] {
            {"{\"pair\":\"EUR/USD\",\"day\":\"2026-11-02\",\"rate\":\"0\"}", "a rate is above 0"},
            {"{\"pair\":\"EUR/USD\",\"day\":\"2026-11-02\",\"rate\":\"-1\"}", "a rate is above 0"},
            {"{\"pair\":\"EUR/USD\",\"day\":\"2026-11-02\",\"rate\":\"dear\"}", "'rate' must be a number such as \"1.0834\", not 'dear'"},
            {"{\"pair\":\"EUR/USD\",\"day\":\"2026-11-02\",\"rate\":\"1e999999999\"}", "digits"},
            {"{\"pair\":\"EUR/USD\",\"day\":\"2026-11-02\"}", "'rate' is missing; a number"},
            {"{\"pair\":\"EUR/USD\",\"day\":\"1.11.2026\",\"rate\":1}", "'day' must be a day such as 2026-11-01, not '1.11.2026'"},
            {"{\"pair\":\"EUR/EUR\",\"day\":\"2026-11-02\",\"rate\":1}", "no rate to itself"},
            {"{\"pair\":\"EUR/DOLLAR\",\"day\":\"2026-11-02\",\"rate\":1}", "there is no currency 'DOLLAR'"},
            {"{\"pair\":\"EURUSD\",\"day\":\"2026-11-02\",\"rate\":1}", "a pair is written EUR/USD"},
            {"{\"day\":\"2026-11-02\",\"rate\":1}", "'from' is missing"},
            {"{\"pair\":\"EUR/USD\",\"when\":\"2026-11-02\",\"rate\":1}", "unknown key 'when'; allowed are"},
            {good, "there is a rate of EUR/USD for 2026-11-01 before it"}}) {
            String message = assertThrows(FailureException.class, () -> put("[" + good + "," + wrong[0] + "]")).getMessage();
            assertTrue(message.startsWith("rates[1]") && message.contains(wrong[1]), message);
        }
        String table = "pair,day,rate\nEUR/USD,2026-11-01,1.08\n\nEUR/USD,2026-11-02,";
        assertTrue(assertThrows(FailureException.class, () -> serve(new ImportRates(book), table + "x\n")).getMessage()
                .startsWith("line 4: 'rate' must be a number"));
        assertTrue(assertThrows(FailureException.class, () -> serve(new ImportRates(book), table + "1,2\n")).getMessage()
                .startsWith("line 4: it has 4 values for 3 columns"));
        assertTrue(assertThrows(FailureException.class, () -> serve(new ImportRates(book), "pair,date\n")).getMessage()
                .startsWith("line 1: unknown column 'date'; allowed are pair, from, to, day, rate, source"));
        assertThrows(FailureException.class, () -> put("[]"));
        assertThrows(FailureException.class, () -> put("7"));
        assertEquals(0, book.table().size());
        assertEquals(List.of(), told);
    }

    @Test
    void listsThemPageByPage() throws IOException {
        put("[{\"pair\":\"EUR/USD\",\"day\":\"2026-11-02\",\"rate\":\"1.1\"},{\"pair\":\"EUR/USD\",\"day\":\"2026-11-03\",\"rate\":\"1.2\"}]");
        JsonNode first = list(Map.of("limit", "2"));
        assertEquals("2026-11-03", first.path("data").path(0).path("day").asText());
        assertEquals("1.2", first.path("data").path(0).path("rate").asText());
        assertEquals("store", first.path("data").path(0).path("set_in").asText());
        JsonNode second = list(Map.of("limit", "2", "cursor", first.path("next").asText()));
        assertEquals(2, second.path("data").size());
        assertEquals("configuration", second.path("data").path(0).path("set_in").asText());
        assertTrue(second.path("next").isNull());
        assertEquals(1, list(Map.of("pair", "GBP/USD")).path("data").size());
        assertThrows(FailureException.class, () -> list(Map.of("pair", "pounds")));
    }

    @Test
    void saysWhatToDoWithoutAStore() {
        FailureException refused = assertThrows(FailureException.class, () -> book(null).change(
                RateForm.json("{\"pair\":\"EUR/USD\",\"day\":\"2026-11-02\",\"rate\":1}".getBytes(StandardCharsets.UTF_8)), "ann"));
        assertEquals(ErrorCode.UNAVAILABLE, refused.failure().code());
        assertEquals(0, book(null).table().size());
    }

    private JsonNode put(String body) throws IOException {
        return serve(new ChangeRates(book), body);
    }

    private JsonNode list(Map<String, String> queries) throws IOException {
        QueriedCall call = new QueriedCall(queries);
        new RatesList(book, settings).serve(call);
        return call.json();
    }

    private static JsonNode serve(Endpoint endpoint, String body) throws IOException {
        QueriedCall answer = new QueriedCall();
        endpoint.serve((Call) Proxy.newProxyInstance(RateBookTest.class.getClassLoader(), new Class<?>[] {Call.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "body" -> body.getBytes(StandardCharsets.UTF_8);
                    case "principal" -> new Principal("ann", Optional.empty(), Optional.empty(), Optional.empty(), java.util.Set.of());
                    default -> method.invoke(answer, arguments);
                }));
        return answer.json();
    }
}
