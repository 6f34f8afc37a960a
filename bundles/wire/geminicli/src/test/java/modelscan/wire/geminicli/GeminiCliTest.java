package modelscan.wire.geminicli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Message;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.CommandTalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiCliTest {
    private static final CommandTalk TALK = new CommandTalk(new GeminiCli());
    private static final List<String> RUN = List.of(
            "{'type':'init','timestamp':'2026-01-01T00:00:00Z','session_id':'s','model':'gemini-2.5-pro'}",
            "{'type':'message','role':'user','content':'question'}",
            "{'type':'message','role':'assistant','content':'I ','delta':true}",
            "{'type':'message','role':'assistant','content':'look.','delta':true}",
            "{'type':'tool_use','tool_name':'list_directory','tool_id':'t','parameters':{'path':'.'}}",
            "{'type':'tool_result','tool_id':'t','status':'success','output':'a'}",
            "{'type':'error','severity':'warning','message':'slow'}",
            "{'type':'message','role':'assistant','content':'Done.','delta':true}",
            "{'type':'result','status':'success','stats':{'total_tokens':140,'input_tokens':100,'output_tokens':30,'cached':60,'input':40,'duration_ms':5,'tool_calls':1}}");
    private final Back.Reader reader = TALK.reader();

    @Test
    void aRun() {
        List<StreamEvent> events = TALK.events(reader, 0, RUN.toArray(String[]::new));
        assertEquals(new StreamEvent.Started("s", "gemini-2.5-pro"), events.getFirst());
        assertEquals("I look.\n\nDone.", TALK.text(events));
        assertEquals("[list_directory {\"path\":\".\"}]\n", TALK.thoughts(events));
        assertEquals(Usage.NONE.with(Unit.INPUT, 100).with(Unit.CACHE_READ, 60).with(Unit.OUTPUT, 40), reader.usage());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
        assertTrue(reader.complete());
    }

    @Test
    void aResultThatIsAnError() {
        Failure failure = failed(TALK.events(reader, 1, "{'type':'result','status':'error','error':{'type':'x','message':'429 Too Many Requests: rate limit'},'stats':{'input_tokens':3}}"));
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Optional.of(3L), reader.usage().count(Unit.INPUT));
        assertFalse(reader.complete());
    }

    @Test
    void aRunWithoutAResultTellsItsError() {
        assertEquals("boom", failed(TALK.events(reader, 1, "{'type':'error','severity':'error','message':'boom'}")).message());
        assertEquals(List.of(), TALK.events(TALK.reader(), 53, "{'type':'error','severity':'error','message':'boom'}"));
    }

    @ParameterizedTest
    @CsvSource({"1,PROVIDER_ERROR", "41,PROVIDER_KEY_REFUSED", "42,INVALID_REQUEST", "52,PROVIDER_UNCONFIGURED", "53,PROVIDER_ERROR", "137,PROVIDER_ERROR"})
    void exitStatuses(int status, ErrorCode code) {
        Failure failure = TALK.back().failure(status, Map.of(), "because".getBytes());
        assertEquals(code, failure.code());
        assertEquals("the program ended with status " + status + ": because", failure.message());
    }

    @Test
    void whatItIsTold() {
        Back.Order order = TALK.back().order(TALK.exchange(ChatRequest.of("m", Message.system("Be brief."), Message.user("hi"))));
        assertEquals("Be brief.\n\nhi", new String(order.body()));
        assertEquals(Map.of(), order.headers());
    }

    @Test
    void brokenLinesDoNoHarm() {
        assertEquals(400 * RUN.size(), TALK.mutate(RUN, 11));
    }

    private static Failure failed(List<StreamEvent> events) {
        return ((StreamEvent.Failed) events.getLast()).failure();
    }
}
