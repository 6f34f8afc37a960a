package modelscan.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** A provider that speaks like a known one, at another address. */
record Likeness(ObjectNode known) {
    // Prices, plans and models are the other one's own.
    private static final List<String> KEPT = List.of("mode", "dialect", "auth", "headers", "serves", "paths", "quirks", "limits",
            "listing", "modes", "calls", "command", "tokens");

    Sketch sketch(String id, String name, String url) throws IOException {
        Sketch sketch = new Sketch(id);
        ObjectNode descriptor = sketch.descriptor().put("name", name);
        String like = known.path("id").asText();
        KEPT.forEach(word -> {
            if (known.has(word)) {
                descriptor.set(word, known.get(word).deepCopy());
            }
            if (word.equals("dialect") && !url.isEmpty()) {
                descriptor.put("url", url);
            }
        });
        boolean headless = known.path("mode").asText().equals("headless");
        if (headless == !url.isEmpty()) {
            throw new IOException(headless ? like + " is a command-line tool: it has no --url" : "say where it is with --url");
        }
        if (!headless) {
            place(sketch, url);
        }
        if (!descriptor.path("auth").asText("").equals("none") && !headless) {
            descriptor.put("key", "$[secret:" + id + "]");
        }
        descriptor.put("open", true).putArray("models");
        for (String word : List.of("quirks", "modes", "limits", "headers")) {
            if (descriptor.has(word)) {
                sketch.guess("'" + word + "' are those of " + like);
            }
        }
        for (JsonNode word : descriptor.path("serves")) {
            sketch.guess("it serves " + word.asText() + " as " + like + " does");
        }
        sketch.leave("models: their ids, context, prices, and where you have them from");
        return sketch;
    }

    private static void place(Sketch sketch, String url) {
        if (Sketch.here(url) && !sketch.descriptor().path("mode").asText().equals("local")) {
            sketch.descriptor().put("mode", "local");
            sketch.guess("it is a local engine, as its address is on this machine");
        }
    }
}
