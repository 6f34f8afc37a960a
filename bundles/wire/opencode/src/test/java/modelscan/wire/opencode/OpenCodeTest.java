package modelscan.wire.opencode;

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

class OpenCodeTest {
    private static final CommandTalk TALK = new CommandTalk(new OpenCode());
    private static final String STEP = "{'type':'step_finish','sessionID':'s','part':{'type':'step-finish','reason':'%s','cost':0.5,'tokens':{'input':10,'output':2,'reasoning':3,'cache':{'read':4,'write':1}}}}";
    private final Back.Reader reader = TALK.reader();

    @Test
    void aRecordedRun() {
        List<StreamEvent> events = TALK.events(reader, 0, TALK.recorded("cli-opencode/simple_turn.jsonl"));
        assertEquals(new StreamEvent.Started("ses_abc123", ""), events.getFirst());
        assertEquals("Hello, world!", TALK.text(events));
        assertEquals(Optional.of(16_246L), reader.usage().count(Unit.INPUT));
        assertEquals(Optional.of(1840L), reader.usage().count(Unit.CACHE_READ));
        assertEquals(new StreamEvent.Finished(0, FinishReason.STOP, "stop"), events.getLast());
    }

    @Test
    void theEndOfTheProgramIsTheEndWhateverItsStatus() {
        TALK.events(reader, -1, STEP.formatted("stop"));
        assertFalse(reader.complete());
        TALK.events(reader, 1);
        assertTrue(reader.complete());
    }

    @Test
    void stepsAreAddedUp() {
        List<StreamEvent> events = TALK.events(reader, 0, "{'type':'text','sessionID':'s','part':{'text':'a'}}",
                "{'type':'tool_use','sessionID':'s','part':{'tool':'bash','state':{'status':'completed','input':{'command':'ls'}}}}",
                STEP.formatted("tool-calls"), "{'type':'reasoning','part':{'text':'hm'}}", "{'type':'text','part':{'text':'b'}}",
                STEP.formatted("length"));
        assertEquals("a\n\nb", TALK.text(events));
        assertEquals("[bash {\"command\":\"ls\"}: completed]\nhm\n", TALK.thoughts(events));
        assertEquals(Usage.NONE.with(Unit.INPUT, 30).with(Unit.CACHE_READ, 8).with(Unit.CACHE_WRITE, 2).with(Unit.OUTPUT, 10)
                .with(Unit.REASONING, 6).with(Unit.CREDIT, new java.math.BigDecimal("1.0")), reader.usage());
        assertEquals(Optional.of(FinishReason.LENGTH), reader.finish());
    }

    @Test
    void itSaysWhenItIsDone() {
        TALK.events(reader, -1, STEP.formatted("stop"), "{'type':'done','reason':'idle','rejected':[]}");
        assertTrue(reader.complete());
    }

    @Test
    void aRunWithoutALastStepIsNotComplete() {
        TALK.events(reader, 0, TALK.recorded("cli-opencode/permission_warning_then_error.txt"));
        assertFalse(reader.complete());
        TALK.events(reader, 0, STEP.formatted("tool-calls"));
        assertFalse(reader.complete());
    }

    @Test
    void theFirstErrorIsTold() {
        List<StreamEvent> events = TALK.events(reader, 0,
                "{'type':'error','error':{'name':'APIError','data':{'message':'Rate limit exceeded','statusCode':429}}}",
                "{'type':'error','error':{'name':'UnknownError','data':{'message':'Session failed'}}}");
        Failure failure = ((StreamEvent.Failed) events.getFirst()).failure();
        assertEquals(1, events.size());
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(429, failure.status());
        assertEquals("ProviderModelNotFoundError", ((StreamEvent.Failed) TALK.events(TALK.reader(), -1,
                "{'type':'error','error':{'name':'ProviderModelNotFoundError'}}").getFirst()).failure().message());
    }

    @Test
    void whatItIsTold() {
        Back.Order order = TALK.back().order(TALK.exchange(ChatRequest.of("m", Message.system("Be brief."), Message.user("hi"))));
        assertEquals("Be brief.\n\nhi", new String(order.body()));
        assertEquals(Map.of(), order.headers());
        assertEquals(ErrorCode.PROVIDER_ERROR, TALK.back().failure(1, Map.of(), new byte[0]).code());
    }

    @Test
    void brokenLinesDoNoHarm() {
        assertEquals(400 * 2, TALK.mutate(List.of(STEP.formatted("stop"), "{'type':'text','sessionID':'s','part':{'text':'a'}}"), 3));
    }
}
