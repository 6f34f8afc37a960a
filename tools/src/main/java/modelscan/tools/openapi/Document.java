package modelscan.tools.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * An OpenAPI 3 document, whose references within itself are followed.
 *
 * @param root all of it
 * @param origin where it was fetched from; empty if it was a file
 */
public record Document(JsonNode root, Optional<URI> origin) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LARGEST = 32 << 20;
    private static final int MOST_REFERENCES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /**
     * Reads a file, or fetches an address; JSON or YAML.
     *
     * @throws IOException if it is not there, or is no OpenAPI 3 document
     */
    public static Document read(String place) throws IOException {
        boolean remote = place.startsWith("http://") || place.startsWith("https://");
        byte[] bytes = remote ? fetched(place) : file(Path.of(place));
        JsonNode root = parsed(new String(bytes, StandardCharsets.UTF_8), place);
        if (root.has("swagger")) {
            throw new IOException(place + " is Swagger 2; convert it to OpenAPI 3 first");
        }
        if (!root.path("openapi").asText().startsWith("3.") || !root.path("paths").isObject()) {
            throw new IOException(place + " is no OpenAPI 3 document: it needs 'openapi: 3.…' and 'paths'");
        }
        return new Document(root, remote ? Optional.of(URI.create(place)) : Optional.empty());
    }

    private static byte[] file(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than " + LARGEST + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static byte[] fetched(String address) throws IOException {
        try (HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<InputStream> answer = client.send(HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(address + " answered with status " + answer.statusCode());
                }
                byte[] bytes = body.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw new IOException(address + " is larger than " + LARGEST + " bytes");
                }
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IOException(address + " is no address", malformed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static JsonNode parsed(String text, String place) throws IOException {
        try {
            if (text.stripLeading().startsWith("{")) {
                return MAPPER.readTree(text);
            }
            return YamlTree.of(text, LARGEST);
        } catch (YamlEngineException | IllegalArgumentException | IOException malformed) {
            String first = String.valueOf(malformed.getMessage()).lines().findFirst().orElse("");
            throw new IOException(place + " is neither JSON nor YAML: " + first, malformed);
        }
    }

    /** The node that is meant, which may be elsewhere in the document. */
    JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        for (int steps = 0; at.path("$ref").isTextual() && steps < MOST_REFERENCES; steps++) {
            String reference = at.path("$ref").asText();
            if (!reference.startsWith("#/")) {
                return MAPPER.missingNode();
            }
            at = root.at(JsonPointer.compile(URLDecoder.decode(reference.substring(1), StandardCharsets.UTF_8)));
        }
        return at;
    }

    /** All that can be called. */
    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        root.path("paths").properties().forEach(path -> {
            JsonNode item = resolved(path.getValue());
            item.properties().forEach(member -> {
                if (METHODS.contains(member.getKey()) && member.getValue() instanceof ObjectNode operation
                        && !operation.path("deprecated").asBoolean()) {
                    endpoints.add(new Endpoint(this, member.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation,
                            item.path("parameters")));
                }
            });
        });
        return endpoints;
    }

    /** The address of the API, without a slash at the end; empty if the document does not say. */
    Optional<String> server() {
        JsonNode server = root.path("servers").path(0);
        String url = server.path("url").asText("");
        for (var variable : server.path("variables").properties()) {
            url = url.replace("{" + variable.getKey() + "}", variable.getValue().path("default").asText());
        }
        if (!url.isEmpty() && origin.isPresent() && !url.contains("://")) {
            url = origin.get().resolve(url).toString();
        }
        return url.contains("://") ? Optional.of(url.replaceAll("/+$", "")) : Optional.empty();
    }
}
