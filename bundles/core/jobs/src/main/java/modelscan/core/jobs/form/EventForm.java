package modelscan.core.jobs.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.FinishReason;
import modelscan.api.model.JobState;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** An event of an answer as JSON, its bytes beside it. */
public final class EventForm {
    private EventForm() {
    }

    /** Writes it. */
    public static ObjectNode write(StreamEvent event, Bytes bytes) {
        ObjectNode json = Json.object().put("is", event.getClass().getSimpleName());
        return switch (event) {
            case StreamEvent.Started(String id, String model) -> json.put("id", id).put("model", model);
            case StreamEvent.TextDelta(int choice, String text) -> json.put("choice", choice).put("text", text);
            case StreamEvent.ThinkingDelta(int choice, String text, Optional<Seal> signature, Optional<Seal> sealed) ->
                seal(seal(json.put("choice", choice).put("text", text), "signature", signature), "sealed", sealed);
            case StreamEvent.RefusalDelta(int choice, String text) -> json.put("choice", choice).put("text", text);
            case StreamEvent.ToolCallStarted(int choice, int position, String id, String name, Optional<Seal> signature) ->
                seal(json.put("choice", choice).put("position", position).put("id", id).put("name", name), "signature",
                        signature);
            case StreamEvent.ToolCallDelta(int choice, int position, String arguments) ->
                json.put("choice", choice).put("position", position).put("text", arguments);
            case StreamEvent.Cited(int choice, String url, String title, Optional<String> quote) ->
                json.put("choice", choice).put("url", url).put("title", title).put("quote", quote.orElse(null));
            case StreamEvent.MediaProduced produced -> json.put("index", produced.index())
                    .put("note", produced.note().orElse(null)).set("media", MediaForm.write(produced.media(), bytes));
            case StreamEvent.Embedded(int index, float[] values) -> json.put("index", index)
                    .put("at", bytes.keep(packed(values))).put("length", values.length * Float.BYTES);
            case StreamEvent.Transcribed(String text, Duration begin, Duration end, Optional<String> speaker) ->
                json.put("text", text).put("begin", begin.toString()).put("end", end.toString())
                        .put("speaker", speaker.orElse(null));
            case StreamEvent.Ranked(int index, double score) -> json.put("index", index).put("score", score);
            case StreamEvent.Moderated(int index, boolean flagged, List<String> categories) ->
                words(json.put("index", index).put("flagged", flagged), categories);
            case StreamEvent.Found(String title, String url, String snippet, Optional<Double> score) ->
                json.put("title", title).put("url", url).put("text", snippet).put("score", score.orElse(null));
            case StreamEvent.JobChanged(String job, JobState state, Optional<Integer> percent) ->
                json.put("id", job).put("state", state.name()).put("percent", percent.orElse(null));
            case StreamEvent.Finished(int choice, FinishReason reason, String word) ->
                json.put("choice", choice).put("reason", reason.name()).put("word", word);
            case StreamEvent.UsageReported(Usage usage) -> json.set("usage", ReceiptForm.usage(usage));
            case StreamEvent.Failed(var failure) -> json.set("failure", FailureForm.write(failure));
        };
    }

    /** Reads what {@link #write} wrote. */
    public static StreamEvent read(JsonNode json, Bytes bytes) {
        int choice = json.path("choice").asInt();
        int index = json.path("index").asInt();
        String text = json.path("text").asText();
        return switch (json.path("is").asText()) {
            case "Started" -> new StreamEvent.Started(json.path("id").asText(), json.path("model").asText());
            case "TextDelta" -> new StreamEvent.TextDelta(choice, text);
            case "ThinkingDelta" -> new StreamEvent.ThinkingDelta(choice, text, seal(json, "signature"), seal(json, "sealed"));
            case "RefusalDelta" -> new StreamEvent.RefusalDelta(choice, text);
            case "ToolCallStarted" -> new StreamEvent.ToolCallStarted(choice, json.path("position").asInt(),
                    json.path("id").asText(), json.path("name").asText(), seal(json, "signature"));
            case "ToolCallDelta" -> new StreamEvent.ToolCallDelta(choice, json.path("position").asInt(), text);
            case "Cited" -> new StreamEvent.Cited(choice, json.path("url").asText(), json.path("title").asText(),
                    MediaForm.text(json, "quote"));
            case "MediaProduced" -> new StreamEvent.MediaProduced(index, MediaForm.read(json.path("media"), bytes),
                    MediaForm.text(json, "note"));
            case "Embedded" -> new StreamEvent.Embedded(index,
                    unpacked(bytes.read(json.path("at").asLong(), json.path("length").asInt())));
            case "Transcribed" -> new StreamEvent.Transcribed(text, Duration.parse(json.path("begin").asText()),
                    Duration.parse(json.path("end").asText()), MediaForm.text(json, "speaker"));
            case "Ranked" -> new StreamEvent.Ranked(index, json.path("score").asDouble());
            case "Moderated" -> new StreamEvent.Moderated(index, json.path("flagged").asBoolean(), words(json));
            case "Found" -> new StreamEvent.Found(json.path("title").asText(), json.path("url").asText(), text,
                    json.path("score").isNumber() ? Optional.of(json.path("score").asDouble()) : Optional.empty());
            case "JobChanged" -> new StreamEvent.JobChanged(json.path("id").asText(),
                    JobState.valueOf(json.path("state").asText()),
                    json.path("percent").isNumber() ? Optional.of(json.path("percent").asInt()) : Optional.empty());
            case "Finished" -> new StreamEvent.Finished(choice, FinishReason.valueOf(json.path("reason").asText()),
                    json.path("word").asText());
            case "UsageReported" -> new StreamEvent.UsageReported(ReceiptForm.usage(json.path("usage")));
            case "Failed" -> new StreamEvent.Failed(FailureForm.read(json.path("failure")));
            case String unknown -> throw new IllegalArgumentException("'" + unknown + "' is no event");
        };
    }

    private static ObjectNode seal(ObjectNode json, String name, Optional<Seal> seal) {
        seal.ifPresent(known -> json.putObject(name).put("dialect", known.dialect()).put("value", known.value()));
        return json;
    }

    private static Optional<Seal> seal(JsonNode json, String name) {
        JsonNode seal = json.path(name);
        return seal.isObject() ? Optional.of(new Seal(seal.path("dialect").asText(), seal.path("value").asText()))
                : Optional.empty();
    }

    private static ObjectNode words(ObjectNode json, List<String> words) {
        ArrayNode all = json.putArray("words");
        words.forEach(all::add);
        return json;
    }

    private static List<String> words(JsonNode json) {
        List<String> words = new ArrayList<>();
        json.path("words").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static byte[] packed(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static float[] unpacked(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
