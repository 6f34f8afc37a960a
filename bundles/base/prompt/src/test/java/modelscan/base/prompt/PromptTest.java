package modelscan.base.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;
import org.junit.jupiter.api.Test;

class PromptTest {
    private static final Part PICTURE = new Part.Image(new Media.Link(URI.create("https://x.example/a.png"), Optional.empty()),
            Optional.empty());

    @Test
    void oneQuestionStaysAsItIs() {
        Prompt prompt = Prompt.of(ChatRequest.of("m", Message.user("  Hello\n")));
        assertEquals(new Prompt("", "  Hello\n", List.of()), prompt);
        assertEquals("  Hello\n", prompt.whole());
    }

    @Test
    void instructionsAreGatheredWhereverTheyStand() {
        Prompt prompt = Prompt.of(List.of(Message.system("a"), Message.user("x"), Message.system(" "), Message.system("b"),
                Message.user("y")));
        assertEquals(new Prompt("a\n\nb", "x\n\ny", List.of()), prompt);
        assertEquals("a\n\nb\n\nx\n\ny", prompt.whole());
        assertEquals("a", Prompt.of(List.of(Message.system("a"))).whole());
    }

    @Test
    void whatWasSaidBeforeIsTold() {
        Prompt prompt = Prompt.of(List.of(Message.user("one"), Message.assistant("two"), Message.of(Role.USER, List.of(
                new Part.Text("three"), PICTURE))));
        assertEquals("<conversation_so_far>\nUser: one\n\nAssistant: two\n</conversation_so_far>\n\nthree", prompt.text());
        assertEquals(List.of(PICTURE), prompt.media());
    }

    @Test
    void toolsAndTheirResultsAreTold() {
        Prompt prompt = Prompt.of(List.of(Message.user("weather?"),
                Message.of(Role.ASSISTANT, List.of(new Part.Thinking("hm", Optional.empty(), Optional.empty()),
                        new Part.ToolCall("1", "look", "{\"at\":1}"))),
                Message.of(Role.TOOL, List.of(new Part.ToolResult("1", List.of(new Part.Text("rain"), PICTURE), false),
                        new Part.ToolResult("2", List.of(new Part.Text("no")), true)))));
        assertEquals("""
                <conversation_so_far>
                User: weather?

                Assistant: [calls look {"at":1}]

                Tool: [result] rain
                [failed] no
                </conversation_so_far>

                Continue the conversation.""", prompt.text());
        assertEquals(List.of(PICTURE), prompt.media());
    }

    @Test
    void aFormIsAskedForInWords() {
        ResponseFormat schema = new ResponseFormat.Schema("s", JsonNodeFactory.instance.objectNode().put("type", "array"),
                Optional.empty());
        assertTrue(Prompt.of(request(schema, Tools.NONE)).system().endsWith("schema: {\"type\":\"array\"}"));
        assertTrue(Prompt.of(request(new ResponseFormat.Json(), Tools.NONE)).system().contains("JSON object"));
        assertEquals("", Prompt.of(request(new ResponseFormat.Text(), Tools.NONE)).system());
    }

    @Test
    void whatIsNotSaidIsTold() {
        List<String> told = new ArrayList<>();
        Tools tools = new Tools(List.of(new Tools.Definition("t", "d", JsonNodeFactory.instance.objectNode(),
                Optional.empty())), new Tools.Choice.Auto(), Optional.empty());
        Unsaid.of(request(new ResponseFormat.Json(), tools), Set.of("reasoning", "seed"), (field, _) -> told.add(field));
        assertEquals(List.of("tools", "response_format", "temperature", "top_p", "top_k", "max_tokens", "stop",
                "frequency_penalty", "presence_penalty", "n", "image"), told);
        told.clear();
        Unsaid.of(ChatRequest.of("m", Message.user("x")), Set.of(), (field, _) -> told.add(field));
        assertEquals(List.of(), told);
    }

    private static ChatRequest request(ResponseFormat format, Tools tools) {
        Sampling sampling = new Sampling(Optional.of(1.0), Optional.of(1.0), Optional.of(1), Optional.of(1), List.of("x"),
                Optional.of(1L), Optional.of(1.0), Optional.of(1.0), Optional.of(2));
        return new ChatRequest("m", List.of(Message.of(Role.USER, List.of(new Part.Text("x"), PICTURE))), tools, sampling,
                format, Optional.of(new Reasoning(Optional.of("low"), Optional.empty())), true,
                JsonNodeFactory.instance.objectNode());
    }
}
