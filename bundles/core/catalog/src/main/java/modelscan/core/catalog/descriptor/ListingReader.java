package modelscan.core.catalog.descriptor;

import java.util.Optional;
import java.util.Set;
import modelscan.base.json.Fields;
import modelscan.core.catalog.path.Path;

/** Reads where a provider lists its models itself. */
record ListingReader(Fields descriptor) {
    private static final Set<String> WORDS = Set.of("path", "items", "id", "name", "context", "output", "strip");

    Optional<Listing> listing() {
        return descriptor.object("listing", WORDS).map(this::listing)
                .or(() -> descriptor.texts("serves").contains(SpeechReader.LISTING) ? Optional.of(Listing.USUAL)
                        : Optional.empty());
    }

    private Listing listing(Fields listing) {
        String path = listing.text("path");
        if (!path.startsWith("/")) {
            throw Checked.refuse(listing, "'path' must begin with a slash, not '" + path + "'");
        }
        // Names are for people and are not kept; the word is allowed because lists tell them.
        return new Listing(path, items(listing), at(listing, "id").orElse(Listing.USUAL.id()), at(listing, "context"),
                at(listing, "output"), listing.optionalText("strip").orElse(""));
    }

    private static Path items(Fields listing) {
        String items = listing.optionalText("items").orElse("data");
        boolean list = items.endsWith("[]") || items.isEmpty() || items.equals(".");
        return Checked.path(listing, "items", list ? items : items + "[]");
    }

    private static Optional<Path> at(Fields listing, String key) {
        return listing.optionalText(key).map(text -> Checked.path(listing, key, text));
    }
}
