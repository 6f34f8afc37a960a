package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Failure;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.base.json.Json;
import modelscan.base.wire.Medias;
import modelscan.base.wire.RetryAfter;

/** Providers that make pictures, and change them. */
final class ImageBack implements Back {
    private static final String EDITS = "/images/edits";

    private final ImageForm form;
    private final FormBack made;

    ImageBack(ImageForm form, RetryAfter retryAfter) {
        this.form = form;
        this.made = new FormBack(form, retryAfter);
    }

    @Override
    public Order order(Exchange exchange) {
        // An original of this protocol has no pictures: one with pictures is a form, which leaves none.
        if (exchange.inquiry().original().isEmpty() && exchange.request() instanceof ImageRequest image
                && !image.sources().isEmpty()) {
            return edit(image, FormBack.model(exchange));
        }
        return made.order(exchange);
    }

    private Order edit(ImageRequest image, String model) {
        Losses losses = new Losses();
        ObjectNode json = FormBack.written(form, image, model, losses);
        if (!image.sources().stream().allMatch(Media.Bytes.class::isInstance)) {
            images(image.sources(), json.putArray("images"));
            return new Order("POST", EDITS, Map.of("content-type", "application/json", "accept", "application/json"),
                    Json.write(json), losses.all());
        }
        FormWriting writing = new FormWriting();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            writing.add(field.getKey(), field.getValue());
        }
        String name = image.sources().size() == 1 ? "image" : "image[]";
        for (Media source : image.sources()) {
            Media.Bytes bytes = (Media.Bytes) source;
            String ending = bytes.mediaType().substring(bytes.mediaType().indexOf('/') + 1).replaceAll("\\W", "");
            writing.add(name, new FormData.Upload(name, "image." + ending, bytes.mediaType(), bytes.data()));
        }
        return new Order("POST", EDITS, writing.headers("application/json"), writing.bytes(), losses.all());
    }

    private static void images(List<Media> sources, ArrayNode images) {
        for (Media source : sources) {
            if (source instanceof Media.Upload(String id)) {
                images.addObject().put("file_id", id);
            } else {
                images.addObject().put("image_url", Medias.write(source));
            }
        }
    }

    @Override
    public Reader reader(Exchange exchange) {
        return made.reader(exchange);
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return made.failure(status, headers, body);
    }
}
