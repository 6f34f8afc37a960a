package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTagsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '!', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            <think>hm</think>yes!hm!yes
            \\n <think>hm </think>\\n\\n yes!hm !yes
            <think></think>yes!!yes
            <thinker>yes!!<thinker>yes
            <thi!!<thi
            yes <think>no</think>!!yes <think>no</think>
            <think>a < b </ c</think> < d!a < b </ c!< d
            <think>never closed</thi!never closed</thi!
            <think>a</think>!a!
            """)
    void atEverySplitTheSame(String given, String thought, String said) {
        String text = given.replace("\\n", "\n");
        for (int split = 0; split <= text.length(); split++) {
            assertEquals(List.of(or(thought), or(said)), told(List.of(text.substring(0, split), text.substring(split))), "at " + split);
        }
        assertEquals(List.of(or(thought), or(said)), told(text.chars().mapToObj(Character::toString).toList()));
        String answer = "{'choices':[{'message':{'content':" + Json.object().textNode(text).toString().replace("'", "\\u0027")
                + "},'finish_reason':'stop'}]}";
        Piece whole = Exchanges.reader().read(Frame.whole(Exchanges.bytes(answer))).orElseThrow();
        assertEquals(List.of(or(thought), or(said)), List.of(thoughts(whole.events()), words(whole.events())));
    }

    @Test
    void choicesAreKeptApartAndTheFramesStayWhatTheyAre() {
        var reader = Exchanges.reader();
        Frame first = Frame.of(Exchanges.bytes("{'choices':[{'index':0,'delta':{'content':'<think>a'}},{'index':1,'delta':{'content':'b'}}]}"));
        Piece piece = reader.read(first).orElseThrow();
        assertSame(first, piece.frame("openai").orElseThrow());
        assertEquals(List.of("a", "b"), List.of(thoughts(piece.events()), words(piece.events())));
        Piece second = reader.read(Frame.of(Exchanges.bytes(
                "{'choices':[{'index':1,'delta':{'content':'<think>'}},{'index':0,'delta':{'content':'</think>c'}}]}"))).orElseThrow();
        assertEquals("<think>c", words(second.events()));
    }

    private static List<String> told(List<String> pieces) {
        var reader = Exchanges.reader();
        List<StreamEvent> events = new ArrayList<>();
        List<String> chunks = new ArrayList<>();
        pieces.forEach(piece -> chunks.add("{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + Json.object().textNode(piece) + "}}]}"));
        chunks.add("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
        chunks.forEach(chunk -> reader.read(Frame.of(chunk)).ifPresent(piece -> events.addAll(piece.events())));
        return List.of(thoughts(events), words(events));
    }

    private static String or(String text) {
        return text == null ? "" : text;
    }

    private static String thoughts(List<StreamEvent> events) {
        return events.stream().map(event -> event instanceof StreamEvent.ThinkingDelta thought ? thought.text() : "")
                .collect(Collectors.joining());
    }

    private static String words(List<StreamEvent> events) {
        return events.stream().map(event -> event instanceof StreamEvent.TextDelta delta ? delta.text() : "")
                .collect(Collectors.joining());
    }
}
