package modelscan.core.catalog.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Prices;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.core.catalog.auth.Auth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words that came with the fourth issue. */
class DescriptorWordsTest {
    @Test
    void everyKindOfAuth() {
        assertEquals(new Auth.Bearer(true), auth("\"optional\""));
        assertEquals(new Auth.None(), auth("\"none\""));
        assertEquals(new Auth.Header("xi-api-key", ""), auth("{\"header\":\"xi-api-key\"}"));
        assertEquals(new Auth.Header("Authorization", "Token"), auth("{\"header\":\"Authorization\",\"prefix\":\"Token\"}"));
        assertEquals(new Auth.Query("key"), auth("{\"query\":\"key\"}"));
        assertEquals(new Auth.Aws("bedrock", "$[env:AWS_REGION;default=us-east-1]"),
                auth("{\"sigv4\":{\"service\":\"bedrock\",\"region\":\"$[env:AWS_REGION;default=us-east-1]\"}}"));
        assertEquals(new Auth.Google("https://scope.test"), auth("{\"google\":{\"scope\":\"https://scope.test\"}}"));
        assertEquals(new Auth.Client("https://id.test/token", "all"),
                auth("{\"oauth\":{\"token\":\"https://id.test/token\",\"scope\":\"all\"}}"));
    }

    @Test
    void plansWithTheirLimits() {
        Plan plan = read("""
                "plans":{"free":{"name":"Free tier","monthly":"0","currency":"USD","source":"x","verified":"2026-01-02",
                  "limits":[{"rpm":30,"itpm":6000,"models":["m"]},{"concurrent":2,"crmo":"12.5"}]}}""").offer().plans().getFirst();
        assertEquals("Free tier", plan.name());
        assertEquals(Optional.of(Money.of("0", "USD")), plan.monthly());
        assertEquals(Optional.of(LocalDate.of(2026, 1, 2)), plan.verified());
        assertEquals(Set.of(
                new Plan.Limit(Plan.What.REQUESTS, Plan.Window.MINUTE, new BigDecimal("30"), Set.of("m")),
                new Plan.Limit(Plan.What.INPUT_TOKENS, Plan.Window.MINUTE, new BigDecimal("6000"), Set.of("m")),
                new Plan.Limit(Plan.What.CONCURRENT, Plan.Window.MOMENT, new BigDecimal("2"), Set.of()),
                new Plan.Limit(Plan.What.CREDITS, Plan.Window.MONTH, new BigDecimal("12.5"), Set.of())),
                Set.copyOf(plan.limits()));
    }

    @Test
    void pricesWithTiersAndALeast() {
        Prices prices = model("""
                "prices":{"currency":"USD","per":1000000,"input":"2","minimum":"0.001",
                          "tiers":[{"above":200000,"input":"4"}]}""").prices().orElseThrow();
        assertEquals(0, new BigDecimal("0.000004").compareTo(prices.tiers().getFirst().each().get(Unit.INPUT)));
        assertEquals(200000, prices.tiers().getFirst().above());
        assertEquals(Optional.of(new BigDecimal("0.001")), prices.minimum());
    }

    @Test
    void modelsTellTheirTokensTheirEndAndTheirModes() {
        Descriptor descriptor = read("""
                "tokens":"openai","modes":{"flash":{"effort":"low"},"think":{"effort":"high","budget":2048}},
                "models":[{"id":"a"},{"id":"b","tokens":"llama","retires":"2027-01-31","drop":["temperature"],
                           "modes":{"flash":{"model":"a"}}}]""");
        Model first = descriptor.offer().models().getFirst();
        Model last = descriptor.offer().models().getLast();
        assertEquals("openai", first.tokens());
        assertEquals("llama", last.tokens());
        assertEquals(Optional.of(LocalDate.of(2027, 1, 31)), last.retires());
        assertEquals(new Descriptor.Mode(Optional.of("high"), Optional.of(2048), Optional.empty()),
                descriptor.offer().modes().get("think"));
        assertEquals(Optional.of("a"), descriptor.offer().trait("b").modes().get("flash").model());
        assertEquals(1, descriptor.offer().trait("b").corrections().size());
        assertEquals(List.of(), descriptor.offer().trait("a").corrections());
    }

    @Test
    void limitsAndListing() {
        Descriptor descriptor = read("""
                "limits":{"requests":{"limit":"X-Limit","remaining":"x-left","reset":"x-reset"},"reset":"duration"},
                "listing":{"path":"/list","items":"models","id":"name","context":"inputTokenLimit","strip":"models/"}""");
        assertEquals(Map.of(Plan.What.REQUESTS, new LimitHeaders.Names(Optional.of("x-limit"), Optional.of("x-left"),
                Optional.of("x-reset"))), descriptor.limits().names());
        assertEquals(Optional.of(LimitHeaders.Reset.DURATION), descriptor.limits().reset());
        Listing listing = descriptor.offer().listing().orElseThrow();
        assertEquals("/list", listing.path());
        assertEquals("models[]", listing.items().toString());
        assertEquals("models/", listing.strip());
    }

    @Test
    void operationsWithAFormNeedNoDialectAndCommandsNoAddress() {
        Descriptor form = DescriptorReader.read(bytes("""
                {"id":"v","url":"https://v.test","serves":["speech"],"calls":{"speech":{"path":"/tts","answer":{"media":{"body":true}}}}}"""), "v");
        assertEquals(Optional.empty(), form.speech().dialect());
        assertTrue(form.speech().calls().get(Operation.SPEECH).plain());
        Descriptor command = DescriptorReader.read(bytes("""
                {"id":"c","mode":"headless","dialect":"d","serves":["chat"],"command":{"run":["x"]}}"""), "c");
        assertTrue(command.speech().command().isPresent());
        assertEquals(new Auth.Bearer(true), command.access().auth());
    }

    @Test
    void anAddressMayBeginWithAPlaceholder() {
        assertEquals("$[env:DATABRICKS_HOST]/serving", url("$[env:DATABRICKS_HOST]/serving"));
        assertEquals("https://$[env:A;default=eu].x.test", url("https://$[env:A;default=eu].x.test"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"auth\":{\"header\":\"a\",\"query\":\"b\"} | x auth: exactly one of google,",
        "\"auth\":{\"query\":\"b\",\"prefix\":\"p\"} | x auth: exactly one of google,",
        "\"auth\":{\"sigv4\":{\"service\":\"s\"}} | x auth sigv4: 'region' is missing",
        "\"auth\":{\"oauth\":{\"token\":\"nowhere\"}} | x auth oauth: 'token' must be an address",
        "\"quirks\":{\"clamp\":{\"t\":[1]}} | x quirks clamp: 't' must be the least and the most",
        "\"quirks\":{\"clamp\":{\"t\":[\"0\",1]}} | x quirks clamp: 't' must be the least and the most",
        "\"quirks\":{\"drop\":[\"a..b\"]} | x quirks: 'drop': 'a..b' is not a path such as",
        "\"quirks\":{\"drop\":[\"\"]} | x quirks: 'drop' must name a member",
        "\"quirks\":{\"rename\":{\"a[].b\":\"c\"}} | x quirks rename: 'a[].b' cannot go over a list",
        "\"quirks\":{\"error\":{\"unless\":0}} | x quirks error: 'at' is missing",
        "\"quirks\":{\"replace\":{\"a\":{\"b\":1}}} | x quirks replace a: 'b' must be a text",
        "\"limits\":{\"reset\":\"soon\"} | x: 'reset' cannot be 'soon'; allowed are date, duration,",
        "\"limits\":{\"images\":{}} | x limits: unknown key 'images'",
        "\"listing\":{\"items\":\"data\"} | x listing: 'path' is missing",
        "\"listing\":{\"path\":\"models\"} | x listing: 'path' must begin with a slash",
        "\"modes\":{\"fast\":{}} | x modes: unknown key 'fast'; allowed are flash, think, ultra-think",
        "\"modes\":{\"flash\":{}} | x modes flash: one of effort, budget, model is wanted",
        "\"command\":{} | x: 'command' is only for mode headless",
        "\"mode\":\"headless\" | x: 'command' is missing",
        "\"calls\":{\"chatting\":{}} | x: 'calls' cannot be 'chatting'",
        "\"models\":[{\"id\":\"m\",\"retires\":\"soon\"}] | x models[0]: 'retires' must be a date",
        "\"models\":[{\"id\":\"m\",\"prices\":{\"currency\":\"USD\",\"input\":\"-1\"}}] | x models[0] prices: 'input' must not be negative",
        "\"models\":[{\"id\":\"m\",\"prices\":{\"currency\":\"USD\",\"tiers\":[{}]}}] | x models[0] prices tiers[0]: 'above' is missing",
    })
    void errorsNameThePlaceAndTheWayOut(String words, String beginning) {
        String message = assertThrows(FailureException.class, () -> read(words)).failure().message();
        assertTrue(message.startsWith(beginning.replace("x: 'reset'", "x limits: 'reset'")), message);
    }

    @Test
    void withoutADialectEveryOperationNeedsAForm() {
        String message = assertThrows(FailureException.class, () -> DescriptorReader.read(
                bytes("{\"id\":\"v\",\"url\":\"https://v.test\",\"serves\":[\"chat\",\"speech\"],\"calls\":{\"speech\":"
                        + "{\"path\":\"/tts\",\"answer\":{\"media\":{\"body\":true}}}}}"),
                "v")).failure().message();
        assertEquals("v: 'dialect' is missing, and 'calls' has no entry for chat", message);
    }

    private static Auth auth(String value) {
        return read("\"auth\":" + value).access().auth();
    }

    private static String url(String url) {
        return DescriptorReader.read(bytes("{\"id\":\"x\",\"dialect\":\"d\",\"serves\":[\"chat\"],\"url\":\"" + url + "\"}"), "x")
                .access().url();
    }

    private static Model model(String words) {
        return read("\"models\":[{\"id\":\"m\"," + words + "}]").offer().models().getFirst();
    }

    private static Descriptor read(String words) {
        return DescriptorReader.read(bytes("{\"id\":\"x\",\"dialect\":\"d\",\"url\":\"https://x.test\",\"serves\":[\"chat\"],"
                + words + "}"), "x");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
