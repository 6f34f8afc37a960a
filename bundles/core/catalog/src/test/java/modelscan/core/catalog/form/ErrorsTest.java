package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
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
        Failure failure = ErrorText.of(bytes).failure(status);
        assertEquals(message, failure.message());
        assertEquals(code, failure.code());
        assertEquals(status, failure.status());
    }

    @Test
    void doesNotRepeatAKey() {
        Failure failure = ErrorText.of(Asked.bytes("{'error':{'message':'Invalid key sk-1234567890abcdef','code':'sk-1234567890abcdef'}}"))
                .failure(401);
        assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, failure.code());
        assertEquals(502, failure.status());
        assertFalse(failure.toString().contains("1234567890"), failure.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', nullValues = "-", value = {
        "429 # retry-after    # 12                            # PT12S",
        "503 # retry-after    # 1.5                           # PT1.5S",
        "529 # retry-after-ms # 250                           # PT0.25S",
        "429 # retry-after    # Sat, 21 Nov 2026 10:01:00 GMT # PT1M",
        "429 # retry-after    # Sat, 21 Nov 2026 09:00:00 GMT # PT0S",
        "429 # retry-after    # -5                            # PT0S",
        "429 # retry-after    # 1e99999999                    # PT720H",
        "429 # retry-after    # soon                          # -",
        "500 # retry-after    # 12                            # -",
        "404 # retry-after    # 12                            # -",
    })
    void readsHowLongToWait(int status, String header, String value, Duration wait) {
        assertEquals(Optional.ofNullable(wait), new RetryTime(CLOCK).in(status, Map.of(header, value), Optional.empty()));
    }

    @Test
    void readsADelayInTheBody() {
        ErrorText error = ErrorText.of(Asked.bytes("{'error':{'message':'m','details':[{'@type':'x'},{'retryDelay':'34.4s'}]}}"));
        assertEquals(Duration.ofMillis(34_400), new RetryTime(CLOCK).in(429, Map.of(), error.delay()).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {
        "{'base_resp':{'status_code':0,'status_msg':'success'}}  # false",
        "{'base_resp':{'status_code':1004,'status_msg':'no'}}    # true",
        "{}                                                      # false",
    })
    void seesErrorsWithAGoodStatus(String answer, boolean error) {
        ErrorMark mark = new ErrorMark(AnswerPath.of("base_resp.status_code"), Optional.of("0"),
                Optional.of(AnswerPath.of("base_resp.status_msg")), Optional.empty());
        assertEquals(error ? "no" : "", mark.in(Asked.json(answer)).map(Failure::message).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', value = {"{'error':null} # false", "{'error':''} # false", "{'error':{}} # false",
        "{'error':false} # false", "{'error':true,'message':'m'} # true", "{'error':'m'} # true", "{'error':{'message':'m'}} # true"})
    void seesErrorsByPresence(String answer, boolean error) {
        ErrorMark mark = new ErrorMark(AnswerPath.of("error"), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(error ? "m" : "", mark.in(Asked.json(answer)).map(Failure::message).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', nullValues = "-", value = {"{'data':[{'safe':true},{'safe':false}]} # -",
        "{'data':[{'safe':false},{'safe':false}]} # the provider answered data[].safe=false", "{'data':[]} # -",
        "{'data':[{'safe':false}],'message':'no'} # the provider answered data[].safe=false: no"})
    void acquitsForOneGoodMarkAndKnowsWhatItMeans(String answer, String message) {
        ErrorMark mark = new ErrorMark(AnswerPath.of("data[].safe"), Optional.of("true"), Optional.empty(),
                Optional.of(ErrorCode.CONTENT_FILTERED));
        Optional<Failure> failure = mark.in(Asked.json(answer));
        assertEquals(message, failure.map(Failure::message).orElse(null));
        assertEquals(message != null, failure.filter(found -> found.code() == ErrorCode.CONTENT_FILTERED).isPresent());
    }

    @Test
    void readsAWordAsACode() {
        ErrorMark mark = new ErrorMark(AnswerPath.of("finish"), Optional.of("SUCCESS"), Optional.empty(), Optional.empty());
        assertEquals(ErrorCode.CONTENT_FILTERED, mark.in(Asked.json("{'finish':'CONTENT_FILTERED'}")).orElseThrow().code());
        assertEquals(ErrorCode.PROVIDER_ERROR, mark.in(Asked.json("{'finish':'ERROR'}")).orElseThrow().code());
        assertEquals(Optional.empty(), mark.in(Asked.json("{'finish':'SUCCESS'}")));
    }

    @Test
    void survivesBrokenText() {
        byte[] broken = {'{', (byte) 0xff, (byte) 0xfe, 0, 1};
        assertEquals(ErrorCode.PROVIDER_ERROR, ErrorText.of(broken).failure(500).code());
        assertEquals(500, ErrorText.of("x".repeat(100_000).getBytes(StandardCharsets.UTF_8)).failure(500).message().length());
    }
}
