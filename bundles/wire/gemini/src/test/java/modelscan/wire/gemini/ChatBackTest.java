package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Message;
import modelscan.api.model.Seal;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatBackTest {

    @Test
    void theSameDialectMeansTheSameBytes() {
        Inquiry inquiry = Exchanges.inquiry("{'contents' : [{}], 'odd' :  1e2, 'system_instruction':'x#y' }");
        assertSame(inquiry.original().orElseThrow().bytes(), Exchanges.order(inquiry, "gemini-3-flash").body());
    }

    @ParameterizedTest
    @CsvSource({"gemini-2.5-flash,/models/gemini-2.5-flash", "models/gemini-x,/models/gemini-x", "tunedModels/mine,/tunedModels/mine",
            "vendor/odd name?,/models/vendor/odd%20name%3F"})
    void theAddressNamesModelAndMethod(String model, String path) {
        assertEquals(path + ":generateContent", Exchanges.order(Exchanges.inquiry(Exchanges.HI), model).path());
        Back.Order stream = Exchanges.order(Exchanges.inquiry(Method.STREAM, Map.of(), Exchanges.HI), model);
        assertEquals(path + ":streamGenerateContent?alt=sse", stream.path());
        assertEquals("text/event-stream", stream.headers().get("accept"));
        assertEquals("POST", stream.method());
    }

    @Test
    void aRequestFromElsewhereIsWrittenAndTellsWhatIsLost() {
        ChatRequest chat = ChatRequest.of("any", Message.user("hi"));
        ChatRequest strange = new ChatRequest(chat.model(), chat.messages(), chat.tools(), chat.sampling(), chat.format(),
                chat.reasoning(), true, Json.object().put("logit_bias", 1));
        Back.Order order = Exchanges.order(Inquiry.of(strange, true), "gemini-x");
        Exchanges.assertJson("{'contents':[{'role':'user','parts':[{'text':'hi'}]}]}", Json.read(order.body()));
        assertEquals(List.of("logit_bias: unknown in the dialect gemini"), order.losses());
    }

    @Test
    void aChangedRequestKeepsUnknownFields() {
        Inquiry inquiry = Exchanges.inquiry("{'contents':[{'role':'user','parts':[{'text':'x'}]}],'odd':{'deep':1},'generationConfig':{'new':2}}");
        ChatRequest chat = (ChatRequest) inquiry.request();
        Back.Order order = Exchanges.order(inquiry.changed(chat.withMessages(List.of(Message.user("y")))), "m");
        Exchanges.assertJson("{'contents':[{'role':'user','parts':[{'text':'y'}]}],'odd':{'deep':1},'generationConfig':{'new':2}}",
                Json.read(order.body()));
        assertEquals(List.of(), order.losses());
    }

    @Test
    void whatOthersSignedStaysHere() {
        String foreign = Seals.signed(new Seal("anthropic", "sig")).replace("=", "");
        String json = "{'contents':[{'role':'model','parts':[{'text':'a','thoughtSignature':'" + foreign + "'},{'text':'','thought_signature':'"
                + foreign + "'},{'function_call':{'name':'f'},'thoughtSignature':'" + foreign + "'},{'functionCall':{'name':'g'},'thoughtSignature':'own'}]}]}";
        Exchanges.assertJson("{'contents':[{'role':'model','parts':[{'text':'a'},{'function_call':{'name':'f'}},{'functionCall':{'name':'g'},'thoughtSignature':'own'}]}]}",
                Json.read(Exchanges.order(Exchanges.inquiry(json), "gemini-2.5-pro").body()));
        Exchanges.assertJson("{'contents':[{'role':'model','parts':[{'text':'a'},{'function_call':{'name':'f'},'thoughtSignature':'skip_thought_signature_validator'},{'functionCall':{'name':'g'},'thoughtSignature':'own'}]}]}",
                Json.read(Exchanges.order(Exchanges.inquiry(json), "gemini-3-flash").body()));
    }

    @Test
    void signedCallsStayTheSameBytesForNewerModels() {
        Inquiry signed = Exchanges.inquiry("{'contents':[{'role':'model','parts':[{'functionCall':{'name':'f'},'thoughtSignature':'s'},{'functionCall':{'name':'f'}}]}]}");
        assertSame(signed.original().orElseThrow().bytes(), Exchanges.order(signed, "gemini-3-flash").body());
        Inquiry unsigned = Exchanges.inquiry("{'contents':[{'role':'model','parts':[{'functionCall':{'name':'f'}}]}]}");
        assertSame(unsigned.original().orElseThrow().bytes(), Exchanges.order(unsigned, "gemini-2.5-flash").body());
        assertTrue(new String(Exchanges.order(unsigned, "gemini-3-flash").body(), StandardCharsets.UTF_8).contains("skip_thought"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            400 ! {`error`:{`code`:400,`message`:`m`,`status`:`INVALID_ARGUMENT`}}                       ! INVALID_REQUEST     ! 400 ! m ! INVALID_ARGUMENT
            400 ! [{`error`:{`code`:400,`message`:`m`,`status`:`INVALID_ARGUMENT`}}]                     ! INVALID_REQUEST     ! 400 ! m ! INVALID_ARGUMENT
            400 ! {`error`:{`code`:400,`message`:`The input token count (9) exceeds the maximum number of tokens allowed (8).`,`status`:`INVALID_ARGUMENT`}} ! CONTEXT_TOO_LONG ! 400 ! The input token count (9) exceeds the maximum number of tokens allowed (8). ! INVALID_ARGUMENT
            400 ! {`error`:{`code`:400,`message`:`User location is not supported for the API use.`,`status`:`FAILED_PRECONDITION`}} ! UNSUPPORTED ! 400 ! User location is not supported for the API use. ! FAILED_PRECONDITION
            404 ! {`error`:{`code`:404,`message`:`models/x is not found`,`status`:`NOT_FOUND`}}          ! UNSUPPORTED         ! 404 ! models/x is not found ! model_not_found
            413 ! {`error`:`m`}                                                                          ! TOO_LARGE           ! 413 ! m ! -
            429 ! {`error`:{`code`:429,`message`:`m`,`status`:`RESOURCE_EXHAUSTED`}}                     ! RATE_LIMITED        ! 429 ! m ! RESOURCE_EXHAUSTED
            429 ! {`error`:{`message`:`m`,`status`:`RESOURCE_EXHAUSTED`,`details`:[{`violations`:[{`quotaId`:`GenerateRequestsPerDayPerProject`}]}]}} ! QUOTA_EXHAUSTED ! 429 ! m ! RESOURCE_EXHAUSTED
            429 ! {`error`:{`message`:`m`,`details`:[{`violations`:[{`quotaId`:`PerMinute`,`quotaValue`:`0`}]}]}} ! QUOTA_EXHAUSTED ! 429 ! m ! -
            402 ! {`error`:{`message`:`m`}}                                                              ! QUOTA_EXHAUSTED     ! 402 ! m ! -
            422 ! {`detail`:`m`}                                                                         ! UNPROCESSABLE       ! 422 ! m ! -
            499 ! {`error`:{`message`:`m`,`status`:`CANCELLED`}}                                         ! PROVIDER_ERROR      ! 499 ! m ! CANCELLED
            500 ! {`error`:{`message`:`m`,`status`:`INTERNAL`}}                                          ! PROVIDER_ERROR      ! 500 ! m ! INTERNAL
            503 ! {`error`:{`message`:`m`,`status`:`UNAVAILABLE`}}                                       ! PROVIDER_OVERLOADED ! 503 ! m ! UNAVAILABLE
            504 ! {`error`:{`message`:`m`,`status`:`DEADLINE_EXCEEDED`}}                                 ! PROVIDER_TIMEOUT    ! 504 ! m ! DEADLINE_EXCEEDED
            529 ! busy                                                                                   ! PROVIDER_OVERLOADED ! 529 ! busy ! -
            502 ! <html><head><title>502 Bad Gateway</title></head></html>                               ! PROVIDER_ERROR      ! 502 ! a web page titled '502 Bad Gateway' ! -
            408 ! -                                                                                      ! PROVIDER_TIMEOUT    ! 408 ! the provider answered with an error (HTTP 408) and no message ! -
            500 ! {`error`:{`message                                                                     ! PROVIDER_ERROR      ! 500 ! {"error":{"message ! -
            0   ! {`error`:{`code`:429,`message`:`m`}}                                                   ! RATE_LIMITED        ! 429 ! m ! -
            0   ! {`error`:{`message`:`m`,`status`:`RESOURCE_EXHAUSTED`}}                                ! RATE_LIMITED        ! 429 ! m ! RESOURCE_EXHAUSTED
            0   ! {`error`:{`message`:`m`,`status`:`UNAVAILABLE`}}                                       ! PROVIDER_OVERLOADED ! 503 ! m ! UNAVAILABLE
            0   ! {`error`:{`message`:`m`,`status`:`DEADLINE_EXCEEDED`}}                                 ! PROVIDER_TIMEOUT    ! 504 ! m ! DEADLINE_EXCEEDED
            0   ! {`error`:{`message`:`m`,`status`:`INVALID_ARGUMENT`}}                                  ! INVALID_REQUEST     ! 400 ! m ! INVALID_ARGUMENT
            0   ! {`error`:{}}                                                                           ! PROVIDER_ERROR      ! 502 ! the provider answered with an error and no message ! -
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
    @CsvSource(delimiter = '!', textBlock = """
            400 ! {`error`:{`code`:400,`message`:`API key not valid. Please pass AIzaSyAbCdEf0123456789xyz.`,`status`:`INVALID_ARGUMENT`}}
            400 ! {`error`:{`code`:400,`message`:`no AIzaSyAbCdEf0123456789xyz`,`details`:[{`reason`:`API_KEY_INVALID`}]}}
            401 ! {`error`:{`message`:`no AIzaSyAbCdEf0123456789xyz`,`status`:`UNAUTHENTICATED`}}
            403 ! {`error`:{`message`:`no AIzaSyAbCdEf0123456789xyz`,`status`:`PERMISSION_DENIED`}}
            """)
    void aRefusedKeyIsTheGatewaysAndIsNotShown(int status, String body) {
        Failure failure = Exchanges.back().failure(status, Map.of(), body.replace('`', '"').getBytes(StandardCharsets.UTF_8));
        assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, failure.code());
        assertEquals(502, failure.status());
        assertTrue(failure.message().startsWith("the provider refused the gateway's key"), failure.message());
        assertFalse(failure.message().contains("0123456789"), failure.message());
        assertEquals(Optional.empty(), failure.reason());
    }

    @Test
    void aWrongFieldIsNamed() {
        assertEquals(Optional.of("contents[0].role"), Exchanges.back().failure(400, Map.of(), Exchanges.bytes(
                "{'error':{'message':'m','details':[{'fieldViolations':[{'field':'contents[0].role'},{'field':'x'}]}]}}")).field());
    }

    @Test
    void aLongMessageIsShortenedAndCleaned() {
        Failure failure = Exchanges.back().failure(500, Map.of(), Json.write(Json.object().set("error",
                Json.object().put("message", "a\u0000\u001b[31m\n\nb" + "😀".repeat(2000)).put("status", "\n".repeat(500) + "X"))));
        assertTrue(failure.message().length() <= 500);
        assertTrue(failure.message().startsWith("a [31m b"));
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
    void theBodySaysHowLongToWaitAndTheHeaderGoesFirst() {
        byte[] body = Exchanges.bytes("[{'error':{'code':429,'message':'m','details':[{'@type':'x'},{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'34.4s'}]}}]");
        assertEquals(Optional.of(Duration.ofMillis(34_400)), Exchanges.back().failure(429, Map.of(), body).retryAfter());
        assertEquals(Optional.of(Duration.ofMillis(5)), Exchanges.back().failure(429, Map.of("retry-after-ms", "5", "retry-after", "9"), body).retryAfter());
    }
}
