package modelscan.core.catalog.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Provider;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.base.json.Json;
import modelscan.core.catalog.auth.Auth;
import modelscan.core.catalog.path.Path;
import org.junit.jupiter.api.Test;

class DescriptorReaderTest {
    private static final String ACME = """
            { "id": "acme", "name": "Acme", "mode": "api", "dialect": "openai", "url": "https://api.acme.test/v1/",
              "auth": "bearer", "key": "$[secret:acme]", "serves": ["chat", "embedding", "models"],
              "headers": {"x-title": "ModelScan"}, "paths": {"chat": "/talk"},
              "quirks": {"drop": ["logprobs"], "rename": {"max_tokens": "limit"}, "default": {"safe": true}, "usage": "x.usage"},
              "plans": {"free": {"name": "Free", "monthly": "0", "currency": "USD",
                                 "limits": [{"rpm": 30, "tpm": 6000, "models": ["big"]}, {"concurrent": 2}]}}, "source": "acme.test/prices", "verified": "2026-11-20",
              "models": [
                {"id": "big", "context": 131072, "output": 32768, "capabilities": ["tools"],
                 "prices": {"currency": "USD", "per": 1000000, "input": "0.59", "output": "0.79"}},
                {"id": "vectors", "serves": ["embedding"], "verified": "2026-01-01"} ] }""";

    @Test
    void saysWhetherFailuresHoldBackTheNextCall() {
        assertTrue(read(ACME).about().breaker());
        assertFalse(read(ACME.replace("\"mode\"", "\"breaker\": false, \"mode\"")).about().breaker());
    }

    @Test
    void readsEveryWord() {
        Descriptor acme = read(ACME);
        assertEquals(new Provider.About("acme", "Acme", Provider.Mode.API, true), acme.about());
        assertEquals("https://api.acme.test/v1", acme.access().url());
        assertEquals(new Auth.Bearer(false), acme.access().auth());
        assertEquals(Set.of(Operation.CHAT, Operation.EMBEDDING), acme.speech().serves());
        assertEquals("/talk", acme.speech().paths().get(Operation.CHAT));
        assertEquals(3, acme.quirks().corrections().size());
        assertEquals(Optional.of("x.usage"), acme.quirks().usage().map(Path::toString));
        assertEquals("/models", acme.offer().listing().orElseThrow().path());
        Model big = acme.offer().models().getFirst();
        assertEquals(Optional.of(131072), big.context());
        assertEquals(Set.of(Operation.CHAT), big.operations());
        assertEquals(Optional.of(LocalDate.of(2026, 11, 20)), big.verified());
        assertEquals(Optional.of("acme.test/prices"), big.source());
        Model vectors = acme.offer().models().getLast();
        assertEquals(Set.of(Operation.EMBEDDING), vectors.operations());
        assertEquals(Optional.empty(), vectors.prices());
        assertEquals(Optional.of(LocalDate.of(2026, 1, 1)), vectors.verified());
    }

    @Test
    void pricesAreExact() {
        Prices prices = read(ACME).offer().models().getFirst().prices().orElseThrow();
        assertEquals(0, new BigDecimal("0.00000059").compareTo(prices.each().get(Unit.INPUT)));
        assertEquals(Set.of(Unit.INPUT, Unit.OUTPUT), prices.each().keySet());
    }

    @Test
    void littleIsEnough() {
        Descriptor small = read("""
                {"id":"x","dialect":"openai","url":"http://127.0.0.1:9","serves":["chat"]}""");
        assertEquals("$[secret:x]", small.access().key());
        assertEquals("x", small.about().name());
        assertTrue(small.offer().models().isEmpty());
    }

    @Test
    void errorsNameThePlaceTheKeyAndTheAllowedWords() {
        refuses("acme: unknown key 'urll'; allowed are auth, breaker, calls, command, dialect, headers, id, key,", json -> json.put("urll", "x"));
        refuses("acme: 'url' is missing", json -> json.remove("url"));
        refuses("acme: 'url' must be an address such as", json -> json.put("url", "api.acme.test"));
        refuses("acme: 'url' must be an address such as", json -> json.put("url", "file:///etc/passwd"));
        refuses("acme: 'id' must be up to 40 small letters", json -> json.put("id", "Acme Corp"));
        refuses("acme: 'mode' cannot be 'cloud'; allowed are api, headless, local", json -> json.put("mode", "cloud"));
        refuses("acme: 'auth' cannot be 'basic'; allowed are bearer, none,", json -> json.put("auth", "basic"));
        refuses("acme auth: unknown key 'cookie'; allowed are google, header, oauth, prefix, query, sigv4", json -> json.putObject("auth").put("cookie", "x"));
        refuses("acme: 'serves' cannot be 'chatting'; allowed are chat, embedding,", json -> json.putArray("serves").add("chatting"));
        refuses("acme: 'serves' is missing", json -> json.remove("serves"));
        refuses("acme paths: 'chat' must begin with a slash", json -> json.putObject("paths").put("chat", "talk"));
        refuses("acme quirks: unknown key 'remove'; allowed are clamp, default, drop, error, flatten, rename,", json -> json.putObject("quirks").putArray("remove"));
        refuses("acme plans free: unknown key 'rpm'; allowed are currency, limits,", json -> json.putObject("plans").putObject("free").put("rpm", 1));
        refuses("acme plans free limits[0]: unknown key 'rpy'", json -> json.putObject("plans").putObject("free")
                .putArray("limits").addObject().put("rpy", 1));
        refuses("acme plans free limits[0]: 'rpm' must not be negative", json -> json.putObject("plans").putObject("free")
                .putArray("limits").addObject().put("rpm", -1));
        refuses("acme plans free: 'currency' is missing", json -> json.putObject("plans").putObject("free").put("monthly", "9"));
        refuses("acme models[0]: unknown key 'price'", json -> model(json).put("price", "1"));
        refuses("acme models[0]: 'context' must be a whole number", json -> model(json).put("context", "128k"));
        refuses("acme models[0]: 'serves' cannot be 'video'; allowed are chat, embedding", json -> model(json).putArray("serves").add("video"));
        refuses("acme models[0] prices: 'currency' must be a code of ISO 4217", json -> model(json).putObject("prices").put("currency", "dollars"));
        refuses("acme models[0] prices: 'per' must divide prices exactly", json -> model(json).putObject("prices")
                .put("currency", "USD").put("per", 3).put("input", "1"));
        refuses("acme models[0]: 'verified' must be a date", json -> model(json).put("verified", "yesterday"));
        refuses("acme models[0]: model 'vectors' is listed twice".replace("models[0]", "models[1]"), json -> model(json).put("id", "vectors"));
    }

    @Test
    void malformedTextIsRefusedWithItsPlace() {
        String message = assertThrows(FailureException.class, () -> read("{\"id\": \"x\",\n  oops}")).failure().message();
        assertTrue(message.startsWith("acme: not valid JSON at line 2, column "), message);
    }

    @Test
    void survivesRandomChanges() {
        byte[] good = ACME.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(11);
        for (int round = 0; round < 3000; round++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                DescriptorReader.read(changed, "acme");
            } catch (FailureException refused) {
                assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
            }
        }
    }

    private static void refuses(String beginning, Consumer<ObjectNode> change) {
        ObjectNode json = Json.readObject(ACME.getBytes(StandardCharsets.UTF_8));
        change.accept(json);
        String message = assertThrows(FailureException.class, () -> read(json.toString())).failure().message();
        assertTrue(message.startsWith(beginning), message);
    }

    private static ObjectNode model(ObjectNode json) {
        return (ObjectNode) json.path("models").get(0);
    }

    private static Descriptor read(String text) {
        return DescriptorReader.read(text.getBytes(StandardCharsets.UTF_8), "acme");
    }
}
