package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.wire.Medias;
import modelscan.base.wire.Place;

/** New pictures: {@code /images/generations}; its answer is also the one of {@code /images/edits}. */
final class ImageForm implements Form {
    private static final Set<String> KNOWN = Set.of("model", "prompt", "n", "size", "stream");

    @Override
    public Operation operation() {
        return Operation.IMAGE;
    }

    @Override
    public String path() {
        return "/images/generations";
    }

    @Override
    public void check(Place request) {
        request.object().words("prompt", "say what the picture shall show");
        if (request.node().path("stream").asBoolean()) {
            throw request.wrong("stream", "cannot be true: pictures come whole, leave it out");
        }
    }

    @Override
    public ImageRequest read(Place request) {
        return read(request, List.of());
    }

    /** A request to change pictures. */
    static ImageRequest read(Place request, List<Media> sources) {
        return new ImageRequest(request.wanted("model").text(), request.wanted("prompt").text(), sources,
                request.member("size").map(Place::text), request.member("n").map(ImageForm::count), Notes.begun(request, KNOWN));
    }

    // In a form a number is a text.
    private static Integer count(Place place) {
        if (place.node().isTextual() && place.text().matches("[0-9]{1,4}")) {
            return Integer.valueOf(place.text());
        }
        return place.count();
    }

    @Override
    public void write(Request request, ObjectNode json, Losses losses) {
        ImageRequest image = (ImageRequest) request;
        json.put("prompt", image.prompt());
        image.size().ifPresent(size -> json.put("size", size));
        image.count().ifPresent(count -> json.put("n", count));
    }

    @Override
    public List<StreamEvent> events(JsonNode answer) {
        List<StreamEvent> events = new ArrayList<>();
        String type = "image/" + answer.path("output_format").asText("png");
        for (JsonNode item : FormReader.list(answer, "data", "pictures")) {
            Optional<String> note = item.path("revised_prompt").isTextual() ? Optional.of(item.path("revised_prompt").textValue())
                    : Optional.empty();
            events.add(new StreamEvent.MediaProduced(events.size(), media(item, type), note));
        }
        return events;
    }

    private static Media media(JsonNode item, String type) {
        try {
            if (item.path("b64_json").isTextual()) {
                return new Media.Bytes(type, Base64.getMimeDecoder().decode(item.path("b64_json").textValue()));
            }
            if (item.path("url").isTextual()) {
                return Medias.read(Place.root(item.path("url")));
            }
        } catch (RuntimeException unreadable) {
            throw FormReader.garbage("a picture of the provider cannot be read");
        }
        throw FormReader.garbage("a picture of the provider has neither bytes nor an address");
    }

    @Override
    public Usage usage(JsonNode answer) {
        return UsageReading.of(answer.path("usage")).with(Unit.IMAGE, answer.path("data").size());
    }

    @Override
    public ObjectNode answer(Request request, Told told) {
        boolean address = request.extra().path("response_format").asText().equals("url");
        ObjectNode body = Json.object().put("created", told.second());
        ArrayNode data = body.putArray("data");
        for (StreamEvent.MediaProduced made : told.all(StreamEvent.MediaProduced.class)) {
            ObjectNode item = data.addObject();
            if (made.media() instanceof Media.Bytes(String _, byte[] bytes) && !address) {
                item.put("b64_json", Base64.getEncoder().encodeToString(bytes));
            } else {
                item.put("url", Medias.write(made.media()));
            }
            made.note().ifPresent(note -> item.put("revised_prompt", note));
        }
        if (told.usage().amount(Unit.INPUT).isPresent() || told.usage().amount(Unit.OUTPUT).isPresent()) {
            body.set("usage", usage(told.usage()));
        }
        return body;
    }

    private static ObjectNode usage(Usage usage) {
        long input = usage.count(Unit.INPUT).orElse(0L);
        long output = usage.count(Unit.OUTPUT).orElse(0L);
        ObjectNode json = Json.object().put("input_tokens", input).put("output_tokens", output).put("total_tokens", input + output);
        usage.count(Unit.INPUT_IMAGE).ifPresent(count -> json.putObject("input_tokens_details").put("image_tokens", count)
                .put("text_tokens", Math.max(0, input - count)));
        return json;
    }
}
