package modelscan.core.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Quirk;
import modelscan.api.model.Original;
import modelscan.base.json.Json;
import modelscan.base.json.Outline;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.quirk.Correction;
import modelscan.core.catalog.quirk.Draft;

/** Corrects what goes to a provider: by the words of its descriptor, then by quirks in code. */
record RequestQuirks(Descriptor descriptor, Protocols protocols) {
    // Dialects write these on their own account; leaving them out takes nothing from the caller.
    private static final Set<String> OURS = Set.of("stream", "stream_options", "store");

    /** A body, and what was taken out of it although the caller had set it. */
    record Corrected(byte[] body, List<String> losses) {
    }

    Corrected apply(Exchange exchange, byte[] body) {
        if (!json(body)) {
            return new Corrected(body, List.of());
        }
        String model = exchange.candidate().map(candidate -> candidate.model().id()).orElse("");
        List<Correction> special = descriptor.offer().trait(model).corrections();
        boolean idle = special.isEmpty() && descriptor.quirks().corrections().isEmpty();
        Corrected described = idle ? new Corrected(body, List.of()) : described(exchange, body, special);
        List<Part<Quirk>> coded = protocols.quirks(descriptor.id(), Quirk.Place.REQUEST);
        return coded.isEmpty() ? described : new Corrected(
                Json.write(coded(coded, Quirk.Place.REQUEST, Json.readObject(described.body))), described.losses);
    }

    private static boolean json(byte[] body) {
        int at = 0;
        while (at < body.length && body[at] <= ' ') {
            at++;
        }
        return at < body.length && body[at] == '{';
    }

    private Corrected described(Exchange exchange, byte[] body, List<Correction> special) {
        Draft draft = new Draft(Outline.trusted(descriptor.speech().dialect().orElse(""), body));
        special.forEach(correction -> correction.apply(draft));
        descriptor.quirks().corrections().forEach(correction -> correction.apply(draft));
        List<String> losses = draft.dropped().stream().filter(path -> asked(exchange, path))
                .map(path -> path + ": " + descriptor.id() + " does not take it").toList();
        return new Corrected(draft.bytes(), losses);
    }

    private boolean asked(Exchange exchange, String path) {
        String member = path.split("[.\\[]", 2)[0];
        Optional<Original> same = exchange.inquiry().original()
                .filter(original -> descriptor.speech().dialect().equals(Optional.of(original.dialect())));
        return same.map(original -> outline(original).has(member)).orElse(!OURS.contains(member));
    }

    private static Outline outline(Original original) {
        return original instanceof Outline known ? known : Outline.of(original.dialect(), original.bytes());
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
