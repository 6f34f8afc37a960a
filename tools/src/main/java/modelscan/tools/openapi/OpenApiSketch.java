package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Operation;
import modelscan.tools.Sketch;

/** A first descriptor from an OpenAPI document; what is guessed is told. */
public final class OpenApiSketch {
    private final Document document;
    private final Sketch sketch;
    private final Map<Operation, Endpoint> chosen = new EnumMap<>(Operation.class);
    private Optional<Tongue> tongue = Optional.empty();
    private String base = "";

    private OpenApiSketch(Document document, Sketch sketch) {
        this.document = document;
        this.sketch = sketch;
    }

    /**
     * The descriptor of the provider.
     *
     * @param url its address; empty if the document's is meant
     * @throws IOException if nothing in the document is known, or there is no address
     */
    public static Sketch of(Document document, String id, String url) throws IOException {
        OpenApiSketch writing = new OpenApiSketch(document, new Sketch(id));
        writing.choose();
        writing.head(id, url);
        writing.operations();
        writing.models();
        return writing.sketch;
    }

    private void choose() throws IOException {
        Survey survey = Survey.of(document);
        for (Operation operation : Operation.values()) {
            survey.best(operation).ifPresent(best -> chosen.put(operation, best));
            survey.others(operation).forEach(other ->
                    sketch.guess(operation.word() + " is " + chosen.get(operation) + ", not " + other));
        }
        Optional<Endpoint> chat = Optional.ofNullable(chosen.get(Operation.CHAT));
        tongue = chat.flatMap(Tongue::of);
        if (chat.isPresent() && tongue.isEmpty()) {
            chosen.remove(Operation.CHAT);
            sketch.leave("chat: " + chat.get() + " looks like conversation, but no dialect fits; it needs a dialect of its own");
        }
        if (chat.isEmpty() && chosen.entrySet().stream().anyMatch(one -> Tongue.OPENAI.fits(one.getKey(), one.getValue()))) {
            tongue = Optional.of(Tongue.OPENAI);
        }
        if (chosen.isEmpty()) {
            throw new IOException("no path in the document looks like chat, embeddings, images, speech, transcription, video, "
                    + "rerank, moderation or search");
        }
    }

    private void head(String id, String url) throws IOException {
        base = base();
        String server = url.isEmpty() ? document.server().orElseThrow(() ->
                new IOException("the document names no server; say where the provider is with --url")) : url;
        // With --url the author says the whole address.
        String address = url.isEmpty() || !url.endsWith(base) ? server + base : url;
        ObjectNode descriptor = sketch.descriptor().put("name", document.root().path("info").path("title").asText(id));
        tongue.ifPresent(known -> descriptor.put("dialect", known.dialect()));
        descriptor.put("url", address);
        if (Sketch.here(address)) {
            descriptor.put("mode", "local");
        }
        JsonNode auth = new AccessGuess(document, sketch).auth();
        descriptor.set("auth", auth);
        if (!auth.asText().equals("none")) {
            descriptor.put("key", "$[secret:" + id + "]");
        }
        descriptor.putArray("serves");
    }

    // What all paths begin with belongs to the address, so that the dialect's own paths fit.
    private String base() {
        for (Map.Entry<Operation, Endpoint> one : chosen.entrySet()) {
            Optional<String> own = tongue.flatMap(known -> known.path(one.getKey()));
            int end = own.map(path -> one.getValue().path().toLowerCase(Locale.ROOT).lastIndexOf(stem(path))).orElse(-1);
            String prefix = end > 0 ? one.getValue().path().substring(0, end) : "";
            if (end >= 0 && !prefix.contains("{") && chosen.values().stream().allMatch(any -> any.path().startsWith(prefix + "/"))) {
                return prefix;
            }
        }
        return "";
    }

    private static String stem(String path) {
        int parameter = path.indexOf('{');
        return (parameter < 0 ? path : path.substring(0, parameter)).toLowerCase(Locale.ROOT);
    }

    private void operations() {
        chosen.forEach((operation, endpoint) -> {
            boolean spoken = tongue.isPresent() && (operation == Operation.CHAT || tongue.get().fits(operation, endpoint));
            if (spoken) {
                serve(operation);
                path(operation, endpoint);
            } else {
                form(operation, endpoint);
            }
        });
        if (sketch.descriptor().path("calls").isEmpty()) {
            sketch.descriptor().remove("calls");
        }
        listing();
    }

    private void path(Operation operation, Endpoint endpoint) {
        String path = endpoint.path().substring(base.length());
        boolean usual = tongue.flatMap(known -> known.path(operation)).filter(own -> own.equals(path)).isPresent();
        // Gemini's paths name the model in many ways, which the dialect does by itself.
        if (!usual && tongue.get() != Tongue.GEMINI) {
            sketch.descriptor().withObject("/paths").put(operation.word(), path);
        }
    }

    private void form(Operation operation, Endpoint endpoint) {
        Optional<JobGuess.Course> job = operation == Operation.EMBEDDING || operation == Operation.RERANK ? Optional.empty()
                : new JobGuess(endpoint).course(base);
        Optional<ObjectNode> answer = new AnswerGuess(operation, job.map(JobGuess.Course::poll).orElse(endpoint)).answer();
        if (answer.isEmpty()) {
            sketch.leave(operation.word() + ": nothing in the answer of " + endpoint + " looks like a result; write 'calls."
                    + operation.word() + "' yourself");
            return;
        }
        ObjectNode form = sketch.descriptor().withObject("/calls").putObject(operation.word());
        new RequestGuess(operation, endpoint, sketch).into(form, endpoint.path().substring(base.length()));
        form.set("answer", answer.get());
        sketch.guess(operation.word() + ": the answer is at " + answer.get());
        usage(operation, form, endpoint);
        job.ifPresent(course -> {
            form.set("job", course.job());
            sketch.guess(operation.word() + " is a job, followed by " + course.poll() + " with the states "
                    + course.job().path("states"));
        });
        serve(operation);
    }

    private void usage(Operation operation, ObjectNode form, Endpoint endpoint) {
        Optional<String> tokens = new AnswerGuess(operation, endpoint).tokens();
        if (tokens.isPresent()) {
            form.putObject("usage").put("input", tokens.get());
            return;
        }
        switch (operation) {
            case SPEECH -> form.putObject("usage").put("character", "{text.length}");
            case IMAGE -> form.putObject("usage").put("image", "{count|1}");
            case SEARCH -> form.putObject("usage").put("request", 1);
            case CHAT, EMBEDDING, TRANSCRIPTION, VIDEO, RERANK, MODERATION, REALTIME ->
                sketch.leave(operation.word() + ": where its answer says what was used ('usage')");
        }
    }

    private void listing() {
        for (Endpoint endpoint : document.endpoints()) {
            boolean below = endpoint.path().startsWith(base + "/");
            if (endpoint.method().equals("GET") && endpoint.lower().endsWith("/models") && below && tongue.isPresent()) {
                ((ArrayNode) sketch.descriptor().path("serves")).add("models");
                ModelsGuess.listing(endpoint, endpoint.path().substring(base.length()))
                        .ifPresent(listing -> sketch.descriptor().set("listing", listing));
                return;
            }
        }
    }

    private void models() {
        ArrayNode models = sketch.descriptor().putArray("models");
        ModelsGuess.of(chosen).forEach((model, operations) -> {
            List<String> words = new ArrayList<>();
            operations.forEach(operation -> words.add(operation.word()));
            if (serves(words)) {
                ArrayNode serves = models.addObject().put("id", model).putArray("serves");
                words.forEach(serves::add);
            }
        });
        if (models.isEmpty()) {
            sketch.guess("any model name is passed on, as the document lists none");
        }
        sketch.leave("models: their context, capabilities and prices, and where you have them from");
    }

    private boolean serves(List<String> words) {
        List<String> served = new ArrayList<>();
        sketch.descriptor().path("serves").forEach(word -> served.add(word.asText()));
        words.retainAll(served);
        return !words.isEmpty();
    }

    private void serve(Operation operation) {
        ((ArrayNode) sketch.descriptor().path("serves")).add(operation.word());
    }
}
