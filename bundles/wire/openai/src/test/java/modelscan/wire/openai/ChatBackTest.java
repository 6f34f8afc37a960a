package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Message;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatBackTest {

    @Test
    void nothingToChangeMeansTheSameBytes() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'m','messages':[{}], 'odd' :  1e2 }");
        assertSame(inquiry.original().orElseThrow().bytes(), order(inquiry, "m").body());
    }

    @Test
    void onlyTheModelIsReplaced() {
        Inquiry inquiry = Exchanges.inquiry("{ 'odd' :  1.50e2, 'model' : 'acme/m', 'messages':[ {'x':'\\u00e9'} ], 'n':null}");
        assertEquals("{'odd' :  1.50e2,'model' : 'm','messages':[ {'x':'\\u00e9'} ],'n':null}".replace('\'', '"'),
                text(order(inquiry, "m")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`model`:`m`,`messages`:[1],`stream`:true}  ! {`model`:`m`,`messages`:[1],`stream`:true,`stream_options`:{`include_usage`:true}}
            {`model`:`m`,`stream_options`:{`a`:1},`messages`:[1],`stream`:true}  ! {`model`:`m`,`stream_options`:{`a`:1,`include_usage`:true},`messages`:[1],`stream`:true}
            {`model`:`m`,`stream_options`:{`include_usage`:false},`messages`:[1],`stream`:true}  ! {`model`:`m`,`stream_options`:{`include_usage`:true},`messages`:[1],`stream`:true}
            {`model`:`m`,`stream_options`:null,`messages`:[1],`stream`:true}  ! {`model`:`m`,`stream_options`:{`include_usage`:true},`messages`:[1],`stream`:true}
            {`model`:`m`,`stream_options`:{`include_usage`:true},`messages`:[1],`stream`:true}  ! {`model`:`m`,`stream_options`:{`include_usage`:true},`messages`:[1],`stream`:true}
            {`model`:`m`,`messages`:[1],`stream`:false}  ! {`model`:`m`,`messages`:[1],`stream`:false}
            """)
    void aStreamIsAskedForUsage(String given, String sent) {
        assertEquals(sent.replace('`', '"'), text(order(Exchanges.inquiry(given.replace('`', '"')), "m")));
    }

    @Test
    void aRequestWithoutOriginalIsWritten() {
        Back.Order order = order(Inquiry.of(ChatRequest.of("any", Message.user("hi")), true), "m");
        assertEquals("/chat/completions", order.path());
        assertEquals("application/json", order.headers().get("content-type"));
        Exchanges.assertJson("""
                {'model':'m','messages':[{'role':'user','content':'hi'}],'stream':true,'stream_options':{'include_usage':true}}""",
                Json.read(order.body()));
    }

    @Test
    void aChangedRequestKeepsUnknownFields() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'a','messages':[{'role':'user','content':'x'}],'odd':{'deep':1}}");
        ChatRequest chat = (ChatRequest) inquiry.request();
        Inquiry changed = inquiry.changed(chat.withMessages(java.util.List.of(Message.user("y"))));
        Exchanges.assertJson("{'model':'m','messages':[{'role':'user','content':'y'}],'odd':{'deep':1}}",
                Json.read(order(changed, "m").body()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            400 ! {`error`:{`message`:`m`,`type`:`invalid_request_error`,`param`:`messages`,`code`:null}} ! INVALID_REQUEST      ! 400 ! m ! invalid_request_error
            400 ! {`error`:{`message`:`m`,`code`:`context_length_exceeded`}}            ! CONTEXT_TOO_LONG     ! 400 ! m ! context_length_exceeded
            400 ! {`object`:`error`,`message`:`This model's maximum context length is 8`,`type`:`BadRequestError`,`code`:400}  ! CONTEXT_TOO_LONG ! 400 ! This model's maximum context length is 8 ! BadRequestError
            400 ! {`error`:{`message`:`m`,`code`:`content_policy_violation`}}           ! CONTENT_FILTERED     ! 400 ! m ! content_policy_violation
            400 ! {`error`:{`message`:`m`,`code`:`unsupported_parameter`,`param`:`max_tokens`}}  ! UNSUPPORTED ! 400 ! m ! unsupported_parameter
            404 ! {`error`:{`message`:`m`,`code`:`model_not_found`}}                    ! UNSUPPORTED          ! 404 ! m ! model_not_found
            404 ! {`error`:{`message`:`model 'x' not found`,`type`:`api_error`}}        ! UNSUPPORTED          ! 404 ! model 'x' not found ! model_not_found
            408 ! {}                                                                    ! PROVIDER_TIMEOUT     ! 408 ! the provider answered with an error (HTTP 408) and no message ! -
            413 ! {`message`:`m`,`type`:`t`,`param`:`p`,`code`:`request_too_large`}     ! TOO_LARGE            ! 413 ! m ! request_too_large
            422 ! {`detail`:[{`loc`:[`body`,`messages`,0],`msg`:`field required`,`type`:`missing`},{`msg`:`b`}]}  ! UNPROCESSABLE ! 422 ! body.messages.0: field required; b ! missing
            400 ! {`detail`:`m`}                                                        ! INVALID_REQUEST      ! 400 ! m ! -
            429 ! {`error`:{`message`:`m`,`type`:`tokens`,`code`:`rate_limit_exceeded`}} ! RATE_LIMITED        ! 429 ! m ! rate_limit_exceeded
            429 ! {`error`:{`message`:`m`,`type`:`insufficient_quota`,`code`:`insufficient_quota`}}  ! QUOTA_EXHAUSTED ! 429 ! m ! insufficient_quota
            429 ! {`error`:{`message`:`Provider returned error`,`code`:429,`metadata`:{`raw`:`slow down`}},`user_id`:`u`}  ! RATE_LIMITED ! 429 ! Provider returned error: slow down ! -
            402 ! {`error`:`pay`}                                                       ! QUOTA_EXHAUSTED      ! 402 ! pay ! -
            500 ! {`code`:`oops`,`error`:`m`}                                           ! PROVIDER_ERROR       ! 500 ! m ! oops
            500 ! {`success`:false,`errors`:[{`code`:7000,`message`:`m`}]}              ! PROVIDER_ERROR       ! 500 ! m ! -
            400 ! {`error_code`:`BAD`,`message`:`m`}                                    ! INVALID_REQUEST      ! 400 ! m ! BAD
            502 ! <html><head><title>502 Bad Gateway</title></head></html>              ! PROVIDER_ERROR       ! 502 ! a web page titled '502 Bad Gateway' ! -
            503 ! busy                                                                  ! PROVIDER_OVERLOADED  ! 503 ! busy ! -
            524 ! -                                                                     ! PROVIDER_TIMEOUT     ! 524 ! the provider answered with an error (HTTP 524) and no message ! -
            529 ! {`type`:`error`,`error`:{`type`:`overloaded_error`,`message`:`m`}}    ! PROVIDER_OVERLOADED  ! 529 ! m ! overloaded_error
            400 ! [{`error`:{`code`:400,`message`:`m`,`status`:`INVALID_ARGUMENT`}}]    ! INVALID_REQUEST      ! 400 ! m ! INVALID_ARGUMENT
            500 ! {`error`:{`message                                                    ! PROVIDER_ERROR       ! 500 ! {"error":{"message ! -
            """)
    void errorShapes(int status, String body, ErrorCode code, int shown, String message, String reason) {
        byte[] bytes = body == null ? new byte[0] : body.replace('`', '"').getBytes(StandardCharsets.UTF_8);
        Failure failure = Exchanges.back().failure(status, Map.of(), bytes);
        assertEquals(code, failure.code());
        assertEquals(shown, failure.status());
        assertEquals(message, failure.message());
        assertEquals(Optional.ofNullable(reason), failure.reason());
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void aRefusedKeyIsTheGatewaysAndIsNotShown(int status) {
        Failure failure = Exchanges.back().failure(status, Map.of(), Exchanges.bytes("{'error':{'message':"
                + "'Incorrect API key provided: sk-proj-AbCdEf0123456789*****xyz.','type':'invalid_request_error','code':'invalid_api_key'}}"));
        assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, failure.code());
        assertEquals(502, failure.status());
        assertTrue(failure.message().startsWith("the provider refused the gateway's key"), failure.message());
        assertTrue(!failure.message().contains("0123456789") && !failure.message().contains("xyz"), failure.message());
        assertEquals(Optional.empty(), failure.reason());
    }

    @Test
    void aLongMessageIsShortenedAndCleaned() {
        Failure failure = Exchanges.back().failure(500, Map.of(),
                Json.write(Json.object().put("message", "a\u0000\u001b[31m\n\nb" + "😀".repeat(2000)).put("code", "x")));
        assertTrue(failure.message().length() <= 500);
        assertTrue(failure.message().startsWith("a [31m b"));
        assertTrue(failure.message().chars().noneMatch(Character::isISOControl));
        assertEquals(failure.message(), new String(failure.message().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            429 ! retry-after    ! 7                              ! PT7S
            429 ! retry-after    ! 0.25                           ! PT0.25S
            429 ! retry-after    ! Sat, 21 Nov 2026 10:00:30 GMT  ! PT30S
            429 ! retry-after    ! Sat, 21 Nov 2026 09:00:00 GMT  ! PT0S
            429 ! retry-after    ! -3                             ! PT0S
            429 ! retry-after    ! soon                           ! -
            429 ! retry-after    ! 1e999999999                    ! PT720H
            429 ! retry-after    ! NaN                            ! -
            429 ! retry-after-ms ! 120                            ! PT0.12S
            503 ! retry-after    ! 2                              ! PT2S
            529 ! retry-after    ! 2                              ! PT2S
            500 ! retry-after    ! 2                              ! -
            400 ! retry-after    ! 2                              ! -
            """)
    void retryAfter(int status, String header, String value, Duration wait) {
        assertEquals(Optional.ofNullable(wait), Exchanges.back().failure(status, Map.of(header, value), new byte[0]).retryAfter());
    }

    @Test
    void millisecondsGoBeforeSecondsAndTheBodyCountsToo() {
        assertEquals(Optional.of(Duration.ofMillis(5)), Exchanges.back().failure(429,
                Map.of("retry-after", "9", "retry-after-ms", "5"), new byte[0]).retryAfter());
        assertEquals(Optional.of(Duration.ofMillis(34_400)), Exchanges.back().failure(429, Map.of(), Exchanges.bytes(
                "[{'error':{'code':429,'message':'m','details':[{'@type':'x'},{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'34.4s'}]}}]"))
                .retryAfter());
    }

    private static Back.Order order(Inquiry inquiry, String model) {
        return Exchanges.back().order(Exchanges.exchange(inquiry, model));
    }

    private static String text(Back.Order order) {
        return new String(order.body(), StandardCharsets.UTF_8);
    }
}
