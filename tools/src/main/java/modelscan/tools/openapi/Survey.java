package modelscan.tools.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Operation;

/** Which endpoint of a document seems to serve which operation. */
record Survey(Map<Operation, List<Endpoint>> found) {

    static Survey of(Document document) {
        Map<Operation, List<Endpoint>> found = new EnumMap<>(Operation.class);
        for (Endpoint endpoint : document.endpoints()) {
            if (endpoint.method().equals("POST") || endpoint.method().equals("GET") && endpoint.request().isEmpty()) {
                operation(endpoint).ifPresent(operation -> found.computeIfAbsent(operation, _ -> new ArrayList<>()).add(endpoint));
            }
        }
        found.values().forEach(list -> list.sort(Comparator.comparing(Survey::strangeness)
                .thenComparing(endpoint -> endpoint.path().length())));
        return new Survey(found);
    }

    Optional<Endpoint> best(Operation operation) {
        return found.getOrDefault(operation, List.of()).stream().findFirst();
    }

    /** Those that were not taken. */
    List<Endpoint> others(Operation operation) {
        List<Endpoint> all = found.getOrDefault(operation, List.of());
        return all.isEmpty() ? all : all.subList(1, all.size());
    }

    // What a dialect of ours speaks is taken before what needs a form.
    private static int strangeness(Endpoint endpoint) {
        boolean known = Tongue.of(endpoint).isPresent();
        for (Operation operation : Operation.values()) {
            known |= Tongue.OPENAI.fits(operation, endpoint);
        }
        return known ? 0 : 1;
    }

    private static Optional<Operation> operation(Endpoint endpoint) {
        String path = endpoint.lower();
        if (endpoint.method().equals("GET")) {
            boolean asked = endpoint.parameters().stream().anyMatch(one -> List.of("q", "query").contains(one.path("name").asText()));
            return path.endsWith("/search") && asked ? Optional.of(Operation.SEARCH) : Optional.empty();
        }
        if (any(path, "batch", "count", "tokenize", "fine", "cancel", "file_search", "/jobs/{")) {
            return Optional.empty();
        }
        Shape asks = endpoint.asks();
        if (asks.has("messages") || asks.has("contents") && path.contains(":generatecontent")
                || path.endsWith("/responses") && asks.has("input")) {
            return path.contains("stream") && !path.contains("chat") ? Optional.empty() : Optional.of(Operation.CHAT);
        }
        return other(path, asks, endpoint.answer().map(Endpoint.Content::type).orElse(""));
    }

    private static Optional<Operation> other(String path, Shape asks, String answered) {
        boolean words = asks.has("text") || asks.has("input") || asks.has("prompt");
        if (path.contains("embed")) {
            return Optional.of(Operation.EMBEDDING);
        }
        if (path.contains("rerank") || asks.has("query", "documents")) {
            return Optional.of(Operation.RERANK);
        }
        if (path.contains("moderation")) {
            return Optional.of(Operation.MODERATION);
        }
        if (any(path, "transcri", "speech-to-text", "/stt", "/listen", "/asr")) {
            return Optional.of(Operation.TRANSCRIPTION);
        }
        if ((any(path, "speech", "tts", "synthes") || answered.startsWith("audio/")) && words) {
            return Optional.of(Operation.SPEECH);
        }
        if (any(path, "video", "movie") && asks.has("prompt")) {
            return Optional.of(Operation.VIDEO);
        }
        if ((path.contains("image") || answered.startsWith("image/")) && asks.has("prompt") && !any(path, "edit", "variation")) {
            return Optional.of(Operation.IMAGE);
        }
        return path.endsWith("/search") && (asks.has("query") || asks.has("q")) ? Optional.of(Operation.SEARCH) : Optional.empty();
    }

    private static boolean any(String text, String... parts) {
        return List.of(parts).stream().anyMatch(text::contains);
    }
}
