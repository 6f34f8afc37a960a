package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import modelscan.api.model.Operation;

/** Where an answer has what, told by the names of its members. */
record AnswerGuess(Operation operation, Endpoint endpoint) {
    private static final int DEEPEST = 5;
    private static final List<String> LINKS = List.of("url", "image_url", "audio_url", "video_url", "output_url", "file_url",
            "download_url", "uri", "link", "image", "images", "audio", "video", "output", "sample", "result");
    private static final List<String> BYTES = List.of("b64_json", "base64", "b64", "image_base64", "audio_base64", "audio_content",
            "audiocontent", "data");
    private static final List<String> HEARD = List.of("text", "transcript", "transcription");
    private static final List<String> TOKENS = List.of("prompt_tokens", "input_tokens", "total_tokens");
    private static final List<String> SCORES = List.of("relevance_score", "score");

    /** A place in an answer. */
    private record Place(String path, String name, JsonNode schema, int depth) {
    }

    /** The value of the word {@code answer}; empty if nothing in it looks like one. */
    Optional<ObjectNode> answer() {
        Optional<Endpoint.Content> content = endpoint.answer();
        if (content.isPresent() && !content.get().json()) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            boolean media = List.of(Operation.IMAGE, Operation.VIDEO, Operation.SPEECH).contains(operation);
            if (media) {
                answer.putObject("media").put("body", true);
            }
            return media ? Optional.of(answer) : Optional.empty();
        }
        return switch (operation) {
            case IMAGE, VIDEO, SPEECH -> media();
            case TRANSCRIPTION -> find((name, schema) -> HEARD.contains(name) && Shape.type(schema).equals("string"))
                    .map(place -> JsonNodeFactory.instance.objectNode().put("text", place.path()));
            case EMBEDDING -> vectors();
            case RERANK -> items("ranks", "index", SCORES, "score");
            case SEARCH -> items("hits", "title", List.of("url", "link"), "url").map(this::snippet);
            case MODERATION -> items("verdicts", "flagged", List.of("categories"), "categories");
            case CHAT, REALTIME -> Optional.empty();
        };
    }

    /** Where it says how many tokens went in. */
    Optional<String> tokens() {
        return find((name, schema) -> TOKENS.contains(name) && Shape.type(schema).equals("integer")).map(Place::path)
                .filter(path -> !path.contains("[]"));
    }

    private Optional<ObjectNode> media() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode media = answer.putObject("media");
        find((name, schema) -> LINKS.contains(name) && linked(schema)).ifPresent(place -> media.put("url", place.path()));
        find((name, schema) -> BYTES.contains(name) && Shape.type(schema).equals("string"))
                .ifPresent(place -> media.put("base64", place.path()));
        return media.isEmpty() ? Optional.empty() : Optional.of(answer);
    }

    private static boolean linked(JsonNode schema) {
        return Shape.type(schema).equals("string") && !schema.path("format").asText().startsWith("b")
                && !schema.has("enum");
    }

    private Optional<ObjectNode> vectors() {
        Optional<Place> vector = find((name, schema) -> List.of("embedding", "vector", "values", "embeddings", "vectors")
                .contains(name) && numbers(schema));
        return vector.map(place -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            // The numbers themselves are a list, too.
            String path = place.path().endsWith("[]") ? place.path().substring(0, place.path().length() - 2) : place.path();
            int list = path.lastIndexOf("[]");
            ObjectNode vectors = answer.putObject("vectors").put("items", list < 0 ? path : path.substring(0, list));
            String at = list < 0 ? "" : path.substring(list + 2).replaceFirst("^\\.", "");
            if (!at.isEmpty()) {
                vectors.put("at", at);
            }
            return answer;
        });
    }

    // One list of numbers, or a list of those: find() goes into lists of texts and numbers by itself.
    private boolean numbers(JsonNode schema) {
        return Shape.type(schema).equals("number");
    }

    private Optional<ObjectNode> items(String kind, String first, List<String> seconds, String word) {
        for (String second : seconds) {
            Optional<Place> place = find((name, _) -> name.equals(second));
            if (place.isPresent() && place.get().path().contains("[]")) {
                String path = place.get().path();
                int list = path.indexOf("[]");
                ObjectNode answer = JsonNodeFactory.instance.objectNode();
                answer.putObject(kind).put("items", path.substring(0, list)).put(first, first)
                        .put(word, path.substring(list + 2).replaceFirst("^\\.", ""));
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private ObjectNode snippet(ObjectNode answer) {
        find((name, _) -> List.of("snippet", "description", "content", "text").contains(name)).ifPresent(place ->
                ((ObjectNode) answer.path("hits")).put("snippet", place.name()));
        find((name, _) -> List.of("title", "name").contains(name)).ifPresent(place ->
                ((ObjectNode) answer.path("hits")).put("title", place.name()));
        return answer;
    }

    /** The first member of that kind, those further up before those further down. */
    private Optional<Place> find(BiPredicate<String, JsonNode> wanted) {
        Deque<Place> open = new ArrayDeque<>();
        endpoint.answer().ifPresent(content -> open.add(new Place("", "", Shape.plain(endpoint.document(), content.schema()), 0)));
        while (!open.isEmpty()) {
            Place place = open.removeFirst();
            if (wanted.test(place.name(), place.schema())) {
                return Optional.of(place);
            }
            if (place.depth() > DEEPEST) {
                continue;
            }
            if (Shape.type(place.schema()).equals("array")) {
                JsonNode item = Shape.plain(endpoint.document(), place.schema().path("items"));
                open.add(new Place(place.path() + "[]", place.name(), item, place.depth() + 1));
            }
            Shape.of(endpoint.document(), place.schema()).members().forEach((name, schema) -> open.add(new Place(
                    place.path().isEmpty() ? name : place.path() + "." + name, name, schema, place.depth() + 1)));
        }
        return Optional.empty();
    }
}
