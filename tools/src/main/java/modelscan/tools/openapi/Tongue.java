package modelscan.tools.openapi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Operation;

/** A dialect as it shows itself in a document: by paths and by what is asked. */
enum Tongue {
    OPENAI(Map.of(Operation.CHAT, "/chat/completions", Operation.EMBEDDING, "/embeddings", Operation.IMAGE, "/images/generations",
            Operation.SPEECH, "/audio/speech", Operation.TRANSCRIPTION, "/audio/transcriptions", Operation.MODERATION,
            "/moderations", Operation.RERANK, "/rerank")),
    RESPONSES(Map.of(Operation.CHAT, "/responses")),
    ANTHROPIC(Map.of(Operation.CHAT, "/messages")),
    GEMINI(Map.of(Operation.CHAT, "/models/{model}:generateContent")),
    OLLAMA(Map.of(Operation.CHAT, "/api/chat", Operation.EMBEDDING, "/api/embed")),
    COHERE(Map.of(Operation.CHAT, "/v2/chat", Operation.EMBEDDING, "/v2/embed", Operation.RERANK, "/v2/rerank"));

    private final Map<Operation, String> paths;

    Tongue(Map<Operation, String> paths) {
        this.paths = paths;
    }

    String dialect() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The path of an operation below the provider's address. */
    Optional<String> path(Operation operation) {
        return Optional.ofNullable(paths.get(operation));
    }

    /** The dialect of a conversation; empty if it is none of ours. */
    static Optional<Tongue> of(Endpoint chat) {
        Shape asks = chat.asks();
        Shape tells = chat.tells();
        String path = chat.lower();
        if (asks.has("contents") && path.contains(":generatecontent")) {
            return Optional.of(GEMINI);
        }
        if (path.endsWith("/responses") && asks.has("input")) {
            return Optional.of(RESPONSES);
        }
        if (!asks.has("messages")) {
            return Optional.empty();
        }
        if (path.endsWith("/api/chat")) {
            return Optional.of(OLLAMA);
        }
        if (path.endsWith("/messages") && asks.has("max_tokens")) {
            return Optional.of(ANTHROPIC);
        }
        if (path.endsWith("/chat/completions") || tells.has("choices")) {
            return Optional.of(OPENAI);
        }
        return tells.has("message", "finish_reason") || path.endsWith("/v2/chat") ? Optional.of(COHERE) : Optional.empty();
    }

    /** Whether an endpoint takes what the dialect sends for an operation. */
    boolean fits(Operation operation, Endpoint endpoint) {
        Shape asks = endpoint.asks();
        Optional<String> path = path(operation);
        boolean there = path.isPresent() && endpoint.lower().endsWith(path.get().toLowerCase(Locale.ROOT));
        return there && (this != OPENAI || switch (operation) {
            case CHAT -> asks.has("messages");
            case EMBEDDING, MODERATION -> asks.has("input");
            case IMAGE -> asks.has("prompt");
            case SPEECH -> asks.has("input", "voice");
            case TRANSCRIPTION -> asks.has("file");
            case RERANK -> asks.has("query", "documents");
            case VIDEO, SEARCH, REALTIME -> false;
        });
    }
}
