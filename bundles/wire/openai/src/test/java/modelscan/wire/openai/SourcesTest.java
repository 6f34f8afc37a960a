package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final StreamEvent.Cited CITED = new StreamEvent.Cited(0, "https://a", "A", Optional.empty());

    @Test
    void annotationsWholeAndInSteps() {
        String annotation = "'annotations':[{'type':'url_citation','url_citation':{'url':'https://a','title':'A','start_index':1}},{'type':'file'}]";
        assertEquals(List.of(CITED), cited(Exchanges.events(Exchanges.reader(), List.of(
                "{'choices':[{'delta':{'content':'x'}}]}", "{'choices':[{'delta':{" + annotation + "}}]}"))));
        assertEquals(List.of(CITED), cited(Exchanges.reader().read(Frame.whole(Exchanges.bytes(
                "{'choices':[{'message':{'content':'x'," + annotation + "},'finish_reason':'stop'}]}"))).orElseThrow().events()));
    }

    @Test
    void listsBesideTheChoicesAreToldOnce() {
        String list = ",'citations':['https://a','https://b'],'search_results':[{'title':'A','url':'https://a'}]}";
        List<StreamEvent> events = Exchanges.events(Exchanges.reader(), List.of("{'choices':[{'delta':{'content':'x'}}]}",
                "{'choices':[{'delta':{'content':'x'}}]" + list, "{'choices':[{'delta':{'content':'y'}}]" + list,
                "{'choices':[{'delta':{},'finish_reason':'stop'}]" + list));
        assertEquals(List.of(CITED, new StreamEvent.Cited(0, "https://b", "", Optional.empty())), cited(events));
    }

    @Test
    void sourcesAndSignaturesReachClients() {
        Front.Writer whole = writer(false);
        List<StreamEvent> events = List.of(CITED,
                new StreamEvent.ToolCallStarted(0, 0, "c", "f", Optional.of(new Seal("gemini", "sig"))));
        whole.write(Piece.of(events));
        JsonNode message = Exchanges.tree(whole.end(Receipt.EMPTY).getFirst()).at("/choices/0/message");
        assertEquals("https://a", message.at("/annotations/0/url_citation/url").asText());
        assertEquals("sig", message.at("/tool_calls/0/extra_content/google/thought_signature").asText());
        List<Frame> frames = writer(true).write(Piece.of(events));
        assertEquals("https://a", Exchanges.tree(frames.get(1)).at("/choices/0/delta/annotations/0/url_citation/url").asText());
        assertEquals(events, Exchanges.events(Exchanges.reader(), frames.stream().map(Frame::text).toList()).subList(1, 3));
    }

    @Test
    void stepsCollectedForAWholeAnswerKeepProbabilitiesAndSound() {
        Front.Writer whole = writer(false);
        var reader = Exchanges.reader();
        for (String chunk : List.of("{'choices':[{'index':0,'delta':{'content':'a'},'logprobs':{'content':[{'token':'a'}]}}]}",
                "{'choices':[{'index':0,'delta':{'audio':{'data':'AQ==','transcript':'x'}},'logprobs' : {'content':[{'token':'b'}]}}]}",
                "{'choices':[{'index':0,'delta':{'audio':{'data':'Ag==','transcript':'y'}},'finish_reason':'stop'}]}")) {
            whole.write(reader.read(Frame.of(Exchanges.bytes(chunk))).orElseThrow());
        }
        JsonNode choice = Exchanges.tree(whole.end(Receipt.EMPTY).getFirst()).at("/choices/0");
        Exchanges.assertJson("{'content':[{'token':'a'},{'token':'b'}]}", choice.path("logprobs"));
        Exchanges.assertJson("{'data':'AQI=','transcript':'xy'}", choice.at("/message/audio"));
        assertTrue(choice.at("/message/content").isTextual());
    }

    private static Front.Writer writer(boolean stream) {
        return Exchanges.front().writer(Exchanges.asking(stream, false));
    }

    private static List<StreamEvent> cited(List<StreamEvent> events) {
        return events.stream().filter(StreamEvent.Cited.class::isInstance).toList();
    }
}
