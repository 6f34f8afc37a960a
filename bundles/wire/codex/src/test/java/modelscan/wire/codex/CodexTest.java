package modelscan.wire.codex;

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

class CodexTest {
    private static final CommandTalk TALK = new CommandTalk(new Codex());
    private final Back.Reader reader = TALK.reader();

    @Test
    void aRecordedRun() {
        List<StreamEvent> events = TALK.events(reader, 0, TALK.recorded("cli-codex/codex-exec-events.jsonl"));
        assertEquals(new StreamEvent.Started("019f7787-14a4-7151-9123-fe6c13abf620", ""), events.getFirst());
        assertEquals("Wrote `spike-note.txt` containing `spike`. The failing command exited 3 as expected.", TALK.text(events));
        assertTrue(TALK.thoughts(events).startsWith("**Planning the spike**"));
        assertTrue(TALK.thoughts(events).contains("failed 3]"));
        assertEquals(Usage.NONE.with(Unit.INPUT, 5800).with(Unit.CACHE_READ, 1280).with(Unit.OUTPUT, 230).with(Unit.REASONING, 80),
                reader.usage());
        assertTrue(reader.complete());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
    }

    @Test
    void reconnectingIsNoFailure() {
        List<StreamEvent> events = TALK.events(reader, 0, "{'type':'error','message':'Reconnecting... 1/5'}",
                "{'type':'item.completed','item':{'type':'agent_message','text':'a'}}",
                "{'type':'item.completed','item':{'type':'agent_message','text':'b'}}", "{'type':'turn.completed'}");
        assertEquals("a\n\nb", TALK.text(events));
        assertTrue(reader.complete());
        assertEquals(Usage.NONE, reader.usage());
    }

    @Test
    void aRunThatEndsWithoutAnAnswerTellsItsLastTrouble() {
        Failure failure = failed(TALK.events(reader, 1, "{'type':'thread.started','thread_id':'t'}",
                "{'type':'error','message':'exceeded retry limit, last status: 429 Too Many Requests'}"));
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertFalse(reader.complete());
        assertEquals(List.of(), TALK.events(TALK.reader(), 1, "{'type':'turn.started'}"), "the exit status decides");
    }

    @Test
    void aFailedTurn() {
        Failure failure = failed(TALK.events(reader, 1, "{'type':'turn.failed','error':{'message':'{\\'status\\':400,\\'error\\':{\\'message\\':\\'The model is odd\\'}}'}}".replace("\\'", "\\\"")));
        assertEquals("The model is odd", failure.message());
        assertEquals(Optional.of("acme"), failure.provider());
    }

    @Test
    void whereTheAnswerMustHaveAFormOnlyTheLastMessageIsIt() {
        ChatRequest chat = ChatRequest.of("m", Message.user("x"));
        ChatRequest formed = new ChatRequest("m", chat.messages(), chat.tools(), chat.sampling(),
                new modelscan.api.model.ResponseFormat.Json(), Optional.empty(), true, chat.extra());
        List<StreamEvent> events = TALK.events(TALK.back().reader(TALK.exchange(formed)), 0,
                "{'type':'item.completed','item':{'type':'agent_message','text':'I look'}}",
                "{'type':'item.completed','item':{'type':'agent_message','text':'{}'}}", "{'type':'turn.completed'}");
        assertEquals("{}", TALK.text(events));
        assertEquals("I look\n", TALK.thoughts(events));
    }

    @Test
    void whatItIsTold() {
        Back.Order order = TALK.back().order(TALK.exchange(ChatRequest.of("m", Message.system("Be brief."), Message.user("-x"))));
        assertEquals("Be brief.\n\n-x", new String(order.body()));
        assertEquals(Map.of(), order.headers());
        assertEquals(List.of(), order.losses());
        assertEquals("the program ended with status 2: unexpected argument", TALK.back().failure(2, Map.of(), "unexpected argument".getBytes()).message());
    }

    @Test
    void brokenLinesDoNoHarm() {
        assertEquals(400 * 3, TALK.mutate(List.of("{'type':'thread.started','thread_id':'t'}",
                "{'type':'item.completed','item':{'type':'file_change','changes':[{'path':'a','kind':'add'}],'status':'completed'}}",
                "{'type':'turn.completed','usage':{'input_tokens':10,'output_tokens':3}}"), 5));
    }

    private static Failure failed(List<StreamEvent> events) {
        return ((StreamEvent.Failed) events.getLast()).failure();
    }
}
