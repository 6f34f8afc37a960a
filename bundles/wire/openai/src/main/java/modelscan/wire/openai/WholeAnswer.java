package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;

/** The events of an answer that came whole. */
final class WholeAnswer {
    private WholeAnswer() {
    }

    /** All events, in order. */
    static List<StreamEvent> events(JsonNode answer) {
        List<StreamEvent> events = new ArrayList<>();
        events.add(Assembly.started(answer));
        for (JsonNode choice : answer.path("choices")) {
            choice(choice, events);
        }
        new Sources().beside(answer, events);
        Usage usage = UsageReading.in(answer);
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        return events;
    }

    private static void choice(JsonNode choice, List<StreamEvent> events) {
        int index = Assembly.index(choice);
        JsonNode message = choice.path("message");
        ThinkTags tags = new ThinkTags(index);
        List<StreamEvent> words = new ArrayList<>();
        Words.read(index, message, words);
        events.addAll(tags.read(words));
        tags.end(events);
        int calls = 0;
        for (JsonNode call : message.path("tool_calls")) {
            if (call.path("function").isObject()) {
                call(index, calls++, call, call.path("function"), events);
            }
        }
        if (message.path("function_call").isObject()) {
            call(index, calls++, message.path("function_call"), message.path("function_call"), events);
        }
        String word = choice.path("finish_reason").isTextual() ? choice.path("finish_reason").textValue() : "";
        if (!word.isEmpty()) {
            events.add(new StreamEvent.Finished(index, FinishWords.read(word, calls > 0), word));
        }
    }

    private static void call(int choice, int position, JsonNode call, JsonNode function, List<StreamEvent> events) {
        String id = call.path("id").asText("");
        String known = id.isEmpty() ? ToolCalls.newId() : id;
        events.add(new StreamEvent.ToolCallStarted(choice, position, known, function.path("name").asText(""),
                CallSeals.read(call)));
        String arguments = ToolCalls.arguments(function);
        if (!arguments.isEmpty()) {
            events.add(new StreamEvent.ToolCallDelta(choice, position, arguments));
        }
    }
}
