package modelscan.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Media;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritersTest {
    private static final Usage USAGE = Usage.NONE.with(Unit.INPUT, 3).with(Unit.OUTPUT, 2);
    static final List<StreamEvent> ANSWER = List.of(new StreamEvent.Started("msg_up", "claude"),
            new StreamEvent.ThinkingDelta(0, "hm", Optional.empty(), Optional.empty()),
            new StreamEvent.ThinkingDelta(0, "", Optional.of(new Seal("anthropic", "sig")), Optional.empty()),
            new StreamEvent.ThinkingDelta(0, "", Optional.empty(), Optional.of(new Seal("responses", "enc"))),
            new StreamEvent.TextDelta(0, "He"), new StreamEvent.TextDelta(0, "llo"),
            new StreamEvent.Cited(0, "https://e", "E", Optional.of("ll")), new StreamEvent.RefusalDelta(0, "no"),
            new StreamEvent.ToolCallStarted(0, 0, "a", "f", Optional.of(new Seal("gemini", "g"))),
            new StreamEvent.ToolCallStarted(0, 1, "b", "f"), new StreamEvent.ToolCallDelta(0, 1, "{2"),
            new StreamEvent.ToolCallDelta(0, 0, "{1}"), new StreamEvent.ToolCallDelta(0, 1, "}"),
            new StreamEvent.TextDelta(1, "another choice"),
            new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "tool_use"), new StreamEvent.UsageReported(USAGE));

    private static Front.Writer writer(boolean stream) {
        return Exchanges.front().writer(Exchanges.asking(stream));
    }

    static List<Frame> streamed(List<StreamEvent> events) {
        Front.Writer writer = writer(true);
        List<Frame> frames = new ArrayList<>();
        events.forEach(event -> frames.addAll(writer.write(Piece.of(event))));
        frames.addAll(writer.end(Receipt.EMPTY));
        return frames;
    }

    private static JsonNode whole(List<StreamEvent> events) {
        Front.Writer writer = writer(false);
        events.forEach(event -> assertEquals(List.of(), writer.write(Piece.of(event))));
        return Exchanges.tree(writer.end(Receipt.EMPTY).getFirst());
    }

    @Test
    void aStreamHasEveryStepInOrder() {
        List<String> types = new ArrayList<>();
        List<Frame> frames = streamed(ANSWER);
        for (int at = 0; at < frames.size(); at++) {
            JsonNode event = Exchanges.tree(frames.get(at));
            assertEquals(frames.get(at).event(), event.path("type").asText());
            assertEquals(at, event.path("sequence_number").asInt(-1));
            types.add(frames.get(at).event().replace("response.", ""));
        }
        assertEquals(List.of("created", "in_progress", "output_item.added", "reasoning_summary_part.added",
                "reasoning_summary_text.delta", "reasoning_summary_text.done", "reasoning_summary_part.done",
                "output_item.done", "output_item.added", "output_item.done", "output_item.added", "content_part.added",
                "output_text.delta", "output_text.delta", "output_text.annotation.added", "output_text.done", "content_part.done",
                "content_part.added", "refusal.delta", "refusal.done", "content_part.done", "output_item.done",
                "output_item.added", "output_item.done", "output_item.added", "output_item.added",
                "function_call_arguments.delta", "function_call_arguments.delta", "function_call_arguments.delta",
                "function_call_arguments.done", "output_item.done", "function_call_arguments.done", "output_item.done",
                "completed"), types);
    }

    @Test
    void idsAndPlacesAreStable() {
        List<JsonNode> events = streamed(ANSWER).stream().map(Exchanges::tree).toList();
        JsonNode output = events.getLast().at("/response/output");
        for (JsonNode event : events) {
            if (event.has("item_id")) {
                assertEquals(output.get(event.path("output_index").asInt()).path("id"), event.path("item_id"));
            }
        }
        assertEquals(List.of("rs", "rs", "msg", "rs", "fc", "fc"),
                output.valueStream().map(item -> item.path("id").asText().replaceAll("_.*", "")).toList());
        assertEquals(events.getFirst().at("/response/id"), events.getLast().at("/response/id"));
        assertTrue(events.getFirst().at("/response/id").asText().startsWith("resp_"));
    }

    @Test
    void theResponseIsComplete() {
        JsonNode response = whole(ANSWER);
        JsonNode streamed = Exchanges.tree(streamed(ANSWER).getLast()).path("response");
        assertEquals(response.path("output").size(), streamed.path("output").size());
        for (String field : List.of("id", "object", "created_at", "model", "output", "parallel_tool_calls", "tool_choice", "tools",
                "status", "usage", "error", "incomplete_details", "instructions", "metadata", "temperature", "top_p", "text",
                "reasoning", "truncation", "store")) {
            assertTrue(response.has(field), field);
        }
        Exchanges.assertJson("{'input_tokens':3,'input_tokens_details':{'cached_tokens':0,'cache_write_tokens':0},'output_tokens':2,"
                + "'output_tokens_details':{'reasoning_tokens':0},'total_tokens':5}", response.get("usage"));
        Exchanges.assertJson("{'a':'b'}", response.get("metadata"));
        assertEquals("claude", response.path("model").asText());
        assertEquals("completed", response.path("status").asText());
        assertEquals(1_795_255_200L, response.path("created_at").asLong());
        assertEquals("signature:anthropic#sig", response.at("/output/0/encrypted_content").asText());
        assertEquals("enc", response.at("/output/1/encrypted_content").asText());
        Exchanges.assertJson("[{'type':'output_text','text':'Hello','annotations':[{'type':'url_citation','url':'https://e','title':'E',"
                + "'start_index':2,'end_index':4}],'logprobs':[]},{'type':'refusal','refusal':'no'}]", response.at("/output/2/content"));
        assertEquals("call:gemini#g", response.at("/output/3/encrypted_content").asText());
        assertEquals("{2}", response.at("/output/5/arguments").asText());
    }

    @Test
    void writtenEventsAreReadAsTheSame() {
        Back.Reader reader = Exchanges.reader();
        List<StreamEvent> read = new ArrayList<>();
        streamed(ANSWER).forEach(frame -> reader.read(frame).ifPresent(piece -> read.addAll(piece.events())));
        assertTrue(reader.complete());
        List<StreamEvent> kept = read.stream().filter(event -> !(event instanceof StreamEvent.ThinkingDelta)).toList();
        List<StreamEvent> told = ANSWER.stream().filter(event -> !(event instanceof StreamEvent.ThinkingDelta)).toList();
        assertEquals(told.subList(1, 3), kept.subList(1, 3));
        assertEquals("hm", Told.thoughts(read));
        assertEquals(List.of(new StreamEvent.ToolCallStarted(0, 0, "a", "f"), new StreamEvent.ToolCallStarted(0, 1, "b", "f"),
                new StreamEvent.ToolCallDelta(0, 1, "{2"), new StreamEvent.ToolCallDelta(0, 0, "{1}"),
                new StreamEvent.ToolCallDelta(0, 1, "}"), new StreamEvent.Finished(0, FinishReason.TOOL_CALLS, "completed")),
                kept.subList(5, 11));
        assertEquals(Optional.of(3L), reader.usage().count(Unit.INPUT));
    }

    @ParameterizedTest
    @CsvSource({"STOP,completed,,response.completed", "LENGTH,incomplete,max_output_tokens,response.incomplete",
            "CONTENT_FILTER,incomplete,content_filter,response.incomplete", "ERROR,failed,,response.failed",
            "REFUSAL,incomplete,content_filter,response.incomplete", "CANCELLED,cancelled,,response.incomplete"})
    void endings(FinishReason reason, String status, String why, String event) {
        List<StreamEvent> events = List.of(new StreamEvent.TextDelta(0, "a"), new StreamEvent.ToolCallStarted(0, 0, "c", "f"),
                new StreamEvent.Finished(0, reason, "x"));
        Frame last = streamed(events).getLast();
        assertEquals(event, last.event());
        JsonNode response = Exchanges.tree(last).path("response");
        assertEquals(status, response.path("status").asText());
        assertEquals(why == null ? "" : why, response.at("/incomplete_details/reason").asText());
        assertEquals(status.equals("completed") ? "{}" : "", response.at("/output/1/arguments").asText());
        assertEquals("completed", response.at("/output/0/status").asText());
        assertTrue(response.path("usage").isNull(), "unknown is not zero");
    }

    @Test
    void pictures() {
        JsonNode response = whole(List.of(new StreamEvent.MediaProduced(0, new Media.Bytes("image/png", new byte[] {0, 1}),
                Optional.empty()), new StreamEvent.MediaProduced(0, new Media.Bytes("audio/*", new byte[0]), Optional.of("said"))));
        assertEquals("AAE=", response.at("/output/0/result").asText());
        assertEquals("said", response.at("/output/1/content/0/text").asText());
    }

    @Test
    void sourcesMayComeFirst() {
        JsonNode response = whole(List.of(new StreamEvent.Cited(0, "https://e", "E", Optional.empty()),
                new StreamEvent.TextDelta(0, "abc")));
        assertEquals(3, response.at("/output/0/content/0/annotations/0/end_index").asInt());
        assertEquals(1, response.path("output").size());
    }

    @Test
    void aFailureIsTheLastThing() {
        Front.Writer writer = writer(true);
        writer.write(Piece.of(ANSWER.get(4)));
        Failure failure = Failure.of(ErrorCode.RATE_LIMITED, "slow down").by("acme");
        List<Frame> frames = writer.write(Piece.failed(failure));
        assertEquals(List.of("error", "response.failed"), frames.stream().map(Frame::event).toList());
        assertEquals("rate_limit_exceeded", Exchanges.tree(frames.getFirst()).path("code").asText());
        assertEquals(5, Exchanges.tree(frames.getFirst()).path("sequence_number").asInt());
        JsonNode response = Exchanges.tree(frames.getLast()).path("response");
        assertEquals(List.of("failed", "slow down", "in_progress"), List.of(response.path("status").asText(),
                response.at("/error/message").asText(), response.at("/output/0/status").asText()));
        assertEquals(List.of(), writer.write(Piece.of(ANSWER.get(4))));
        assertEquals(List.of(), writer.end(Receipt.EMPTY.failing(failure)));
        Front.Writer whole = writer(false);
        assertEquals("slow down", Exchanges.tree(whole.write(Piece.failed(failure)).getFirst()).at("/error/message").asText());
    }

    @Test
    void framesOfThisDialectGoThrough() {
        Back.Reader reader = Exchanges.reader();
        Front.Writer writer = writer(true);
        for (String chunk : AnswerReaderTest.PLAIN) {
            Frame frame = Frame.of(Exchanges.bytes(chunk));
            assertSame(frame, writer.write(reader.read(frame).orElseThrow()).getFirst());
        }
        assertEquals(List.of(), writer.end(Receipt.EMPTY));
        Frame body = Frame.whole(Exchanges.bytes("{'id':'resp_1','status':'completed','output':[]}"));
        assertSame(body, writer(false).write(Exchanges.reader().read(body).orElseThrow()).getFirst());
    }

    @Test
    void aChangedEventChangesWhatRepeatsItToo() {
        Back.Reader reader = Exchanges.reader();
        Front.Writer writer = writer(true);
        List<Frame> frames = new ArrayList<>();
        for (String chunk : AnswerReaderTest.PLAIN) {
            Piece piece = reader.read(Frame.of(Exchanges.bytes(chunk))).orElseThrow();
            boolean secret = chunk.contains("'delta':'lo'");
            frames.addAll(writer.write(secret ? Piece.of(new StreamEvent.TextDelta(0, "[x]")) : piece));
        }
        frames.addAll(writer.end(Receipt.EMPTY));
        List<JsonNode> events = frames.stream().map(Exchanges::tree).toList();
        for (int at = 0; at < events.size(); at++) {
            assertEquals(at, events.get(at).path("sequence_number").asInt());
            assertFalse(events.get(at).toString().contains("Hello"), () -> "the secret is out: " + frames);
        }
        assertEquals("msg_1", events.get(5).path("item_id").asText());
        JsonNode response = events.getLast().path("response");
        assertEquals(List.of("resp_1", "Hel[x]", "completed"), List.of(response.path("id").asText(),
                response.at("/output/0/content/0/text").asText(), response.path("status").asText()));
        assertEquals(10, response.at("/usage/input_tokens").asInt());
    }

    @Test
    void aCutStreamGoesOnInOurWords() {
        Back.Reader reader = Exchanges.reader();
        Front.Writer writer = writer(true);
        List<String> calling = List.of(AnswerReaderTest.PLAIN.getFirst(),
                "{'type':'response.output_item.done','sequence_number':1,'output_index':0,'item':{'type':'reasoning','id':'rs_1','summary':[]}}",
                "{'type':'response.output_item.added','sequence_number':2,'output_index':1,'item':{'type':'function_call','id':'fc_1','call_id':'c','name':'f','arguments':''}}",
                "{'type':'response.function_call_arguments.delta','sequence_number':3,'output_index':1,'delta':'{\\'x'}".replace("\\'", "\\\""));
        calling.forEach(chunk -> writer.write(reader.read(Frame.of(chunk.replace('\'', '"'))).orElseThrow()));
        List<Frame> frames = writer.write(Piece.failed(Failure.of(ErrorCode.STREAM_CUT, "cut")));
        JsonNode failed = Exchanges.tree(frames.getLast());
        assertEquals(5, failed.path("sequence_number").asInt());
        assertEquals(List.of("resp_1", "rs_1", "fc_1", "{\"x"), List.of(failed.at("/response/id").asText(),
                failed.at("/response/output/0/id").asText(), failed.at("/response/output/1/id").asText(),
                failed.at("/response/output/1/arguments").asText()));
    }

    @Test
    void askedWholeButStreamedAndTheReverse() {
        Back.Reader reader = Exchanges.reader();
        Front.Writer whole = writer(false);
        AnswerReaderTest.PLAIN.forEach(chunk -> whole.write(reader.read(Frame.of(Exchanges.bytes(chunk))).orElseThrow()));
        assertEquals("Hello", Exchanges.tree(whole.end(Receipt.EMPTY).getFirst()).at("/output/0/content/0/text").asText());
        Frame body = Frame.whole(Exchanges.bytes(
                "{'id':'resp_1','status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':'Hello'}]}]}"));
        Front.Writer stream = writer(true);
        List<Frame> frames = new ArrayList<>(stream.write(Exchanges.reader().read(body).orElseThrow()));
        frames.addAll(stream.end(Receipt.EMPTY));
        assertEquals("response.created", frames.getFirst().event());
        assertEquals("response.completed", frames.getLast().event());
        assertEquals("Hello", Exchanges.tree(frames.getLast()).at("/response/output/0/content/0/text").asText());
    }
}
