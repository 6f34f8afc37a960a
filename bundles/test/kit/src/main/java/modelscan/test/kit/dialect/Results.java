package modelscan.test.kit.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import modelscan.api.model.Operation;
import modelscan.test.kit.ScriptedAnswer;

/** Answers of operations other than conversation, in the words of a dialect. */
final class Results {
    private static final String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private Results() {
    }

    static Optional<ScriptedAnswer> of(DialectFake dialect, Operation operation) {
        return switch (dialect) {
            case OPENAI -> openai(operation);
            case COHERE -> switch (operation) {
                case EMBEDDING -> json("{'id':'e1','embeddings':{'float':[[0.5,0.25],[0.5,0.25]]},'texts':[],"
                        + "'meta':{'billed_units':{'input_tokens':4}}}");
                case RERANK -> json("{'id':'r1','results':[{'index':1,'relevance_score':0.75},{'index':0,'relevance_score':0.25}],"
                        + "'meta':{'billed_units':{'search_units':1}}}");
                default -> Optional.empty();
            };
            case GEMINI -> operation == Operation.EMBEDDING
                    ? json("{'embeddings':[{'values':[0.5,0.25]},{'values':[0.5,0.25]}]}") : Optional.empty();
            case OLLAMA -> operation == Operation.EMBEDDING
                    ? json("{'model':'scripted','embeddings':[[0.5,0.25],[0.5,0.25]],'prompt_eval_count':4}") : Optional.empty();
            case REPLICATE -> operation == Operation.IMAGE
                    ? json("{'id':'p1','status':'succeeded','output':['data:image/png;base64," + PIXEL + "'],'error':null}")
                    : Optional.empty();
            case RESPONSES, ANTHROPIC, BEDROCK -> Optional.empty();
        };
    }

    private static Optional<ScriptedAnswer> openai(Operation operation) {
        return switch (operation) {
            case EMBEDDING -> json("{'object':'list','model':'scripted','data':[{'object':'embedding','index':0,'embedding':[0.5,0.25]},"
                    + "{'object':'embedding','index':1,'embedding':[0.5,0.25]}],'usage':{'prompt_tokens':4,'total_tokens':4}}");
            case IMAGE -> json("{'created':1700000000,'data':[{'b64_json':'" + PIXEL + "'}]}");
            case SPEECH -> Optional.of(ScriptedAnswer.whole(200, "audio/mpeg", "ID3 scripted".getBytes(StandardCharsets.US_ASCII)));
            case TRANSCRIPTION -> json("{'text':'scripted words'}");
            case MODERATION -> json("{'id':'m1','model':'scripted','results':[{'flagged':true,'categories':{'violence':true,"
                    + "'hate':false},'category_scores':{'violence':0.9,'hate':0.1}}]}");
            case RERANK -> json("{'id':'r1','results':[{'index':1,'relevance_score':0.75},{'index':0,'relevance_score':0.25}]}");
            case CHAT, VIDEO, SEARCH, REALTIME -> Optional.empty();
        };
    }

    private static Optional<ScriptedAnswer> json(String body) {
        return Optional.of(ScriptedAnswer.json(200, body.replace('\'', '"')));
    }
}
