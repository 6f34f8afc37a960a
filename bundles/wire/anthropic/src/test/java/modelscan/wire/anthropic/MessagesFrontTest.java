package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesFrontTest {

    @Test
    void theAddress() {
        assertEquals(new Front.Route("POST", "/v1/messages", "sse"), Exchanges.front().route());
    }

    @Test
    void onlyWhatRoutingNeedsIsReadAtOnce() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'acme/m','messages':[{'role':'nobody'}],'stream':true}");
        assertEquals("acme/m", inquiry.model());
        assertTrue(inquiry.stream());
        assertThrows(FailureException.class, inquiry::request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`messages`:[1]}                             ! model
            {`model`:` `,`messages`:[1]}                 ! model
            {`model`:7,`messages`:[1]}                   ! model
            {`model`:`m`}                                ! messages
            {`model`:`m`,`messages`:[]}                  ! messages
            {`model`:`m`,`messages`:{}}                  ! messages
            {`model`:`m`,`messages`:[1],`stream`:`yes`}  ! stream
            """)
    void whatIsMissingIsNamed(String json, String field) {
        FailureException refused = assertThrows(FailureException.class, () -> Exchanges.inquiry(json.replace('`', '"')));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertEquals(Optional.of(field), refused.failure().field());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{} {}", "null", "nonsense", "{'model':'m','model':'n','messages':[1]}"})
    void whatIsNoJsonObjectIsRefused(String body) {
        assertEquals(ErrorCode.INVALID_REQUEST, assertThrows(FailureException.class, () -> Exchanges.inquiry(body)).failure().code());
    }

    @ParameterizedTest
    @CsvSource({"application/json,true", "application/json; charset=utf-8,true", "text/plain,false", "'',false"})
    void mediaTypes(String type, boolean taken) {
        String body = "{'model':'m','messages':[1]}";
        if (taken) {
            assertFalse(Exchanges.inquiry(body, Map.of("content-type", type)).stream());
        } else {
            assertEquals(ErrorCode.UNSUPPORTED_MEDIA, assertThrows(FailureException.class,
                    () -> Exchanges.inquiry(body, Map.of("content-type", type))).failure().code());
        }
    }

    @ParameterizedTest
    @CsvSource({"INVALID_REQUEST,invalid_request_error", "CONTEXT_TOO_LONG,invalid_request_error", "UNAUTHENTICATED,authentication_error",
            "FORBIDDEN,permission_error", "MODEL_NOT_FOUND,not_found_error", "NOT_FOUND,not_found_error", "TOO_LARGE,request_too_large",
            "RATE_LIMITED,rate_limit_error", "QUOTA_EXHAUSTED,billing_error", "BUDGET_EXHAUSTED,billing_error",
            "PROVIDER_OVERLOADED,overloaded_error", "PROVIDER_TIMEOUT,timeout_error", "INTERNAL,api_error", "PROVIDER_KEY_REFUSED,api_error",
            "STREAM_CUT,api_error"})
    void errorShape(ErrorCode code, String type) {
        Exchanges.assertJson("{'type':'error','error':{'type':'" + type + "','message':'why','provider':'acme'}}",
                Json.read(Exchanges.front().failure(Failure.of(code, "why").by("acme"))));
    }

    @Test
    void aTypeOfAnthropicsOwnIsShown() {
        Exchanges.assertJson("{'type':'error','error':{'type':'permission_error','message':'m'}}",
                Json.read(Exchanges.front().failure(Failure.of(ErrorCode.INVALID_REQUEST, "m").because("permission_error"))));
        Exchanges.assertJson("{'type':'error','error':{'type':'not_found_error','message':'m'}}",
                Json.read(Exchanges.front().failure(Failure.of(ErrorCode.UNSUPPORTED, "m").status(404).because("model_not_found"))));
    }
}
