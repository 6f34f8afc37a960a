package modelscan.test.roundtrip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.wire.anthropic.Anthropic;
import modelscan.wire.bedrock.Bedrock;
import modelscan.wire.cohere.Cohere;
import modelscan.wire.gemini.Gemini;
import modelscan.wire.ollama.Ollama;
import modelscan.wire.openai.OpenAi;
import modelscan.wire.replicate.Replicate;
import modelscan.wire.responses.Responses;

/** The dialects, each with a model of a provider that speaks it and the address clients use. */
enum Tongue {
    OPENAI(new OpenAi(), "gpt-4o", "/v1/chat/completions"),
    RESPONSES(new Responses(), "gpt-5", "/v1/responses"),
    ANTHROPIC(new Anthropic(), "claude-sonnet-4-5", "/v1/messages"),
    GEMINI(new Gemini(), "gemini-2.5-flash", "GenerateContent"),
    OLLAMA(new Ollama(), "qwen3", "/api/chat"),
    COHERE(new Cohere(), "command-a-03-2025", ""),
    BEDROCK(new Bedrock(), "anthropic.claude-sonnet-4-5-20250929-v1:0", ""),
    REPLICATE(new Replicate(), "meta/meta-llama-3-70b-instruct", "");

    static final JsonMapper JSON = new JsonMapper();

    private final Dialect dialect;
    private final String model;
    private final String address;

    Tongue(Dialect dialect, String model, String address) {
        this.dialect = dialect;
        this.model = model;
        this.address = address;
    }

    /** A question without any settings. */
    static ChatRequest plainChat() {
        return ChatRequest.of("m", Message.user("x"));
    }

    /** Those that clients speak. */
    static List<Tongue> clients() {
        return List.of(OPENAI, RESPONSES, ANTHROPIC, GEMINI, OLLAMA);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean spokenByClients() {
        return !address.isEmpty();
    }

    /** What clients say in it: its file of the corpus. */
    List<ObjectNode> corpus() {
        try (InputStream bytes = Tongue.class.getResourceAsStream("/corpus/" + word() + ".json")) {
            List<ObjectNode> all = new ArrayList<>();
            JSON.readTree(bytes).forEach(each -> all.add((ObjectNode) each));
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A client's request, as the front reads it. */
    Inquiry asked(byte[] body) {
        return front(body).read(new Front.Letter(Map.of("model", "m"), Map.of("alt", "sse"),
                Map.of("content-type", "application/json"), body));
    }

    Inquiry asked(JsonNode body) {
        return asked(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    Front.Writer writer(Inquiry inquiry) {
        return front(inquiry.stream()).writer(inquiry);
    }

    private Front front(byte[] body) {
        try {
            return front(JSON.readTree(body).path("stream").asBoolean(true));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // Only Gemini has two addresses.
    private Front front(boolean stream) {
        String end = this == GEMINI ? stream ? ":streamGenerateContent" : ":generateContent" : address;
        return dialect.fronts().stream().filter(front -> front.route().path().endsWith(end)).findFirst().orElseThrow();
    }

    Back back() {
        return dialect.back(Operation.CHAT).orElseThrow();
    }

    /** An exchange with a provider that speaks it. */
    Exchange exchange(Inquiry inquiry) {
        return Exchange.of("round-trip", inquiry).to(new Candidate("provider", new Model(model, Set.of(Operation.CHAT),
                Optional.of(200_000), Optional.of(64_000), Set.of("text", "vision", "tools", "reasoning", "cache"),
                Optional.empty(), Optional.empty(), Optional.empty())), 1);
    }
}
