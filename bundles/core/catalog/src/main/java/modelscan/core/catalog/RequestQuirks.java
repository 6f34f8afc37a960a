package modelscan.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Quirk;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.json.Splice;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;

/** Corrects what goes to a provider: by the words of its descriptor, then by quirks in code. */
record RequestQuirks(Descriptor descriptor, Protocols protocols) {

    byte[] apply(byte[] body) {
        byte[] described = descriptor.quirks().leavesRequests() ? body : described(body);
        List<Part<Quirk>> coded = protocols.quirks(descriptor.about().id(), Quirk.Place.REQUEST);
        return coded.isEmpty() ? described : Json.write(coded(coded, Quirk.Place.REQUEST, Json.readObject(described)));
    }

    private byte[] described(byte[] body) {
        Outline outline = Outline.of(descriptor.dialect(), body);
        Descriptor.Quirks quirks = descriptor.quirks();
        Splice splice = new Splice(outline);
        quirks.drop().forEach(splice::drop);
        for (Map.Entry<String, String> rename : quirks.rename().entrySet()) {
            Optional<JsonNode> value = outline.node(rename.getKey());
            value.ifPresent(node -> splice.drop(rename.getKey()).set(rename.getValue(), node));
        }
        quirks.defaults().forEach((key, value) -> {
            if (!outline.has(key)) {
                splice.set(key, value);
            }
        });
        return splice.bytes();
    }

    /** Lets quirks in code correct a message. */
    static ObjectNode coded(List<Part<Quirk>> quirks, Quirk.Place place, ObjectNode message) {
        ObjectNode corrected = message;
        for (Part<Quirk> part : quirks) {
            Optional<Lease> lease = part.lease();
            if (lease.isPresent()) {
                try (Lease _ = lease.get()) {
                    corrected = part.service().correct(place, corrected);
                }
            }
        }
        return corrected;
    }
}
