package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Request;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;

/** Requests that the tests of forms ask. */
final class Asked {
    static final byte[] SOUND = {1, 2, 3, 4};
    static final Media LINK = new Media.Link(URI.create("https://a.example/cat.png"), Optional.empty());
    static final Media PICTURE = new Media.Bytes("image/png", new byte[] {9, 8, 7});

    private Asked() {
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static ObjectNode json(String json) {
        return Json.readObject(bytes(json));
    }

    static Request speech(String voice, String format, String extra) {
        return new SpeechRequest("acme/m", "Grüße 😀", Optional.ofNullable(voice), Optional.ofNullable(format),
                Optional.empty(), json(extra));
    }

    static Request transcription(Media sound) {
        return new TranscriptionRequest("acme/m", sound, Optional.of("de"), false, Json.object());
    }

    static Request sound() {
        return transcription(new Media.Bytes("audio/mpeg", SOUND));
    }

    static Request image(String size, Integer count, List<Media> sources, String extra) {
        return new ImageRequest("acme/m", "a cat", sources, Optional.ofNullable(size), Optional.ofNullable(count), json(extra));
    }

    static Request video(Media... sources) {
        return new VideoRequest("acme/m", "a cat runs", List.of(sources), Optional.of(Duration.ofMillis(4200)),
                Optional.of("1280x720"), Json.object());
    }

    static Request embedding(String... inputs) {
        return new EmbeddingRequest("acme/m", List.of(inputs), Optional.empty(), Optional.of("query"), Json.object());
    }

    static Values values(Request request) {
        return new Values("acme/model-1", request);
    }

    static Exchange exchange(Request request) {
        return Exchange.of("r", Inquiry.of(request, false))
                .to(new Candidate("acme", Model.unknown("acme/model-1", request.operation())), 1);
    }
}
