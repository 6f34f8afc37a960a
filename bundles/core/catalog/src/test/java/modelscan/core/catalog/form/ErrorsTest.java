package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.base.wire.ErrorBody;
import modelscan.core.catalog.path.ErrorMark;
import modelscan.core.catalog.path.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "400 # {'error':{'message':'bad','code':'x'}}                          # bad # INVALID_REQUEST",
        "400 # {'error':'bad'}                                                 # bad # INVALID_REQUEST",
        "400 # {'detail':'Model x is not supported'}                           # Model x is not supported # INVALID_REQUEST",
        "422 # {'detail':[{'loc':['body','text'],'msg':'field required'}]}     # body.text: field required # UNPROCESSABLE",
        "400 # {'detail':{'status':'voice_not_found','message':'no voice'}}    # no voice # INVALID_REQUEST",
        "400 # {'errors':['one','two']}                                        # one; two # INVALID_REQUEST",
        "400 # {'errors':[{'message':'one'}]}                                  # one # INVALID_REQUEST",
        "432 # {'detail':{'error':'This request exceeds your plan`s set usage limit.'}} # This request exceeds your plan's set usage limit. # QUOTA_EXHAUSTED",
        "404 # {'title':'Not found','status':404}                              # Not found # UNSUPPORTED",
        "402 # {'detail':'Insufficient credits'}                               # Insufficient credits # QUOTA_EXHAUSTED",
        "403 # {'name':'content_moderation','errors':['flagged']}              # flagged # CONTENT_FILTERED",
        "429 # {'msg':'slow down'}                                             # slow down # RATE_LIMITED",
        "429 # {'error':{'code':'insufficient_quota','message':'pay'}}         # pay # QUOTA_EXHAUSTED",
        "529 # {}                                                              # the provider answered with an error (HTTP 529) and no message # PROVIDER_OVERLOADED",
        "500 # <html><title>Oops</title>                                       # a web page titled 'Oops' # PROVIDER_ERROR",
        "500 # oh no                                                           # oh no # PROVIDER_ERROR",
        "500 # {'error':                                                       # {\"error\": # PROVIDER_ERROR",
        "500 # 'words'                                                         # words # PROVIDER_ERROR",
        "413 # []                                                              # the provider answered with an error (HTTP 413) and no message # TOO_LARGE",
        "404 # {'error':{'error':{'error':{'error':{'error':{'error':{}}}}}}}  # the provider answered with an error (HTTP 404) and no message # UNSUPPORTED",
    })
    void readsEveryShape(int status, String body, String message, ErrorCode code) {
        byte[] bytes = new String(Asked.bytes(body), StandardCharsets.UTF_8).replace('`', '\'').getBytes(StandardCharsets.UTF_8);
        Failure failure = ErrorMeaning.failure(status, ErrorBody.of(bytes));
        assertEquals(message, failure.message());
        assertEquals(code, failure.code());
        assertEquals(status, failure.status());
    }

    @Test
    void doesNotRepeatAKey() {
        Failure failure = ErrorMeaning.failure(401, ErrorBody.of(Asked.bytes(
                "{'error':{'message':'Invalid key sk-1234567890abcdef','code':'sk-1234567890abcdef'}}")));
        assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, failure.code());
        assertEquals(502, failure.status());
        assertFalse(failure.toString().contains("1234567890"), failure.toString());
    }

    @Test
    void readsHowLongToWait() {
        FormBack back = new FormBack(new Form(Operation.IMAGE, List.of(), Optional.empty()), CLOCK);
        byte[] body = Asked.bytes("{'error':{'message':'m','details':[{'@type':'x'},{'retryDelay':'34.4s'}]}}");
        assertEquals(Optional.of(Duration.ofMillis(34_400)), back.failure(429, Map.of(), body).retryAfter());
        assertEquals(Optional.of(Duration.ofMinutes(1)),
                back.failure(503, Map.of("retry-after", "Sat, 21 Nov 2026 10:01:00 GMT"), body).retryAfter());
        assertEquals(Optional.empty(), back.failure(500, Map.of("retry-after", "12"), body).retryAfter());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "{'base_resp':{'status_code':0,'status_msg':'success'}}  # false",
        "{'base_resp':{'status_code':1004,'status_msg':'no'}}    # true",
        "{}                                                      # false",
    })
    void seesErrorsWithAGoodStatus(String answer, boolean error) {
        Fault mark = mark("base_resp.status_code", Optional.of("0"), Optional.of("base_resp.status_msg"), Optional.empty());
        assertEquals(error ? "no" : "", mark.in(Asked.json(answer)).map(Failure::message).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {"{'error':null} # false", "{'error':''} # false", "{'error':{}} # false",
        "{'error':false} # false", "{'error':0} # false", "{'error':7,'message':'m'} # true", "{'error':true,'message':'m'} # true", "{'error':'m'} # true", "{'error':{'message':'m'}} # true"})
    void seesErrorsByPresence(String answer, boolean error) {
        Fault mark = mark("error", Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(error ? "m" : "", mark.in(Asked.json(answer)).map(Failure::message).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', nullValues = "-", value = {"{'data':[{'safe':true},{'safe':false}]} # -",
        "{'data':[{'safe':false},{'safe':false}]} # the provider answered data[].safe=false", "{'data':[]} # -",
        "{'data':[{'safe':false}],'message':'no'} # the provider answered data[].safe=false: no"})
    void acquitsForOneGoodMarkAndKnowsWhatItMeans(String answer, String message) {
        Fault mark = mark("data[].safe", Optional.of("true"), Optional.empty(), Optional.of(ErrorCode.CONTENT_FILTERED));
        Optional<Failure> failure = mark.in(Asked.json(answer));
        assertEquals(message, failure.map(Failure::message).orElse(null));
        assertEquals(message != null, failure.filter(found -> found.code() == ErrorCode.CONTENT_FILTERED).isPresent());
    }

    @Test
    void readsAWordAsACode() {
        Fault mark = mark("finish", Optional.of("SUCCESS"), Optional.empty(), Optional.empty());
        assertEquals(ErrorCode.CONTENT_FILTERED, mark.in(Asked.json("{'finish':'CONTENT_FILTERED'}")).orElseThrow().code());
        assertEquals(ErrorCode.PROVIDER_ERROR, mark.in(Asked.json("{'finish':'ERROR'}")).orElseThrow().code());
        assertEquals(Optional.empty(), mark.in(Asked.json("{'finish':'SUCCESS'}")));
    }

    @Test
    void survivesBrokenText() {
        byte[] broken = {'{', (byte) 0xff, (byte) 0xfe, 0, 1};
        assertEquals(ErrorCode.PROVIDER_ERROR, ErrorMeaning.failure(500, ErrorBody.of(broken)).code());
        assertEquals(500, ErrorMeaning.failure(500, ErrorBody.of("x".repeat(100_000).getBytes(StandardCharsets.UTF_8))).message().length());
    }

    private static Fault mark(String at, Optional<String> unless, Optional<String> message, Optional<ErrorCode> code) {
        return new Fault(new ErrorMark(Path.of(at), unless, message.map(Path::of)), code);
    }
}
