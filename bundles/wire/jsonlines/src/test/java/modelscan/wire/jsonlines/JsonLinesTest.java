package modelscan.wire.jsonlines;

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
import modelscan.base.json.Json;
import modelscan.test.kit.CommandTalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
    private static final CommandTalk TALK = new CommandTalk(new JsonLines());
    private final Back.Reader reader = TALK.reader();

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {'type':'text','text':'a'}                                  ! a ! ``
            {'delta':'a'}                                               ! a ! ``
            {'delta':{'text':'a'}}                                      ! a ! ``
            {'type':'message','content':[{'type':'text','text':'a'}]}   ! a ! ``
            {'content':'a'}                                             ! a ! ``
            {'role':'assistant','content':'a','reasoning_content':'b'}  ! a ! b
            {'message':{'role':'assistant','content':'a'}}              ! a ! ``
            {'response':'a'}                                            ! a ! ``
            {'type':'thinking','text':'b'}                              ! `` ! b
            {'type':'reasoning','delta':'b'}                            ! `` ! b
            {'role':'user','content':'x'}                               ! `` ! ``
            {'role':'tool','content':'x'}                               ! `` ! ``
            {'type':'log','message':'x'}                                ! `` ! ``
            {'type':'unheard_of'}                                       ! `` ! ``
            {'content':null,'delta':7}                                  ! `` ! ``
            """, quoteCharacter = '`')
    void shapes(String line, String text, String thought) {
        List<StreamEvent> events = TALK.events(reader, -1, line);
        assertEquals(text, TALK.text(events));
        assertEquals(thought, TALK.thoughts(events));
    }

    @Test
    void aRunOfSteps() {
        List<StreamEvent> events = TALK.events(reader, 0, "{'type':'init','session_id':'s','model':'m'}", "{'delta':'He'}",
                "{'delta':'llo'}", "{'usage':{'input_tokens':1,'output_tokens':2}}",
                "{'type':'result','result':'Hello','stop_reason':'max_tokens','usage':{'prompt_tokens':3,'completion_tokens':4,'reasoning_tokens':1}}");
        assertEquals(new StreamEvent.Started("s", "m"), events.getFirst());
        assertEquals("Hello", TALK.text(events));
        assertEquals(Usage.NONE.with(Unit.INPUT, 3).with(Unit.OUTPUT, 4).with(Unit.REASONING, 1), reader.usage());
        assertEquals(new StreamEvent.Finished(0, FinishReason.LENGTH, "max_tokens"), events.getLast());
        assertTrue(reader.complete());
    }

    @Test
    void messagesOfMistralVibe() {
        List<StreamEvent> events = TALK.events(reader, 0, "{'role':'system','content':'You are Vibe'}",
                "{'role':'user','content':'hi','session_id':'v'}",
                "{'role':'assistant','content':'I look.','tool_calls':[{'id':'c','function':{'name':'bash','arguments':'{}'}}],'session_id':'v'}",
                "{'role':'tool','content':'a.txt','tool_call_id':'c'}", "{'role':'assistant','content':'Done.','tool_calls':null}");
        assertTrue(events.contains(new StreamEvent.Started("v", "")));
        assertEquals("I look.\n\nDone.", TALK.text(events));
        assertEquals("[bash {}]\n", TALK.thoughts(events));
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
    }

    @Test
    void onlyStatusZeroCompletesWhatWasNotEnded() {
        TALK.events(reader, 1, "{'text':'a'}");
        assertFalse(reader.complete());
        Back.Reader silent = TALK.reader();
        TALK.events(silent, 0, "{'type':'log'}");
        assertFalse(silent.complete(), "nothing was said");
        Back.Reader done = TALK.reader();
        TALK.events(done, 1, "{'text':'a'}", "{'done':true}");
        assertTrue(done.complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            {'error':'rate limit'}                              ! RATE_LIMITED        ! rate limit
            {'error':{'message':'no','status':401}}             ! PROVIDER_KEY_REFUSED ! no
            {'type':'error','message':'boom'}                   ! PROVIDER_ERROR      ! boom
            {'type':'result','is_error':true,'result':'boom'}   ! PROVIDER_ERROR      ! boom
            {'error':{'a':1}}                                   ! PROVIDER_ERROR      ! {"a":1}
            """)
    void errors(String line, ErrorCode code, String message) {
        Failure failure = ((StreamEvent.Failed) TALK.events(reader, 0, line, "{'text':'more'}").getLast()).failure();
        assertEquals(code, failure.code());
        assertEquals(message, failure.message());
        assertFalse(reader.complete());
    }

    @Test
    void whatItIsTold() {
        Back.Order order = TALK.back().order(TALK.exchange(ChatRequest.of("m", Message.system("Be brief."), Message.user("one"),
                Message.assistant("two"), Message.user("three"))));
        assertEquals("Be brief.", order.headers().get("system"));
        assertTrue(new String(order.body()).startsWith("Be brief.\n\n<conversation_so_far>"));
        assertEquals(Json.read("{'model':'m','messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'one'},{'role':'assistant','content':'two'},{'role':'user','content':'three'}]}".replace('\'', '"')),
                Json.read(order.headers().get("request")));
        assertEquals("the program ended with status 9", TALK.back().failure(9, Map.of(), new byte[0]).message());
    }

    @Test
    void brokenLinesDoNoHarm() {
        assertEquals(400 * 2, TALK.mutate(List.of("{'role':'assistant','content':[{'text':'a'}],'usage':{'input_tokens':1}}",
                "{'type':'done','error':{'message':'x'},'reason':'stop'}"), 13));
    }
}
