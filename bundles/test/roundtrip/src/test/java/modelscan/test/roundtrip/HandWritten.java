package modelscan.test.roundtrip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import modelscan.api.gateway.Frame;

/** Answers of providers whose protocol no client speaks, in single quotes for readability. */
final class HandWritten {
    private static final String COHERE_USAGE = "'usage':{'tokens':{'input_tokens':110,'output_tokens':55},'cached_tokens':30}";
    private static final String BEDROCK_USAGE = "'usage':{'inputTokens':60,'outputTokens':55,'totalTokens':165,"
            + "'cacheReadInputTokens':30,'cacheWriteInputTokens':20}";

    private HandWritten() {
    }

    static List<List<Frame>> of(Tongue provider, boolean stream) {
        return switch (provider) {
            case COHERE -> stream ? List.of(cohereTalk(), cohereCalls()) : List.of(whole("{'id':'id-one','message':"
                    + "{'role':'assistant',"
                    + "'content':[{'type':'thinking','thinking':'let me see'},{'type':'text','text':'Hello there'}],"
                    + "'citations':[{'sources':[{'type':'document','document':{'title':'title-one',"
                    + "'url':'https://sources.example/one','snippet':'quote-one'}}]}]},"
                    + "'finish_reason':'MAX_TOKENS'," + COHERE_USAGE + "}"),
                    whole("{'id':'id-one','message':{'role':'assistant','tool_plan':'I plan','tool_calls':["
                    + "{'id':'call_1','type':'function','function':{'name':'look','arguments':'{\\'a\\':1}'}},"
                    + "{'id':'call_2','type':'function','function':{'name':'wait','arguments':'{}'}}]},"
                    + "'finish_reason':'TOOL_CALL'," + COHERE_USAGE + "}"));
            case BEDROCK -> stream ? List.of(bedrockTalk(), bedrockCalls()) : List.of(whole("{'output':{'message':"
                    + "{'role':'assistant','content':["
                    + "{'reasoningContent':{'reasoningText':{'text':'let me see','signature':'c2VhbA=='}}},"
                    + "{'text':'Hello there'},"
                    + "{'toolUse':{'toolUseId':'call_1','name':'look','input':{'a':1}}}]}},"
                    + "'stopReason':'tool_use'," + BEDROCK_USAGE + "}"));
            case REPLICATE -> List.of(whole("{'id':'id-one','status':'succeeded','output':['Hello ','there'],"
                    + "'metrics':{'input_token_count':110,'output_token_count':55}}"));
            case OPENAI, RESPONSES, ANTHROPIC, GEMINI, OLLAMA -> List.of();
        };
    }

    private static List<Frame> cohereTalk() {
        return frames("message-start {'type':'message-start','id':'id-one','delta':{'message':{'role':'assistant'}}}",
                "content-delta {'type':'content-delta','index':0,'delta':{'message':{'content':{'thinking':'let me see'}}}}",
                "content-delta {'type':'content-delta','index':1,'delta':{'message':{'content':{'text':'Hello '}}}}",
                "content-delta {'type':'content-delta','index':1,'delta':{'message':{'content':{'text':'there'}}}}",
                "citation-start {'type':'citation-start','index':0,'delta':{'message':{'citations':"
                    + "{'sources':[{'type':'document',"
                        + "'document':{'title':'title-one','url':'https://sources.example/one','snippet':'quote-one'}}]}}}}",
                "message-end {'type':'message-end','delta':{'finish_reason':'COMPLETE'," + COHERE_USAGE + "}}");
    }

    private static List<Frame> cohereCalls() {
        return frames("message-start {'type':'message-start','id':'id-one','delta':{}}",
                "tool-plan-delta {'type':'tool-plan-delta','delta':{'message':{'tool_plan':'I plan'}}}",
                "tool-call-start {'type':'tool-call-start','index':0,'delta':{'message':{'tool_calls':{'id':'call_1',"
                    + "'type':'function','function':{'name':'look','arguments':''}}}}}",
                "tool-call-delta {'type':'tool-call-delta','index':0,'delta':{'message':{'tool_calls':{'function':"
                    + "{'arguments':'{\\'a\\':1}'}}}}}",
                "tool-call-end {'type':'tool-call-end','index':0}",
                "tool-call-start {'type':'tool-call-start','index':1,'delta':{'message':{'tool_calls':{'id':'call_2',"
                    + "'type':'function','function':{'name':'wait','arguments':''}}}}}",
                "tool-call-end {'type':'tool-call-end','index':1}",
                "message-end {'type':'message-end','delta':{'finish_reason':'TOOL_CALL'," + COHERE_USAGE + "}}");
    }

    private static List<Frame> bedrockTalk() {
        return frames("messageStart {'role':'assistant'}",
                "contentBlockDelta {'contentBlockIndex':0,'delta':{'reasoningContent':{'text':'let me see'}}}",
                "contentBlockDelta {'contentBlockIndex':0,'delta':{'reasoningContent':{'signature':'c2VhbA=='}}}",
                "contentBlockStop {'contentBlockIndex':0}",
                "contentBlockDelta {'contentBlockIndex':1,'delta':{'text':'Hello there'}}",
                "contentBlockDelta {'contentBlockIndex':1,'delta':{'citation':{'title':'title-one',"
                    + "'sourceContent':[{'text':'quote-one'}],"
                        + "'location':{'web':{'url':'https://sources.example/one'}}}}}",
                "contentBlockStop {'contentBlockIndex':1}", "messageStop {'stopReason':'max_tokens'}",
                "metadata {" + BEDROCK_USAGE + "}");
    }

    private static List<Frame> bedrockCalls() {
        return frames("messageStart {'role':'assistant'}",
                "contentBlockStart {'contentBlockIndex':0,'start':{'toolUse':{'toolUseId':'call_1','name':'look'}}}",
                "contentBlockDelta {'contentBlockIndex':0,'delta':{'toolUse':{'input':'{\\'a\\':1}'}}}",
                "contentBlockStop {'contentBlockIndex':0}",
                "contentBlockStart {'contentBlockIndex':1,'start':{'toolUse':{'toolUseId':'call_2','name':'wait'}}}",
                "contentBlockDelta {'contentBlockIndex':1,'delta':{'toolUse':{'input':'{}'}}}",
                "contentBlockStop {'contentBlockIndex':1}", "messageStop {'stopReason':'tool_use'}",
                "metadata {" + BEDROCK_USAGE + "}");
    }

    private static List<Frame> whole(String json) {
        return List.of(Frame.whole(bytes(json)));
    }

    private static List<Frame> frames(String... steps) {
        return Arrays.stream(steps).map(step -> new Frame(step.substring(0, step.indexOf(' ')),
                bytes(step.substring(step.indexOf(' ') + 1)), false)).toList();
    }

    // A quote that is escaped stays one inside of a text.
    private static byte[] bytes(String json) {
        return json.replace("\\'", "\u0001").replace('\'', '"').replace("\u0001", "\\\"").getBytes(StandardCharsets.UTF_8);
    }
}
