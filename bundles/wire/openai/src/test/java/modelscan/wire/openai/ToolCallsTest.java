package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.StreamEvent.Finished;
import modelscan.api.model.StreamEvent.ToolCallDelta;
import modelscan.api.model.StreamEvent.ToolCallStarted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolCallsTest {

    /** Each row: the deltas, and the calls they make as {@code id name arguments}. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`index`:0,`id`:`a`,`function`:{`name`:`f`,`arguments`:``}} | {`index`:0,`function`:{`arguments`:`{1`}} | {`index`:0,`function`:{`arguments`:`}`}} ! a f {1}
            {`index`:1,`id`:`a`,`function`:{`name`:`f`,`arguments`:`{}`}}                                                             ! a f {}
            {`index`:0,`id`:`a`,`function`:{`name`:`f`}},{`index`:1,`id`:`b`,`function`:{`name`:`g`}} | {`index`:1,`function`:{`arguments`:`2`}},{`index`:0,`function`:{`arguments`:`1`}} ! a f 1;b g 2
            {`id`:`a`,`function`:{`name`:`f`,`arguments`:`1`}} | {`function`:{`arguments`:`2`}} | {`id`:`b`,`function`:{`name`:`f`,`arguments`:`3`}}   ! a f 12;b f 3
            {`id`:`a`,`function`:{`name`:`f`,`arguments`:`1`}},{`id`:`a`,`function`:{`name`:`f`,`arguments`:`1`}}                     ! a f 1;a f 1
            {`id`:`a`,`function`:{`name`:`f`}} | {`id`:`a`,`function`:{`arguments`:`1`}}                                               ! a f 1
            {`index`:0,`id`:`a`,`function`:{`name`:`f`,`arguments`:`1`}} | {`index`:0,`id`:``,`function`:{`name`:``,`arguments`:`2`}} ! a f 12
            {`index`:0,`id`:`a`,`function`:{`name`:`f`,`arguments`:`1`}} | {`index`:0,`id`:null,`function`:{`name`:null,`arguments`:null}} ! a f 1
            {`index`:0,`id`:`a`,`function`:{`name`:`f`,`arguments`:`1`}} | {`index`:0,`id`:`b`,`function`:{`name`:`g`,`arguments`:`2`}} ! a f 1;b g 2
            {`index`:0,`id`:`a`,`function`:{`name`:`f`,`arguments`:{`x`:1}}}                                                          ! a f {"x":1}
            {`index`:0,`id`:`a`,`function`:{`name`:`f`,`arguments`:`{`cut`}}                                                          ! a f {
            {`index`:0,`id`:`a`,`type`:`function`} | {`index`:0,`function`:{`name`:`f`}}                                               ! a f
            {`index`:0,`id`:`a`}                                                                                                      ! a
            """)
    void assembled(String deltas, String calls) {
        Back.Reader reader = Exchanges.reader();
        List<StreamEvent> events = new ArrayList<>();
        for (String delta : deltas.replace("`{`cut`", "`{`").replace('`', '"').split(" \\| ")) {
            events.addAll(Exchanges.events(reader, List.of("{'choices':[{'index':0,'delta':{'tool_calls':[" + delta + "]}}]}")));
        }
        events.addAll(Exchanges.events(reader, List.of("{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}")));
        assertEquals(calls, text(events));
        assertEquals(new Finished(0, FinishReason.TOOL_CALLS, "stop"), events.getLast());
    }

    @Test
    void aCallWithoutAnIdGetsOne() {
        List<StreamEvent> events = Exchanges.events(Exchanges.reader(),
                List.of("{'choices':[{'delta':{'tool_calls':[{'function':{'name':'f','arguments':'{}'}},{'function':{'name':'f','arguments':'{}'}}]}}]}"));
        List<String> ids = events.stream().filter(ToolCallStarted.class::isInstance)
                .map(event -> ((ToolCallStarted) event).id()).toList();
        assertEquals(2, ids.stream().distinct().count());
        assertTrue(ids.getFirst().startsWith("call_"));
    }

    @Test
    void theOlderWords() {
        assertEquals(List.of(new ToolCallDelta(0, 0, "{}"), new Finished(0, FinishReason.TOOL_CALLS, "function_call")),
                Exchanges.events(Exchanges.reader(), List.of("{'choices':[{'delta':{'function_call':{'name':'f','arguments':''}}}]}",
                        "{'choices':[{'delta':{'function_call':{'arguments':'{}'}}}]}",
                        "{'choices':[{'delta':{},'finish_reason':'function_call'}]}")).subList(2, 4));
    }

    @Test
    void choicesDoNotMix() {
        List<StreamEvent> events = Exchanges.events(Exchanges.reader(), List.of(
                "{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'a','function':{'name':'f'}}]}},{'index':1,'delta':{'tool_calls':[{'index':0,'id':'b','function':{'name':'g'}}]}}]}",
                "{'choices':[{'index':1,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'1'}}]}}]}"));
        assertEquals(List.of(new ToolCallStarted(0, 0, "a", "f"), new ToolCallStarted(1, 0, "b", "g"), new ToolCallDelta(1, 0, "1")),
                events.subList(1, 4));
    }

    @Test
    void aWholeAnswerKeepsEqualCallsApart() {
        List<StreamEvent> events = Exchanges.reader().read(Frame.whole(Exchanges.bytes("""
                {'id':'x','model':'m','choices':[{'index':0,'finish_reason':'stop','message':{'content':null,'tool_calls':[
                 {'id':'call_0','type':'function','function':{'name':'f','arguments':'{}'}},
                 {'id':'call_0','type':'function','function':{'name':'f','arguments':'{}'}}]}}]}"""))).orElseThrow().events();
        assertEquals("call_0 f {};call_0 f {}", text(events));
        assertEquals(new Finished(0, FinishReason.TOOL_CALLS, "stop"), events.getLast());
    }

    private static String text(List<StreamEvent> events) {
        List<String> calls = new ArrayList<>();
        for (StreamEvent event : events) {
            if (event instanceof ToolCallStarted(int _, int position, String id, String name, _)) {
                assertEquals(calls.size(), position);
                calls.add((id + " " + name).strip());
            } else if (event instanceof ToolCallDelta(int _, int position, String arguments)) {
                String before = calls.get(position);
                calls.set(position, before + (before.chars().filter(each -> each == ' ').count() == 1 ? " " : "") + arguments);
            }
        }
        return String.join(";", calls);
    }
}
