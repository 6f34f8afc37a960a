package modelscan.bench.jmh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Frame;
import modelscan.wire.anthropic.Anthropic;
import modelscan.wire.bedrock.Bedrock;
import modelscan.wire.cohere.Cohere;
import modelscan.wire.gemini.Gemini;
import modelscan.wire.ollama.Ollama;
import modelscan.wire.openai.OpenAi;
import modelscan.wire.replicate.Replicate;
import modelscan.wire.responses.Responses;

/** Every dialect with a stream of words as its providers send it, in single quotes for readability. */
public enum Dialects {
    OPENAI(new OpenAi(), "{'id':'x','choices':[{'index':0,'delta':{'role':'assistant','content':''}}]}",
            "{'id':'x','object':'chat.completion.chunk','created':1,'model':'m','choices':[{'index':0,'delta':"
                    + "{'content':'word '},'finish_reason':null}]}",
            "{'id':'x','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}", "[DONE]"),
    RESPONSES(new Responses(), "response.created {'type':'response.created','response':{'id':'x','model':'m',"
                    + "'status':'in_progress'}}",
            "response.output_text.delta {'type':'response.output_text.delta','item_id':'i','output_index':0,'content_index':0,"
                    + "'sequence_number':4,'delta':'word '}",
            "response.completed {'type':'response.completed','response':{'id':'x','model':'m','status':'completed',"
                    + "'output':[],'usage':{'input_tokens':9,'output_tokens':50,'total_tokens':59}}}"),
    ANTHROPIC(new Anthropic(), "message_start {'type':'message_start','message':{'id':'x','model':'m','role':'assistant',"
                    + "'content':[],'usage':{'input_tokens':9,'output_tokens':1}}}",
            "content_block_delta {'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'word '}}",
            "message_delta {'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':50}}",
            "message_stop {'type':'message_stop'}"),
    GEMINI(new Gemini(), "{'responseId':'x','modelVersion':'m','candidates':[{'index':0,'content':{'role':'model',"
                    + "'parts':[{'text':'w'}]}}]}",
            "{'responseId':'x','modelVersion':'m','candidates':[{'index':0,'content':{'role':'model',"
                    + "'parts':[{'text':'word '}]}}],'usageMetadata':{'promptTokenCount':9}}",
            "{'responseId':'x','candidates':[{'index':0,'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':9,"
                    + "'candidatesTokenCount':50}}"),
    OLLAMA(new Ollama(), "{'model':'m','created_at':'2026-11-21T00:00:00Z','message':{'role':'assistant','content':'w'},"
                    + "'done':false}",
            "{'model':'m','created_at':'2026-11-21T00:00:00Z','message':{'role':'assistant','content':'word '},'done':false}",
            "{'model':'m','message':{'role':'assistant','content':''},'done':true,'done_reason':'stop','prompt_eval_count':9,"
                    + "'eval_count':50}"),
    COHERE(new Cohere(), "message-start {'type':'message-start','id':'x','delta':{'message':{'role':'assistant'}}}",
            "content-delta {'type':'content-delta','index':0,'delta':{'message':{'content':{'text':'word '}}}}",
            "message-end {'type':'message-end','delta':{'finish_reason':'COMPLETE','usage':{'tokens':{'input_tokens':9,"
                    + "'output_tokens':50}}}}"),
    BEDROCK(new Bedrock(), "messageStart {'role':'assistant'}",
            "contentBlockDelta {'contentBlockIndex':0,'delta':{'text':'word '},'p':'abcdefgh'}",
            "messageStop {'stopReason':'end_turn'}", "metadata {'usage':{'inputTokens':9,'outputTokens':50,'totalTokens':59}}"),
    /** It has no stream: all words come in one answer. */
    REPLICATE(new Replicate(), "{'id':'x','status':'succeeded','output':[" + "'word ',".repeat(50) + "''],"
            + "'metrics':{'input_token_count':9,'output_token_count':50}}");

    /** How often the word comes. */
    static final int STEPS = 50;

    private final Dialect dialect;
    private final String[] frames;

    Dialects(Dialect dialect, String... frames) {
        this.dialect = dialect;
        this.frames = frames;
    }

    Dialect dialect() {
        return dialect;
    }

    /** One stream: the beginning, the words, the end. */
    List<Frame> stream() {
        if (frames.length == 1) {
            return List.of(Frame.whole(frame(frames[0]).data()));
        }
        List<Frame> stream = new ArrayList<>();
        stream.add(frame(frames[0]));
        for (int step = 0; step < STEPS; step++) {
            stream.add(frame(frames[1]));
        }
        for (int at = 2; at < frames.length; at++) {
            stream.add(frame(frames[at]));
        }
        return stream;
    }

    private static Frame frame(String text) {
        int blank = text.indexOf(' ');
        boolean named = blank > 0 && Character.isLetter(text.charAt(0));
        String data = (named ? text.substring(blank + 1) : text).replace('\'', '"');
        return new Frame(named ? text.substring(0, blank) : "", data.getBytes(StandardCharsets.UTF_8), false);
    }
}
