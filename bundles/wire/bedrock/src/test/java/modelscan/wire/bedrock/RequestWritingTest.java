package modelscan.wire.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestWritingTest {
    private static final String LLAMA = "meta.llama3-70b-instruct-v1:0";

    @Test
    void theSmallestRequest() {
        Exchanges.assertJson("{'messages':[{'role':'user','content':[{'text':'hi'}]}]}", Exchanges.body(Exchanges.HI, LLAMA));
        assertEquals(List.of(), Exchanges.losses(Exchanges.HI, LLAMA));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            us.anthropic.claude-v1:0, true,  /model/us.anthropic.claude-v1%3A0/converse-stream, application/vnd.amazon.eventstream
            a.b-v1:0,                 false, /model/a.b-v1%3A0/converse,                        application/json
            arn:aws:bedrock:us-east-1:1:inference-profile/x y, false, /model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fx%20y/converse, application/json
            """)
    void addresses(String model, boolean stream, String path, String accept) {
        Back.Order order = Exchanges.order(Exchanges.HI, model, stream);
        assertEquals("POST", order.method());
        assertEquals(path, order.path());
        assertEquals(accept, order.headers().get("accept"));
        assertEquals("application/json", order.headers().get("content-type"));
    }

    @Test
    void settings() {
        Sampling sampling = new Sampling(Optional.of(0.5), Optional.of(0.9), Optional.of(50), Optional.of(256), List.of("END", ""),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        ChatRequest chat = Exchanges.sampled(Exchanges.HI, sampling);
        JsonNode body = Exchanges.body(chat, LLAMA);
        Exchanges.assertJson("{'maxTokens':256,'temperature':0.5,'topP':0.9,'stopSequences':['END']}", body.get("inferenceConfig"));
        Exchanges.assertJson("{'top_k':50}", body.get("additionalModelRequestFields"));
        Exchanges.assertJson("{'inferenceConfig':{'topK':50}}",
                Exchanges.body(chat, "us.amazon.nova-pro-v1:0").get("additionalModelRequestFields"));
        Exchanges.assertJson("{'k':50}", Exchanges.body(chat, "cohere.command-r-v1:0").get("additionalModelRequestFields"));
    }

    @Test
    void whatBedrockHasNoWordForIsALoss() {
        Sampling sampling = new Sampling(Optional.of(1.5), Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                Optional.of(7L), Optional.of(0.1), Optional.of(0.2), Optional.of(3));
        ChatRequest chat = Exchanges.with(Exchanges.with(Exchanges.sampled(Exchanges.HI, sampling), new ResponseFormat.Json()),
                Exchanges.object("{'user':'u','~openai':{'x':1},'serviceTier':{'type':'flex'}}"));
        List<String> losses = Exchanges.losses(chat, LLAMA);
        for (String field : List.of("temperature", "seed", "frequency_penalty", "presence_penalty", "n", "response_format", "user")) {
            assertTrue(losses.stream().anyMatch(loss -> loss.startsWith(field + ":")), field + " in " + losses);
        }
        assertEquals(7, losses.size(), losses.toString());
        assertEquals(1, Exchanges.body(chat, LLAMA).at("/inferenceConfig/temperature").asInt());
        Exchanges.assertJson("{'type':'flex'}", Exchanges.body(chat, LLAMA).get("serviceTier"));
        assertFalse(Exchanges.body(chat, LLAMA).has("user"));
    }

    @Test
    void bedrocksOwnFieldsPassAndMerge() {
        ChatRequest chat = Exchanges.with(Exchanges.sampled(Exchanges.HI, new Sampling(Optional.empty(), Optional.empty(), Optional.of(5),
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())),
                Exchanges.object("{'additionalModelRequestFields':{'a':1},'guardrailConfig':{'guardrailIdentifier':'g'}}"));
        JsonNode body = Exchanges.body(chat, LLAMA);
        Exchanges.assertJson("{'top_k':5,'a':1}", body.get("additionalModelRequestFields"));
        Exchanges.assertJson("{'guardrailIdentifier':'g'}", body.get("guardrailConfig"));
        assertEquals(List.of(), Exchanges.losses(chat, LLAMA));
    }

    @Test
    void aSchemaIsAText() {
        ChatRequest chat = Exchanges.with(Exchanges.HI,
                new ResponseFormat.Schema("answer", Exchanges.object("{'type':'object'}"), Optional.of(true)));
        JsonNode format = Exchanges.body(chat, LLAMA).at("/outputConfig/textFormat");
        assertEquals("json_schema", format.path("type").asText());
        assertEquals("{\"type\":\"object\"}", format.at("/structure/jsonSchema/schema").asText());
        assertEquals("answer", format.at("/structure/jsonSchema/name").asText());
    }

    @Test
    void toolsAndTheChoiceAmongThem() {
        Tools tools = new Tools(List.of(new Tools.Definition("look", "d", Exchanges.object("{'type':'object'}"), Optional.of(true)),
                new Tools.Definition("wait", "", Json.object(), Optional.empty())), new Tools.Choice.Required(), Optional.of(false),
                Optional.of(new modelscan.api.model.Part.CacheMark(Optional.empty())));
        ChatRequest chat = Exchanges.with(Exchanges.HI, tools);
        Exchanges.assertJson("""
                {'tools':[{'toolSpec':{'name':'look','description':'d','inputSchema':{'json':{'type':'object'}},'strict':true}},
                {'toolSpec':{'name':'wait','inputSchema':{'json':{'type':'object'}}}},{'cachePoint':{'type':'default'}}],
                'toolChoice':{'any':{}}}""", Exchanges.body(chat, LLAMA).get("toolConfig"));
        assertEquals(1, Exchanges.losses(chat, LLAMA).size(), "parallel_tool_calls");
        assertFalse(Json.read(Exchanges.order(chat, LLAMA, true, "tools").body()).toString().contains("cachePoint"),
                "a model that is known to keep no prompts gets no marks");
        assertTrue(Json.read(Exchanges.order(chat, LLAMA, true, "tools", "cache").body()).toString().contains("cachePoint"));
    }

    @Test
    void choices() {
        assertFalse(choice(new Tools.Choice.Auto()).path("toolConfig").has("toolChoice"));
        assertFalse(choice(new Tools.Choice.Forbidden()).has("toolConfig"));
        Exchanges.assertJson("{'tool':{'name':'look'}}", choice(new Tools.Choice.Named("look")).at("/toolConfig/toolChoice"));
    }

    private static JsonNode choice(Tools.Choice choice) {
        Tools tools = new Tools(List.of(new Tools.Definition("look", "d", Json.object(), Optional.empty())), choice, Optional.empty());
        return Exchanges.body(Exchanges.with(Exchanges.HI, tools), LLAMA);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            us.anthropic.claude-sonnet-4-5-20250929-v1:0 | low     | -    | {'thinking':{'type':'enabled','budget_tokens':2048}}
            us.anthropic.claude-sonnet-4-5-20250929-v1:0 | xhigh   | -    | {'thinking':{'type':'enabled','budget_tokens':32768}}
            anthropic.claude-3-7-sonnet-20250219-v1:0    | medium  | -    | {'thinking':{'type':'enabled','budget_tokens':8192}}
            anthropic.claude-opus-4-20250514-v1:0        | -       | 5000 | {'thinking':{'type':'enabled','budget_tokens':5000}}
            anthropic.claude-opus-4-20250514-v1:0        | -       | 10   | {'thinking':{'type':'enabled','budget_tokens':1024}}
            anthropic.claude-opus-4-6-v1                 | xhigh   | -    | {'thinking':{'type':'adaptive'},'output_config':{'effort':'xhigh'}}
            global.anthropic.claude-sonnet-5-v1:0        | -       | 5000 | {'thinking':{'type':'adaptive'},'output_config':{'effort':'medium'}}
            us.amazon.nova-2-lite-v1:0                   | max     | -    | {'reasoningConfig':{'type':'enabled','maxReasoningEffort':'high'}}
            openai.gpt-oss-120b-1:0                      | minimal | -    | {'reasoning_effort':'low'}
            openai.gpt-oss-120b-1:0                      | none    | -    | -
            deepseek.r1-v1:0                             | low     | -    | -
            """)
    void thinkingInEachMakersWords(String model, String effort, Integer budget, String fields) {
        Reasoning reasoning = new Reasoning(Optional.ofNullable(effort), Optional.ofNullable(budget));
        ChatRequest chat = Exchanges.with(Exchanges.HI, reasoning);
        JsonNode written = Exchanges.body(chat, model).path("additionalModelRequestFields");
        if (fields == null) {
            assertTrue(written.isMissingNode());
            assertEquals(model.startsWith("deepseek") ? 1 : 0, Exchanges.losses(chat, model).size());
        } else {
            Exchanges.assertJson(fields, written);
        }
    }

    @Test
    void thinkingClaudeTakesNoTemperature() {
        Sampling sampling = new Sampling(Optional.of(0.2), Optional.of(0.5), Optional.of(5), Optional.of(3000), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        ChatRequest chat = Exchanges.with(Exchanges.sampled(Exchanges.HI, sampling), new Reasoning(Optional.of("high"), Optional.empty()));
        JsonNode body = Exchanges.body(chat, Exchanges.CLAUDE);
        Exchanges.assertJson("{'maxTokens':3000}", body.get("inferenceConfig"));
        Exchanges.assertJson("{'thinking':{'type':'enabled','budget_tokens':2999}}", body.get("additionalModelRequestFields"));
        assertEquals(3, Exchanges.losses(chat, Exchanges.CLAUDE).size());
    }

    @Test
    void thinkingThatCannotBeIsALoss() {
        Reasoning high = new Reasoning(Optional.of("high"), Optional.empty());
        Sampling small = new Sampling(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(1000), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        ChatRequest tooSmall = Exchanges.with(Exchanges.sampled(Exchanges.HI, small), high);
        ChatRequest forced = Exchanges.with(Exchanges.with(Exchanges.HI, new Tools(List.of(new Tools.Definition("a", "", Json.object(),
                Optional.empty())), new Tools.Choice.Required(), Optional.empty())), high);
        ChatRequest unsigned = Exchanges.with(Exchanges.chat(List.of(Message.user("x"), Message.of(modelscan.api.model.Role.ASSISTANT,
                List.of(new modelscan.api.model.Part.ToolCall("t", "a", "{}"))), Message.of(modelscan.api.model.Role.TOOL,
                List.of(new modelscan.api.model.Part.ToolResult("t", List.of(), false))))), high);
        for (ChatRequest chat : List.of(tooSmall, forced, unsigned)) {
            assertFalse(Exchanges.body(chat, Exchanges.CLAUDE).has("additionalModelRequestFields"));
            assertTrue(Exchanges.losses(chat, Exchanges.CLAUDE).getFirst().startsWith("reasoning: "));
        }
    }
}
