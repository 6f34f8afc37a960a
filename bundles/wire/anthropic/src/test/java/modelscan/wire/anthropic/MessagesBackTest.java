package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Message;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesBackTest {

    @Test
    void nothingToChangeMeansTheSameBytes() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'m','max_tokens':1,'messages':[{}], 'odd' :  1e2 }");
        Back.Order order = order(inquiry, "m");
        assertSame(inquiry.original().orElseThrow().bytes(), order.body());
        assertEquals(Map.of("content-type", "application/json", "accept", "application/json", "anthropic-version", "2023-06-01"),
                order.headers());
        assertEquals("POST /messages", order.method() + " " + order.path());
    }

    @Test
    void onlyTheModelIsReplaced() {
        Inquiry inquiry = Exchanges.inquiry("{ 'odd' :  1.50e2, 'model' : 'acme/m', 'max_tokens':1,'messages':[ {'x':'\\u00e9'} ]}");
        assertEquals("{'odd' :  1.50e2,'model' : 'm','max_tokens':1,'messages':[ {'x':'\\u00e9'} ]}".replace('\'', '"'), text(order(inquiry, "m")));
    }

    @Test
    void theLimitThatMustNotBeMissingIsAdded() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'m','messages':[{}]}");
        assertEquals("{'model':'m','messages':[{}],'max_tokens':4096}".replace('\'', '"'), text(order(inquiry, "m")));
        Exchange known = Exchanges.exchange(inquiry, Exchanges.model(64000));
        assertTrue(text(Exchanges.back().order(known)).endsWith("\"max_tokens\":64000}"));
    }

    @Test
    void headersOfTheClientGoAlongEvenWhenTheRequestIsChanged() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'m','max_tokens':1,'messages':[{'role':'user','content':'x'}],'stream':true,'odd':{'deep':1}}",
                Map.of("anthropic-beta", "a-2025,b", "anthropic-version", "2027-01-01", "x-api-key", "secret"));
        for (Inquiry each : List.of(inquiry, inquiry.changed(((ChatRequest) inquiry.request()).withMessages(List.of(Message.user("y")))))) {
            Back.Order order = order(each, "m");
            assertEquals(Map.of("content-type", "application/json", "accept", "text/event-stream", "anthropic-version", "2027-01-01",
                    "anthropic-beta", "a-2025,b"), order.headers());
            assertEquals(1, Json.read(order.body()).at("/odd/deep").asInt());
        }
        Back.Order split = order(Exchanges.inquiry("{'model':'m','messages':[{}]}", Map.of("anthropic-beta", "a\r\nx: y")), "m");
        assertFalse(split.headers().containsKey("anthropic-beta"));
    }

    @Test
    void thoughtsOfAnotherVendorAreTakenOutOfTheOriginal() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'m','max_tokens':1,'odd':1,'messages':[{'role':'user','content':'q'},{'role':'assistant',"
                + "'content':[{'type':'thinking','thinking':'t','signature' : 'gemini#Eq'},{'type':'text','text':'a # b'}]},{'role':'user','content':'r'}]}");
        JsonNode body = Json.read(order(inquiry, "m").body());
        Exchanges.assertJson("{'role':'assistant','content':'a # b'}", body.at("/messages/1"));
        assertEquals(1, body.path("odd").asInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`signature`:`openai#x`}            ! true
            {`data` : `bedrock#x`}              ! true
            {`signature`:`EqQB`}                ! false
            {`text`:`gemini#x`}                 ! false
            {`signature`:`#x`}                  ! false
            {`signature`:`Ab#x`}                ! false
            {`text`:`\\`signature\\`:\\`gemini#x`} ! false
            #                                   ! false
            """)
    void foreignSeals(String json, boolean there) {
        assertEquals(there, ForeignSeals.in(json.replace('`', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            400 ! {`type`:`error`,`error`:{`type`:`invalid_request_error`,`message`:`m`},`request_id`:`r`}  ! INVALID_REQUEST     ! 400 ! m ! invalid_request_error
            400 ! {`type`:`error`,`error`:{`type`:`invalid_request_error`,`message`:`messages.0.role: bad`}} ! INVALID_REQUEST    ! 400 ! messages.0.role: bad ! invalid_request_error
            400 ! {`type`:`error`,`error`:{`type`:`invalid_request_error`,`message`:`prompt is too long: 9 tokens > 8 maximum`}} ! CONTEXT_TOO_LONG ! 400 ! prompt is too long: 9 tokens > 8 maximum ! invalid_request_error
            400 ! {`type`:`error`,`error`:{`type`:`invalid_request_error`,`message`:`Your credit balance is too low`}} ! QUOTA_EXHAUSTED ! 400 ! Your credit balance is too low ! invalid_request_error
            400 ! {`type`:`error`,`error`:{`type`:`invalid_request_error`,`message`:`Output blocked by content filtering policy`}} ! CONTENT_FILTERED ! 400 ! Output blocked by content filtering policy ! invalid_request_error
            402 ! {`type`:`error`,`error`:{`type`:`billing_error`,`message`:`m`}}       ! QUOTA_EXHAUSTED      ! 402 ! m ! billing_error
            404 ! {`type`:`error`,`error`:{`type`:`not_found_error`,`message`:`model: x`}} ! UNSUPPORTED       ! 404 ! model: x ! model_not_found
            413 ! {`type`:`error`,`error`:{`type`:`request_too_large`,`message`:`m`}}   ! TOO_LARGE            ! 413 ! m ! request_too_large
            422 ! {`detail`:[{`msg`:`x`}]}                                              ! UNPROCESSABLE        ! 422 ! x ! -
            429 ! {`type`:`error`,`error`:{`type`:`rate_limit_error`,`message`:`m`}}    ! RATE_LIMITED         ! 429 ! m ! rate_limit_error
            500 ! {`type`:`error`,`error`:{`type`:`api_error`,`message`:`m`}}           ! PROVIDER_ERROR       ! 500 ! m ! api_error
            504 ! {`type`:`error`,`error`:{`type`:`timeout_error`,`message`:`m`}}       ! PROVIDER_TIMEOUT     ! 504 ! m ! timeout_error
            529 ! {`type`:`error`,`error`:{`type`:`overloaded_error`,`message`:`m`}}    ! PROVIDER_OVERLOADED  ! 529 ! m ! overloaded_error
            500 ! {`error`:`m`}                                                         ! PROVIDER_ERROR       ! 500 ! m ! -
            502 ! <html><head><title>502 Bad Gateway</title></head></html>              ! PROVIDER_ERROR       ! 502 ! a web page titled '502 Bad Gateway' ! -
            503 ! busy                                                                  ! PROVIDER_OVERLOADED  ! 503 ! busy ! -
            524 ! -                                                                     ! PROVIDER_TIMEOUT     ! 524 ! the provider answered with an error (HTTP 524) and no message ! -
            500 ! {`error`:{`message                                                    ! PROVIDER_ERROR       ! 500 ! {"error":{"message ! -
            """)
    void errorShapes(int status, String body, ErrorCode code, int shown, String message, String reason) {
        byte[] bytes = body == null ? new byte[0] : body.replace('`', '"').getBytes(StandardCharsets.UTF_8);
        Failure failure = Exchanges.back().failure(status, Map.of(), bytes);
        assertEquals(code, failure.code());
        assertEquals(shown, failure.status());
        assertEquals(message, failure.message());
        assertEquals(Optional.ofNullable(reason), failure.reason());
        assertEquals(message.startsWith("messages.0") ? Optional.of("messages.0.role") : Optional.empty(), failure.field());
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void aRefusedKeyIsTheGatewaysAndIsNotShown(int status) {
        Failure failure = Exchanges.back().failure(status, Map.of(), Exchanges.bytes(
                "{'type':'error','error':{'type':'authentication_error','message':'invalid x-api-key: sk-ant-AbCdEf0123456789'}}"));
        assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, failure.code());
        assertEquals(502, failure.status());
        assertFalse(failure.message().contains("0123456789"), failure.message());
        assertEquals(Optional.empty(), failure.reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            429 ! retry-after=7                              ! PT7S
            429 ! retry-after=0.25                           ! PT0.25S
            429 ! retry-after=Sat, 21 Nov 2026 10:00:30 GMT  ! PT30S
            429 ! retry-after=Sat, 21 Nov 2026 09:00:00 GMT  ! PT0S
            429 ! retry-after=-3                             ! PT0S
            429 ! retry-after=soon                           ! -
            429 ! retry-after=1e999999999                    ! PT720H
            429 ! retry-after-ms=120|retry-after=9           ! PT0.12S
            429 ! anthropic-ratelimit-tokens-remaining=0|anthropic-ratelimit-tokens-reset=2026-11-21T10:00:08Z ! PT8S
            429 ! anthropic-ratelimit-tokens-remaining=5|anthropic-ratelimit-tokens-reset=2026-11-21T10:00:08Z ! -
            429 ! anthropic-ratelimit-requests-remaining=0|anthropic-ratelimit-requests-reset=later            ! -
            503 ! retry-after=2                              ! PT2S
            529 ! retry-after=2                              ! PT2S
            500 ! retry-after=2                              ! -
            400 ! retry-after=2                              ! -
            """)
    void retryAfter(int status, String headers, Duration wait) {
        Map<String, String> given = new java.util.HashMap<>();
        for (String header : headers.split("\\|")) {
            given.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        assertEquals(Optional.ofNullable(wait), Exchanges.back().failure(status, given, new byte[0]).retryAfter());
    }

    private static Back.Order order(Inquiry inquiry, String model) {
        return Exchanges.back().order(Exchanges.exchange(inquiry, model));
    }

    private static String text(Back.Order order) {
        return new String(order.body(), StandardCharsets.UTF_8);
    }
}
