package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** A value of a request and its path, so that an error can say {@code messages[2].content}. */
record Place(String path, JsonNode node) {

    /** A member, if it is there and not null. */
    Optional<Place> member(String key) {
        return Optional.of(new Place(path.isEmpty() ? key : path + "." + key, node.path(key)))
                .filter(place -> !place.node.isMissingNode() && !place.node.isNull());
    }

    /** A member that must be there. */
    Place wanted(String key) {
        return member(key).orElseThrow(() -> refused(path.isEmpty() ? key : path + "." + key, "is missing"));
    }

    /** The text of a member; empty if it is not there. */
    String words(String key) {
        return member(key).map(Place::text).orElse("");
    }

    /** The elements of a member, which must be a list if it is there. */
    List<Place> elements(String key) {
        return member(key).map(Place::elements).orElse(List.of());
    }

    /** The elements of this list. */
    List<Place> elements() {
        if (!node.isArray()) {
            throw refuse("must be a list");
        }
        List<Place> elements = new ArrayList<>(node.size());
        node.forEach(element -> elements.add(new Place(path + "[" + elements.size() + "]", element)));
        return elements;
    }

    /** This, which must be an object. */
    ObjectNode object() {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw refuse("must be an object");
    }

    /** This text. */
    String text() {
        if (!node.isTextual()) {
            throw refuse("must be a text");
        }
        return node.textValue();
    }

    /** This number. */
    Double number() {
        if (!node.isNumber()) {
            throw refuse("must be a number");
        }
        return node.doubleValue();
    }

    /** This whole number; some clients write it with a fraction of zero. */
    Long count() {
        if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToLong()) {
            throw refuse("must be a whole number");
        }
        return node.longValue();
    }

    /** The members of this object that are not among the known ones. */
    ObjectNode others(Set<String> known) {
        ObjectNode others = Json.object();
        object().properties().forEach(member -> {
            if (!known.contains(member.getKey())) {
                others.set(member.getKey(), member.getValue());
            }
        });
        return others;
    }

    /** The failure that says what is wrong here. */
    FailureException refuse(String what) {
        return refused(path, what);
    }

    /** The failure that says what is wrong at a path. */
    static FailureException refused(String path, String what) {
        String subject = path.isEmpty() ? "the request " : "'" + path + "' ";
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, subject + what).at(path));
    }
}
