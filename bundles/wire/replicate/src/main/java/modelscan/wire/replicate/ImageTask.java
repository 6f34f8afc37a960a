package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** Pictures: words in, addresses out. */
final class ImageTask implements Task {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})([x:])(\\d{1,5})");
    private static final Set<String> RATIOS =
            Set.of("1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21", "5:4", "4:5");
    /** About the way back to the caller, not about the picture. */
    private static final Set<String> NOT_FOR_MODELS = Set.of("input", "response_format", "user", "stream", "partial_images");

    @Override
    public ObjectNode input(Exchange exchange, Losses losses) {
        if (!(exchange.request() instanceof ImageRequest request)) {
            throw new IllegalStateException("a picture is wanted for " + exchange.operation().word());
        }
        ObjectNode input = Json.object().put("prompt", request.prompt());
        request.size().ifPresent(size -> size(size, input, losses));
        request.count().ifPresent(count -> input.put("num_outputs", count).put("number_of_images", count));
        ArrayNode sources = Json.array();
        request.sources().forEach(source -> Words.address(source, losses).ifPresent(sources::add));
        if (!sources.isEmpty()) {
            Words.put(input, sources.get(0).textValue(), "image", "input_image");
            input.set("image_input", sources);
            input.set("input_images", sources);
        }
        own(request.extra(), input, losses);
        return input;
    }

    @Override
    public List<StreamEvent> events(JsonNode prediction) {
        List<String> addresses = new ArrayList<>();
        collect(prediction.path("output"), addresses);
        if (addresses.isEmpty()) {
            throw ErrorReading.garbage("its output has no picture");
        }
        List<StreamEvent> events = new ArrayList<>(addresses.size());
        for (String address : addresses) {
            events.add(new StreamEvent.MediaProduced(events.size(), media(address), Optional.empty()));
        }
        return events;
    }

    // Every model has inputs of its own, which callers of pictures send beside the usual fields.
    private static void own(ObjectNode extra, ObjectNode input, Losses losses) {
        ObjectNode binding = Json.object();
        for (var field : extra.properties()) {
            if (field.getKey().startsWith("!")) {
                binding.set(field.getKey(), field.getValue());
            } else if (!field.getKey().startsWith("~") && !NOT_FOR_MODELS.contains(field.getKey())) {
                input.set(field.getKey(), field.getValue());
            }
        }
        losses.strange(binding, Replicate.NAME);
        if (extra.path("input") instanceof ObjectNode own) {
            input.setAll(own);
        }
    }

    // Models differ in which of the two they know: sides in dots, or the ratio of them.
    private static void size(String size, ObjectNode input, Losses losses) {
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            losses.add("size", "'" + size + "' is not like 1024x1024 or 16:9");
            return;
        }
        int width = Integer.parseInt(sides.group(1));
        int height = Integer.parseInt(sides.group(3));
        int common = Math.max(1, BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).intValue());
        String ratio = width / common + ":" + height / common;
        if (sides.group(2).equals("x")) {
            input.put("width", width).put("height", height);
        }
        if (RATIOS.contains(ratio)) {
            input.put("aspect_ratio", ratio);
        }
    }

    private static void collect(JsonNode output, List<String> addresses) {
        String text = output.asText("");
        if (text.startsWith("https://") || text.startsWith("http://") || text.startsWith("data:")) {
            addresses.add(text);
        } else if (output.isContainerNode()) {
            output.forEach(each -> collect(each, addresses));
        }
    }

    private static Media media(String address) {
        int comma = address.indexOf(";base64,");
        try {
            if (address.startsWith("data:") && comma > 0) {
                return new Media.Bytes(address.substring(5, comma), Base64.getDecoder().decode(address.substring(comma + 8)));
            }
            return new Media.Link(new URI(address), Optional.empty());
        } catch (URISyntaxException | IllegalArgumentException damaged) {
            throw ErrorReading.garbage("the address of a picture is damaged");
        }
    }
}
