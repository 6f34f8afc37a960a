package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontsTest {

    @Test
    void bothPrefixesAreServed() {
        Set<String> paths = Exchanges.DIALECT.fronts().stream().map(front -> front.route().method() + " " + front.route().path())
                .collect(Collectors.toSet());
        for (String prefix : List.of("/v1", "/v1beta")) {
            for (String method : List.of("generateContent", "streamGenerateContent", "embedContent", "batchEmbedContents")) {
                assertTrue(paths.contains("POST " + prefix + "/models/{model...}:" + method), prefix + method);
            }
        }
        assertEquals(8, paths.size());
    }

    @ParameterizedTest
    @CsvSource({"gemini-x,gemini-x", "acme/gemini-x,acme/gemini-x", "models/acme/x,acme/x"})
    void theModelIsInTheAddress(String variable, String model) {
        Inquiry inquiry = Exchanges.front(Method.GENERATE).read(letter(variable, Exchanges.HI));
        assertEquals(model, inquiry.model());
        assertEquals(model, inquiry.request().model());
        assertEquals(Operation.CHAT, inquiry.operation());
        assertEquals("gemini", inquiry.original().orElseThrow().dialect());
    }

    @Test
    void theMethodSaysWhetherItIsAStream() {
        assertTrue(Exchanges.inquiry(Method.STREAM, Map.of(), Exchanges.HI).stream());
        assertFalse(Exchanges.inquiry(Method.GENERATE, Map.of("alt", "sse"), Exchanges.HI).stream());
    }

    @Test
    void onlyWhatRoutingNeedsIsReadAtOnce() {
        Inquiry inquiry = Exchanges.inquiry("{'contents':[{'role':'nobody'}]}");
        FailureException refused = assertThrows(FailureException.class, inquiry::request);
        assertEquals(Optional.of("contents[0].role"), refused.failure().field());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {}                    ! contents
            {`contents`:null}     ! contents
            {`contents`:[]}       ! contents
            {`contents`:`x`}      ! contents
            """)
    void whatIsMissingIsNamed(String json, String field) {
        FailureException refused = assertThrows(FailureException.class, () -> Exchanges.inquiry(json.replace('`', '"')));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertEquals(Optional.of(field), refused.failure().field());
    }

    @Test
    void anAddressWithoutAModelIsRefused() {
        assertEquals(Optional.of("model"), assertThrows(FailureException.class,
                () -> Exchanges.front(Method.GENERATE).read(letter("models/", Exchanges.HI))).failure().field());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{} {}", "null", "nonsense", "{'contents':[1],'contents':[1]}"})
    void whatIsNoJsonObjectIsRefused(String body) {
        assertEquals(ErrorCode.INVALID_REQUEST,
                assertThrows(FailureException.class, () -> Exchanges.inquiry(body)).failure().code());
    }

    @ParameterizedTest
    @CsvSource({"application/json; charset=utf-8,true", "APPLICATION/JSON,true", "application/x+json,true", "text/plain,false",
            "multipart/form-data,false"})
    void mediaTypes(String type, boolean taken) {
        Front.Letter letter = new Front.Letter(Map.of("model", "m"), Map.of("content-type", type), Exchanges.bytes(Exchanges.HI));
        if (taken) {
            assertEquals("m", Exchanges.front(Method.GENERATE).read(letter).model());
        } else {
            assertEquals(ErrorCode.UNSUPPORTED_MEDIA, assertThrows(FailureException.class,
                    () -> Exchanges.front(Method.GENERATE).read(letter)).failure().code());
        }
    }

    @Test
    void errorsHaveGooglesShape() {
        Failure failure = Failure.of(ErrorCode.RATE_LIMITED, "slow").by("acme").at("contents").because("tokens").after(Duration.ofMillis(34_500));
        Exchanges.assertJson("""
                {'error':{'code':429,'message':'slow','status':'RESOURCE_EXHAUSTED','details':[
                 {'@type':'type.googleapis.com/google.rpc.ErrorInfo','reason':'tokens','domain':'modelscan','metadata':{'provider':'acme'}},
                 {'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'34.5s'},
                 {'@type':'type.googleapis.com/google.rpc.BadRequest','fieldViolations':[{'field':'contents','description':'slow'}]}]}}""",
                Json.read(Exchanges.front(Method.GENERATE).failure(failure)));
        assertEquals(529, Json.read(Exchanges.front(Method.EMBED).failure(Failure.of(ErrorCode.PROVIDER_OVERLOADED, "m").status(529)))
                .at("/error/code").asInt());
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void writtenErrorsAreReadAsErrors(ErrorCode code) {
        Failure read = Exchanges.back().failure(code.status(), Map.of(),
                Exchanges.front(Method.GENERATE).failure(Failure.of(code, "m").after(Duration.ofSeconds(100))));
        assertTrue(read.message().endsWith("m"), read.message());
        assertEquals(code.status() == 429 || code.status() == 503 ? Optional.of(Duration.ofSeconds(100)) : Optional.empty(),
                read.retryAfter());
    }

    @Test
    void whatItServes() {
        Set<Operation> served = EnumSet.allOf(Operation.class);
        served.removeIf(operation -> Exchanges.DIALECT.back(operation).isEmpty());
        assertEquals(Set.of(Operation.CHAT, Operation.EMBEDDING), served);
    }

    private static Front.Letter letter(String model, String json) {
        return new Front.Letter(Map.of("model", model), Map.of(), Exchanges.bytes(json));
    }
}
