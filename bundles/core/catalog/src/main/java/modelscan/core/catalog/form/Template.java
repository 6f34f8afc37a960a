package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import modelscan.base.json.Json;

/**
 * JSON with names in its texts; read once and written for every request.
 *
 * <pre>{@code
 * Template template = Template.of(Json.read("{\"text\":\"{text}\",\"seed\":\"{seed}\"}"));
 * template.write(lookup); // {"text":"Hello"}: what has no value is left out
 * }</pre>
 */
sealed interface Template {

    /** Nothing but itself. */
    record Fixed(JsonNode value) implements Template {
    }

    /** A text with names, or a name alone. */
    record Said(Phrase phrase) implements Template {
    }

    /** An object. */
    record Members(Map<String, Template> members) implements Template {
    }

    /** A list. */
    record Items(List<Template> items) implements Template {
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a text in it is no phrase
     */
    static Template of(JsonNode json) {
        if (json instanceof ObjectNode object && !object.isEmpty()) {
            Map<String, Template> members = new LinkedHashMap<>();
            object.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            return new Members(members);
        }
        if (json instanceof ArrayNode array && !array.isEmpty()) {
            List<Template> items = new ArrayList<>();
            array.forEach(item -> items.add(of(item)));
            return new Items(List.copyOf(items));
        }
        return json.isTextual() && !json.textValue().isEmpty() ? new Said(Phrase.of(json.textValue())) : new Fixed(json);
    }

    /** The JSON; empty if nothing in it has a value. */
    default Optional<JsonNode> write(Lookup lookup) {
        return switch (this) {
            case Fixed(JsonNode value) -> Optional.of(value);
            case Said(Phrase phrase) -> phrase.value(lookup);
            case Members(Map<String, Template> members) -> {
                ObjectNode object = Json.object();
                members.forEach((key, each) -> each.write(lookup).ifPresent(value -> object.set(key, value)));
                yield object.isEmpty() ? Optional.empty() : Optional.of(object);
            }
            case Items(List<Template> items) -> {
                ArrayNode array = Json.array();
                items.forEach(each -> each.write(lookup).ifPresent(array::add));
                yield array.isEmpty() ? Optional.empty() : Optional.of(array);
            }
        };
    }

    /** Tells every name in it. */
    default void names(Consumer<String> consumer) {
        switch (this) {
            case Fixed _ -> { }
            case Said(Phrase phrase) -> phrase.names(consumer);
            case Members(Map<String, Template> members) -> members.values().forEach(each -> each.names(consumer));
            case Items(List<Template> items) -> items.forEach(each -> each.names(consumer));
        }
    }
}
