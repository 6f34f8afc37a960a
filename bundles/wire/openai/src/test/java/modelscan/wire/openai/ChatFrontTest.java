package modelscan.wire.openai;

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

class ChatFrontTest {

    @Test
    void onlyWhatRoutingNeedsIsReadAtOnce() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'a/b','stream':true,'messages':[{'role':'nobody'}]}");
        assertEquals("a/b", inquiry.model());
        assertTrue(inquiry.stream());
        FailureException refused = assertThrows(FailureException.class, inquiry::request);
        assertEquals(Optional.of("messages[0].role"), refused.failure().field());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`messages`:[{}]}                                       ! model
            {`model`:null,`messages`:[{}]}                          ! model
            {`model`:` `,`messages`:[{}]}                           ! model
            {`model`:7,`messages`:[{}]}                             ! model
            {`model`:`m`}                                           ! messages
            {`model`:`m`,`messages`:[]}                             ! messages
            {`model`:`m`,`messages`:[ ]}                            ! messages
            {`model`:`m`,`messages`:null}                           ! messages
            {`model`:`m`,`messages`:`x`}                            ! messages
            {`model`:`m`,`messages`:{}}                             ! messages
            {`model`:`m`,`metadata`:{`messages`:[1]},`messages`:[]} ! messages
            {`model`:`m`,`x`:`messages`}                            ! messages
            {`model`:`m`,`messages`:[{}],`stream`:1}                ! stream
            """)
    void whatIsMissingIsNamed(String json, String field) {
        FailureException refused = assertThrows(FailureException.class, () -> Exchanges.inquiry(json.replace('`', '"')));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertEquals(Optional.of(field), refused.failure().field());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'model':'m','messages':[{}]}", "{'messages' : [ {}],'model':'m'}",
            "{'model':'m','metadata':{'messages':[]},'messages':[1]}", "{'model':'m','x':'messages','messages':[1]}",
            "{'model':'m','\\u006dessages':[1]}"})
    void messagesAreFoundWhereverTheyAre(String json) {
        assertEquals("m", Exchanges.inquiry(json).model());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{} {}", "null", "nonsense", "{'model':'m','model':'n','messages':[1]}"})
    void whatIsNoJsonObjectIsRefused(String body) {
        assertEquals(ErrorCode.INVALID_REQUEST,
                assertThrows(FailureException.class, () -> Exchanges.inquiry(body)).failure().code());
    }

    @ParameterizedTest
    @CsvSource({"application/json,true", "application/json; charset=utf-8,true", "APPLICATION/JSON,true",
            "application/vnd.api+json,true", "text/plain,false", "application/x-www-form-urlencoded,false",
            "multipart/form-data; boundary=x,false", "'',false"})
    void mediaTypes(String type, boolean taken) {
        Front.Letter letter = new Front.Letter(Map.of(), Map.of("content-type", type),
                Exchanges.bytes("{'model':'m','messages':[1]}"));
        if (taken) {
            assertFalse(Exchanges.front().read(letter).stream());
        } else {
            assertEquals(ErrorCode.UNSUPPORTED_MEDIA,
                    assertThrows(FailureException.class, () -> Exchanges.front().read(letter)).failure().code());
        }
    }

    @ParameterizedTest
    @CsvSource({"INVALID_REQUEST,invalid_request_error,invalid_request", "UNAUTHENTICATED,authentication_error,invalid_api_key",
            "RATE_LIMITED,rate_limit_error,rate_limit_exceeded", "QUOTA_EXHAUSTED,insufficient_quota,insufficient_quota",
            "CONTEXT_TOO_LONG,invalid_request_error,context_length_exceeded",
            "MODEL_NOT_FOUND,invalid_request_error,model_not_found", "PROVIDER_ERROR,server_error,provider_error",
            "PROVIDER_KEY_REFUSED,server_error,provider_key_refused", "BUDGET_EXHAUSTED,insufficient_quota,budget_exhausted"})
    void errorShape(ErrorCode code, String type, String word) {
        byte[] body = Exchanges.front().failure(Failure.of(code, "why").at("field").by("acme"));
        Exchanges.assertJson("{'error':{'message':'why','type':'" + type + "','param':'field','code':'" + word
                + "','provider':'acme'}}", Json.read(body));
    }

    @Test
    void theProvidersOwnWordIsShownAndNothingIsNotInvented() {
        Exchanges.assertJson("{'error':{'message':'m','type':'invalid_request_error','param':null,'code':'unsupported_parameter'}}",
                Json.read(Exchanges.front().failure(Failure.of(ErrorCode.UNSUPPORTED, "m").because("unsupported_parameter"))));
    }
}
