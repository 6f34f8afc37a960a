package modelscan.wire.claudecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Tools;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.test.kit.CommandTalk;
import org.junit.jupiter.api.Test;

class ClaudeCodeTest {
    private static final CommandTalk TALK = new CommandTalk(new ClaudeCode());
    private static final List<String> STREAMED = List.of(
            "{'type':'system','subtype':'init','session_id':'s1','model':'opus','tools':['Bash']}",
            "{'type':'system','subtype':'status','session_id':'s1'}",
            "{'type':'stream_event','event':{'type':'message_start','message':{'id':'msg_1'}},'parent_tool_use_id':null}",
            "{'type':'stream_event','event':{'type':'content_block_start','index':0,'content_block':{'type':'thinking'}}}",
            "{'type':'stream_event','event':{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'hm'}}}",
            "{'type':'stream_event','event':{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'Look'}}}",
            "{'type':'stream_event','event':{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'ing.'}}}",
            "{'type':'assistant','message':{'id':'msg_1','content':[{'type':'text','text':'Looking.'}],'usage':{'input_tokens':2,'output_tokens':5}},'parent_tool_use_id':null}",
            "{'type':'assistant','message':{'id':'msg_1','content':[{'type':'tool_use','id':'t','name':'Bash','input':{'command':'ls'}}],'usage':{'input_tokens':2,'output_tokens':5}}}",
            "{'type':'user','message':{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'a.txt'}]}}",
            "{'type':'assistant','message':{'id':'msg_x','content':[{'type':'text','text':'of a sub-agent'}]},'parent_tool_use_id':'t'}",
            "{'type':'stream_event','event':{'type':'message_start','message':{'id':'msg_2'}}}",
            "{'type':'stream_event','event':{'type':'content_block_start','index':0,'content_block':{'type':'text'}}}",
            "{'type':'stream_event','event':{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Done.'}}}",
            "{'type':'rate_limit_event','rate_limit_info':{}}", "{'type':'something_new'}",
            "{'type':'result','subtype':'success','is_error':false,'result':'Done.','stop_reason':'end_turn','total_cost_usd':0.0125,'usage':{'input_tokens':4,'output_tokens':9,'cache_read_input_tokens':100,'cache_creation_input_tokens':30,'cache_creation':{'ephemeral_1h_input_tokens':10}}}");

    private final Back.Reader reader = TALK.reader();

    @Test
    void aStreamedRun() {
        List<StreamEvent> events = TALK.events(reader, 0, STREAMED.toArray(String[]::new));
        assertEquals(new StreamEvent.Started("s1", "opus"), events.getFirst());
        assertEquals("Looking.\n\nDone.", TALK.text(events));
        assertEquals("hm[Bash {\"command\":\"ls\"}]\n", TALK.thoughts(events));
        assertTrue(events.stream().noneMatch(StreamEvent.ToolCallStarted.class::isInstance), "nobody else can run its tools");
        assertEquals(new StreamEvent.Finished(0, FinishReason.STOP, "end_turn"), events.get(events.size() - 2));
        assertEquals(Usage.NONE.with(Unit.INPUT, 134).with(Unit.CACHE_READ, 100).with(Unit.CACHE_WRITE, 20)
                .with(Unit.CACHE_WRITE_LONG, 10).with(Unit.OUTPUT, 9).with(Unit.CREDIT, new BigDecimal("0.0125")), reader.usage());
        assertTrue(reader.complete());
        assertEquals(Optional.of(FinishReason.STOP), reader.finish());
    }

    @Test
    void aRecordedRunWithoutSteps() {
        List<StreamEvent> events = TALK.events(reader, 0, TALK.recorded("cli-claude-code/full_session.jsonl"));
        assertEquals("I'll read the file first.\n\nDone. The changes have been applied.", TALK.text(events));
        assertTrue(TALK.thoughts(events).startsWith("[Read {\"file_path\":\"main.go\"}]"));
        assertEquals(Optional.of(10_500L), reader.usage().count(Unit.INPUT), "told once, not per line");
        assertEquals(Optional.of(300L), reader.usage().count(Unit.OUTPUT));
        assertTrue(reader.complete());
    }

    @Test
    void aRecordedLimitIsAnEndAndNoFailure() {
        String line = String.join("", TALK.recorded("cli-claude-code/result_error_max_turns.json"));
        List<StreamEvent> events = TALK.events(reader, 1, line);
        assertTrue(events.contains(new StreamEvent.Finished(0, FinishReason.LENGTH, "error_max_turns")));
        assertEquals(Optional.of(85_000L), reader.usage().count(Unit.INPUT));
    }

    @Test
    void successCanBeAnError() {
        Failure failure = failure("{'type':'result','subtype':'success','is_error':true,'result':'API Error: 529 Overloaded','api_error_status':529}");
        assertEquals(ErrorCode.PROVIDER_OVERLOADED, failure.code());
        assertEquals(529, failure.status());
        assertEquals(Optional.of("acme"), failure.provider());
        assertFalse(reader.complete());
        assertEquals(List.of(), TALK.events(reader, 1, STREAMED.toArray(String[]::new)), "nothing follows a failure");
    }

    @Test
    void otherErrors() {
        assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, failure("{'type':'result','subtype':'success','is_error':true,'result':'Invalid API key · Please run /login'}").code());
        Failure broken = TALK.events(TALK.reader(), 1, "{'type':'result','subtype':'error_during_execution','is_error':true,'errors':['boom']}")
                .stream().map(event -> ((StreamEvent.Failed) event).failure()).findFirst().orElseThrow();
        assertEquals("boom", broken.message());
        assertEquals(Optional.of("error_during_execution"), broken.reason());
        assertEquals(ErrorCode.PROVIDER_ERROR, broken.code());
    }

    @Test
    void aRunThatIsCutIsNotComplete() {
        TALK.events(reader, 0, STREAMED.subList(0, STREAMED.size() - 1).toArray(String[]::new));
        assertFalse(reader.complete());
        assertEquals(Usage.NONE, reader.usage());
        Failure unknown = TALK.back().failure(1, Map.of(), "No conversation found with session ID: x\n".getBytes());
        assertEquals("the program ended with status 1: No conversation found with session ID: x", unknown.message());
    }

    @Test
    void withASchemaOnlyTheCheckedValueIsTheAnswer() {
        Back.Reader structured = TALK.back().reader(TALK.exchange(formed(new ResponseFormat.Schema("s", Json.object(), Optional.empty()))));
        List<StreamEvent> events = TALK.events(structured, 0, "{'type':'assistant','message':{'id':'m','content':[{'type':'text','text':'let me see'}]}}",
                "{'type':'result','subtype':'success','result':'see above','structured_output':{'a':1},'usage':{'output_tokens':1}}");
        assertEquals("{\"a\":1}", TALK.text(events));
        assertEquals("let me see", TALK.thoughts(events));
        assertEquals(Usage.NONE, structured.usage(), "tokens without the cost would look free");
    }

    @Test
    void brokenLinesDoNoHarm() {
        assertEquals(400 * STREAMED.size(), TALK.mutate(STREAMED, 7));
    }

    @Test
    void whatItIsTold() {
        ChatRequest chat = new ChatRequest("m", List.of(Message.system("Be brief."), Message.of(Role.USER, List.of(
                new Part.Image(new Media.Bytes("image/png", new byte[] {1}), Optional.empty()),
                new Part.Document(new Media.Link(URI.create("https://x.example/a.pdf"), Optional.empty()), Optional.empty()),
                new Part.Audio(new Media.Upload("f"), Optional.empty()), new Part.Text("-p what?")))), Tools.NONE,
                Sampling.DEFAULT, new ResponseFormat.Schema("s", Json.object().put("type", "object"), Optional.empty()),
                Optional.of(new Reasoning(Optional.of("high"), Optional.empty())), true, Json.object().put("user", "u"));
        Back.Order order = TALK.back().order(TALK.exchange(chat));
        assertEquals("RUN", order.method());
        assertEquals(Map.of("system", "Be brief.", "effort", "high", "schema", "{\"type\":\"object\"}"), order.headers());
        JsonNode line = Json.read(order.body());
        assertEquals('\n', order.body()[order.body().length - 1]);
        assertEquals(Json.read("[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AQ=='}},{'type':'document','source':{'type':'url','url':'https://x.example/a.pdf'}},{'type':'text','text':'-p what?'}]".replace('\'', '"')),
                line.at("/message/content"));
        assertEquals(List.of("audio: this tool is told in words only", "user: unknown in the dialect claudecode"), order.losses());
    }

    private static ChatRequest formed(ResponseFormat format) {
        return new ChatRequest("m", List.of(Message.user("x")), Tools.NONE, Sampling.DEFAULT, format, Optional.empty(), true, Json.object());
    }

    private Failure failure(String line) {
        return ((StreamEvent.Failed) TALK.events(reader, -1, line).getFirst()).failure();
    }
}
