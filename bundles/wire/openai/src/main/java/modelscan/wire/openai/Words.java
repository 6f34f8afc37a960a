package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.base.wire.Medias;
import modelscan.base.wire.Place;

/** Text, thoughts, refusals and media of a message or of a step of one; none of it depends on what came before. */
final class Words {
    private Words() {
    }

    /** Adds the events of a message or a delta. */
    static void read(int choice, JsonNode delta, List<StreamEvent> events) {
        thinking(choice, delta, events);
        content(choice, delta.path("content"), events);
        String refusal = text(delta.path("refusal"));
        if (!refusal.isEmpty()) {
            events.add(new StreamEvent.RefusalDelta(choice, refusal));
        }
        for (JsonNode image : delta.path("images")) {
            image(choice, image, events);
        }
        Sources.of(choice, delta, events);
        if (delta.path("audio").isObject()) {
            sound(choice, delta.path("audio"), events);
        }
    }

    private static void thinking(int choice, JsonNode delta, List<StreamEvent> events) {
        String thought = text(delta.path("reasoning_content"));
        thought = thought.isEmpty() ? text(delta.path("reasoning")) : thought;
        boolean known = !thought.isEmpty();
        if (known) {
            events.add(thought(choice, thought, Optional.empty(), Optional.empty()));
        }
        for (JsonNode detail : delta.path("reasoning_details")) {
            String words = known ? "" : text(detail.path("text")) + text(detail.path("summary"));
            Optional<String> signature = some(detail.path("signature"));
            Optional<String> sealed = some(detail.path("data"));
            if (!words.isEmpty() || signature.isPresent() || sealed.isPresent()) {
                events.add(thought(choice, words, signature, sealed));
            }
        }
    }

    private static void content(int choice, JsonNode content, List<StreamEvent> events) {
        if (content.isTextual() && !content.textValue().isEmpty()) {
            events.add(new StreamEvent.TextDelta(choice, content.textValue()));
        } else if (content.isArray()) {
            content.forEach(part -> part(choice, part, events));
        }
    }

    // Mistral writes content as a list, a thought in it as a list again.
    private static void part(int choice, JsonNode part, List<StreamEvent> events) {
        JsonNode thinking = part.path("thinking");
        StringBuilder thought = new StringBuilder(text(thinking));
        if (thinking.isArray()) {
            thinking.forEach(each -> thought.append(text(each.path("text"))));
        }
        if (!thought.isEmpty()) {
            events.add(thought(choice, thought.toString(), some(part.path("signature")), Optional.empty()));
        }
        String words = part.isTextual() ? part.textValue() : text(part.path("text"));
        if (!words.isEmpty()) {
            events.add(new StreamEvent.TextDelta(choice, words));
        }
        String refusal = text(part.path("refusal"));
        if (!refusal.isEmpty()) {
            events.add(new StreamEvent.RefusalDelta(choice, refusal));
        }
        image(choice, part, events);
    }

    private static void image(int choice, JsonNode part, List<StreamEvent> events) {
        JsonNode image = part.path("image_url");
        JsonNode url = image.isObject() ? image.path("url") : image;
        if (url.isTextual()) {
            try {
                events.add(new StreamEvent.MediaProduced(choice, Medias.read(Place.root(url)), Optional.empty()));
            } catch (FailureException unreadable) {
                events.add(new StreamEvent.TextDelta(choice, url.textValue()));
            }
        }
    }

    // The format is the one asked for; the answer does not repeat it.
    private static void sound(int choice, JsonNode audio, List<StreamEvent> events) {
        try {
            byte[] data = Base64.getDecoder().decode(text(audio.path("data")));
            Optional<String> transcript = some(audio.path("transcript"));
            if (data.length > 0 || transcript.isPresent()) {
                events.add(new StreamEvent.MediaProduced(choice, new Media.Bytes("audio/*", data), transcript));
            }
        } catch (IllegalArgumentException notBase64) {
            some(audio.path("transcript")).ifPresent(words -> events.add(new StreamEvent.TextDelta(choice, words)));
        }
    }

    private static StreamEvent thought(int choice, String text, Optional<String> signature, Optional<String> sealed) {
        return new StreamEvent.ThinkingDelta(choice, text, signature.map(Words::seal), sealed.map(Words::seal));
    }

    private static Seal seal(String text) {
        return Seal.read(text, OpenAi.NAME);
    }

    private static Optional<String> some(JsonNode node) {
        return Optional.of(text(node)).filter(text -> !text.isEmpty());
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }
}
