package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import modelscan.api.model.Media;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;

/** One item of an answer being read: what was given of it, so that nothing is given twice. */
final class Item {
    static final String MESSAGE = "message";
    static final String REASONING = "reasoning";
    static final String CALL = "function_call";
    private static final String PARAGRAPH = "\n\n";

    private final String kind;
    private long spoken;
    private boolean cited;
    private String thoughtWord = "";
    private boolean sealed;
    private boolean started;
    private boolean argued;
    private boolean produced;
    private int position = -1;

    Item(String kind) {
        this.kind = kind;
    }

    /** Whether it is of this type. */
    boolean is(String type) {
        return kind.equals(type);
    }

    /** Whether its call was given. */
    boolean started() {
        return started;
    }

    /** The position of its call among the calls. */
    int position() {
        return position;
    }

    /** Remembers that text of a part was given. */
    void spoke(int content) {
        spoken |= bit(content);
    }

    /** The whole text of a part, given if none of it was. */
    void text(int content, JsonNode text, List<StreamEvent> events) {
        if ((spoken & bit(content)) == 0 && !text.asText().isEmpty()) {
            spoke(content);
            events.add(new StreamEvent.TextDelta(0, text.asText()));
        }
    }

    /** More of a refusal. */
    void declined(int content, JsonNode text, List<StreamEvent> events) {
        spoke(content);
        events.add(new StreamEvent.RefusalDelta(0, text.asText()));
    }

    /** A whole refusal, given if none of it was. */
    void refusal(int content, JsonNode text, List<StreamEvent> events) {
        if ((spoken & bit(content)) == 0 && !text.asText().isEmpty()) {
            declined(content, text, events);
        }
    }

    /** A source. */
    void cited(JsonNode annotation, List<StreamEvent> events) {
        cited = true;
        if (annotation.path("url").isTextual()) {
            events.add(new StreamEvent.Cited(0, annotation.path("url").textValue(), annotation.path("title").asText(""),
                    Optional.empty()));
        }
    }

    /** More of a thought; of the thought itself and its summary only the one that came first. */
    void thought(String word, JsonNode text, List<StreamEvent> events) {
        thoughtWord = thoughtWord.isEmpty() ? word : thoughtWord;
        if (thoughtWord.equals(word) && !text.asText().isEmpty()) {
            events.add(thinking(text.asText(), Optional.empty()));
        }
    }

    /** The next paragraph of a summary begins. */
    void paragraph(int index, List<StreamEvent> events) {
        if (index > 0 && thoughtWord.equals(EventWords.SUMMARY_DELTA)) {
            events.add(thinking(PARAGRAPH, Optional.empty()));
        }
    }

    /** The call, given if it has a name and was not yet. */
    void start(JsonNode call, int position, List<StreamEvent> events) {
        if (!started) {
            started = true;
            this.position = position;
            String id = call.path("call_id").asText(call.path("id").asText(""));
            events.add(new StreamEvent.ToolCallStarted(0, position,
                    id.isEmpty() ? "call_" + UUID.randomUUID().toString().replace("-", "") : id, call.path("name").asText("")));
        }
    }

    /** More arguments; those of a call nobody named yet come with its end. */
    void arguments(JsonNode text, List<StreamEvent> events) {
        if (started && !text.asText().isEmpty()) {
            argued = true;
            events.add(new StreamEvent.ToolCallDelta(0, position, text.asText()));
        }
    }

    /** All arguments, given if none were. */
    void missing(JsonNode all, List<StreamEvent> events) {
        String text = all.isContainerNode() ? all.toString() : all.asText("");
        if (started && !argued && !text.isEmpty() && !all.isNull()) {
            argued = true;
            events.add(new StreamEvent.ToolCallDelta(0, position, text));
        }
    }

    /** What was not given of the complete item. */
    void done(JsonNode json, List<StreamEvent> events) {
        switch (kind) {
            case MESSAGE -> message(json.path("content"), events);
            case REASONING -> reasoning(json, events);
            case CALL -> missing(json.path("arguments"), events);
            case "image_generation_call" -> picture(json, events);
            default -> { }
        }
    }

    private void message(JsonNode content, List<StreamEvent> events) {
        int index = 0;
        boolean toldBefore = cited;
        for (JsonNode part : content) {
            text(index, part.path("text"), events);
            refusal(index++, part.path("refusal"), events);
            for (JsonNode annotation : part.path("annotations")) {
                if (!toldBefore) {
                    cited(annotation, events);
                }
            }
        }
    }

    private void reasoning(JsonNode json, List<StreamEvent> events) {
        String words = Texts.joined(json.path("content"), "");
        words = words.isEmpty() ? Texts.joined(json.path("summary"), PARAGRAPH) : words;
        if (thoughtWord.isEmpty() && !words.isEmpty()) {
            thoughtWord = EventWords.ITEM_DONE;
            events.add(thinking(words, Optional.empty()));
        }
        String encrypted = json.path("encrypted_content").asText("");
        if (!sealed && !encrypted.isEmpty() && !json.path("encrypted_content").isNull()) {
            sealed = true;
            events.add(thinking("", Optional.of(Seal.read(encrypted, Responses.NAME))));
        }
    }

    private void picture(JsonNode json, List<StreamEvent> events) {
        if (produced || json.path("result").asText("").isEmpty() || json.path("result").isNull()) {
            return;
        }
        produced = true;
        try {
            byte[] data = Base64.getDecoder().decode(json.path("result").asText());
            String type = "image/" + json.path("output_format").asText("png");
            events.add(new StreamEvent.MediaProduced(0, new Media.Bytes(type, data), Optional.empty()));
        } catch (IllegalArgumentException notBase64) {
            events.add(new StreamEvent.TextDelta(0, json.path("result").asText()));
        }
    }

    private static StreamEvent thinking(String text, Optional<Seal> sealedText) {
        return new StreamEvent.ThinkingDelta(0, text, Optional.empty(), sealedText);
    }

    private static long bit(int content) {
        return 1L << Math.clamp(content, 0, Long.SIZE - 1);
    }
}
