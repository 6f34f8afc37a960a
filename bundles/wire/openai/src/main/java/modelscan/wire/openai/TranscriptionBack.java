package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.TranscriptionRequest;
import modelscan.base.json.Json;
import modelscan.base.wire.RetryAfter;

/** Providers that write down what is spoken; they take a form and answer JSON, text or events. */
final class TranscriptionBack implements Back {
    private final RetryAfter retryAfter;

    TranscriptionBack(RetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    @Override
    public Order order(Exchange exchange) {
        TranscriptionRequest request = (TranscriptionRequest) exchange.request();
        Losses losses = new Losses();
        FormWriting form = new FormWriting();
        form.add("model", FormBack.model(exchange));
        request.language().ifPresent(language -> form.add("language", language));
        // Plain text loses the usage, which JSON tells.
        TranscriptFormat.noted(request.extra()).ifPresent(format -> form.add("response_format",
                (format == TranscriptFormat.TEXT ? TranscriptFormat.JSON : format).word()));
        if (exchange.inquiry().stream()) {
            form.add("stream", "true");
        }
        more(request.extra(), form, losses);
        sound(request, form);
        String path = request.translate() ? TranscriptionFront.TRANSLATIONS : TranscriptionFront.TRANSCRIPTIONS;
        String accept = exchange.inquiry().stream() ? "text/event-stream" : "*/*";
        return new Order("POST", path, form.headers(accept), form.bytes(), losses.all());
    }

    private static void more(ObjectNode extra, FormWriting form, Losses losses) {
        if (!Notes.own(extra)) {
            losses.strange(extra, OpenAi.NAME);
            return;
        }
        ObjectNode more = Json.object();
        Notes.restore(extra, Set.of(), more);
        for (Map.Entry<String, JsonNode> field : more.properties()) {
            form.add(field.getKey(), field.getValue());
        }
    }

    private static void sound(TranscriptionRequest request, FormWriting form) {
        switch (request.sound()) {
            case Media.Bytes(String type, byte[] data) -> {
                String name = Notes.of(request.extra()).path(TranscriptionFront.FILE).asText(SoundTypes.fileName(type));
                form.add(TranscriptionFront.FILE, new FormData.Upload(TranscriptionFront.FILE, name, type, data));
            }
            case Media.Link link -> form.add("url", link.uri().toString());
            case Media.Upload _ -> throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                    "a sound must come with its bytes; this provider knows no uploaded ones").at(TranscriptionFront.FILE));
        }
    }

    @Override
    public Reader reader(Exchange exchange) {
        Optional<String> provider = exchange.candidate().map(Candidate::provider);
        return new TranscriptReader(provider);
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return FormBack.failure(retryAfter, status, headers, body);
    }

    @Override
    public boolean reads(String mediaType) {
        return mediaType.isEmpty() || mediaType.endsWith("json") || mediaType.startsWith("text/") && !mediaType.equals("text/html")
                || mediaType.equals("application/x-subrip");
    }
}
