package modelscan.base.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {
    private static byte[] bytes(String text) {
        return text.replace('`', '"').getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`error`:{`message`:`m`,`type`:`t`,`code`:`c`}}                      ! m                             ! c   ! 0
            {`error`:{`message`:`m`,`type`:`t`,`code`:429}}                      ! m                             ! t   ! 429
            {`type`:`error`,`error`:{`type`:`t`,`message`:`m`}}                  ! m                             ! t   ! 0
            [{`error`:{`code`:503,`message`:`m`,`status`:`UNAVAILABLE`}}]        ! m                             ! ''  ! 503
            {`error`:`m`,`code`:`400`,`type`:`t`}                                ! m                             ! t   ! 400
            {`error`:`Bad Request`,`message`:`m`,`statusCode`:422}               ! m                             ! ''  ! 422
            {`error`:{},`message`:`m`,`code`:`c`,`status`:404}                   ! m                             ! c   ! 404
            {`errors`:[{`message`:`m`,`code`:`c`},{`message`:`n`}]}              ! m; n                          ! c   ! 0
            {`detail`:[{`loc`:[`body`,`n`],`msg`:`m`,`type`:`t`},`o`,{}]}        ! body.n: m; o                  ! t   ! 0
            {`detail`:{`error`:{`error_message`:`m`}},`code`:`c`}                ! m                             ! c   ! 0
            {`detail`:`m`}                                                       ! m                             ! ''  ! 0
            {`error`:{`message`:`m`,`metadata`:{`raw`:`more`}}}                  ! m: more                       ! ''  ! 0
            {`__type`:`x`,`Message`:`m`}                                         ! m                             ! ''  ! 0
            {`type`:`about:blank`,`title`:`m`,`status`:400}                      ! m                             ! about:blank ! 400
            `m`                                                                  ! m                             ! ''  ! 0
            [`m`,`n`]                                                            ! m; n                          ! ''  ! 0
            {}                                                                   ! ''                            ! ''  ! 0
            []                                                                   ! ''                            ! ''  ! 0
            {`data`:1}                                                           ! ''                            ! ''  ! 0
            ''                                                                   ! ''                            ! ''  ! 0
            upstream connect error                                               ! upstream connect error        ! ''  ! 0
            {`broken`                                                            ! {`broken`                     ! ''  ! 0
            <html><head><TITLE id='x'> 502 Bad Gateway </TITLE></head></html>    ! a web page titled '502 Bad Gateway' ! '' ! 0
            <p>down</p>                                         ! a web page                    ! ''  ! 0
            """)
    void anyShape(String body, String message, String word, int status) {
        ErrorBody read = ErrorBody.of(bytes(body));
        assertEquals(message.replace('`', '"'), read.message());
        assertEquals(word, read.word("code", "type"));
        assertEquals(status, read.status());
    }

    @Test
    void theTimeToWaitAmongTheDetails() {
        String body = "[{`error`:{`details`:[{`@type`:`x`},{`@type`:`google.rpc.RetryInfo`,`retryDelay`:`34.4s`}]}}]";
        assertEquals(Optional.of(Duration.ofMillis(34_400)), ErrorBody.of(bytes(body)).delay());
        assertEquals(Optional.empty(), ErrorBody.of(bytes(body.replace("34.4s", "soons"))).delay());
        assertEquals(Optional.empty(), ErrorBody.of(bytes("{`details`:`34s`}")).delay());
    }

    @Test
    void theUsualWordsMakeAFailure() {
        Failure failure = ErrorBody.of(bytes("{`error`:{`message`:`m`,`type`:`invalid_request_error`,`param`:`input`}}")).failure(400);
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertEquals(Optional.of("input"), failure.field());
        assertEquals(Optional.of("invalid_request_error"), failure.reason());
        Failure inStream = ErrorBody.of(bytes("{`error`:{`message`:`m`,`code`:429,`param`:null}}")).failure(200);
        assertEquals(429, inStream.status());
        assertEquals(Optional.empty(), inStream.field());
        assertEquals(502, ErrorBody.of(bytes("{`error`:{`message`:`m`}}")).failure(0).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`error`:`m`} ! true
            {`error`:{}} ! true
            {`error`:null,`object`:`response`} ! false
            {`object`:`error`} ! true
            {`detail`:`m`} ! true
            {`errors`:[{}]} ! true
            {`errors`:[]} ! false
            {`message`:`m`,`code`:1} ! true
            {`message`:`m`} ! false
            {} ! false
            [] ! false
            """)
    void anAnswerIsNoError(String json, boolean error) {
        assertEquals(error, ErrorBody.isError(Json.read(bytes(json))));
    }

    @Test
    void whatIsNotThereIsNotSearchedAgainAndAgain() {
        byte[] silent = bytes("{`x`:" + "[{`y`:1}],`z`:[" + "{`w`:2},".repeat(20_000) + "3]}");
        byte[] empty = bytes("{}");
        for (int round = 0; round < 10_000; round++) {
            assertEquals("", ErrorBody.of(empty).message());
        }
        assertEquals("", ErrorBody.of(silent).message());
    }

    @Test
    void nothingIsReadWithoutBounds() {
        String deep = "{`error`:".repeat(150) + "{`message`:`m`}" + "}".repeat(150);
        assertEquals("", ErrorBody.of(bytes(deep)).message());
        String wide = "{`detail`:[" + "{`msg`:`m`},".repeat(1000) + "`n`]}";
        assertEquals("m; ".repeat(9) + "m", ErrorBody.of(bytes(wide)).message());
        byte[] large = bytes("{`message`:`" + "é".repeat(300_000) + "`}");
        assertTrue(ErrorBody.of(large).message().length() <= 4096);
        assertEquals(100, ErrorBody.of(bytes("{`code`:`" + "c".repeat(5000) + "`}")).word("code").length());
    }

    @Test
    void garbageIsAlwaysAFailureInOneLine() {
        Random random = new Random(20261121);
        byte[] good = bytes("{`error`:{`message`:`m`,`code`:`c`,`details`:[{`retryDelay`:`3s`}]},`detail`:[{`loc`:[`a`],`msg`:`b`}]}");
        for (int round = 0; round < 20_000; round++) {
            byte[] body = good.clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            ErrorBody read = ErrorBody.of(body);
            read.delay();
            ErrorCode code = ErrorCodes.of(read.status(), read.word("code"), read.message());
            String message = ErrorWords.failure(code, read.status(), read.message(), read.word("code")).message();
            assertTrue(!message.isBlank() && message.lines().count() == 1 && message.length() < 700, message);
        }
    }
}
