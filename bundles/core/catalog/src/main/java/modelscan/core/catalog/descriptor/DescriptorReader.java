package modelscan.core.catalog.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.gateway.Provider;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** Reads a descriptor; the vocabulary is closed, and every error names the file, the key and what is allowed. */
public final class DescriptorReader {
    private static final Set<String> WORDS = Set.of("id", "name", "mode", "dialect", "url", "auth", "key", "headers", "serves",
            "paths", "quirks", "limits", "listing", "modes", "calls", "command", "tokens", "open", "breaker", "plans", "models",
            "source", "verified");
    private static final Set<String> MODES = Stream.of(Provider.Mode.values())
            .map(mode -> mode.name().toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Fields fields;

    private DescriptorReader(Fields fields) {
        this.fields = fields;
    }

    /**
     * Reads a descriptor; {@code place} says in messages where it comes from.
     *
     * @throws FailureException if anything in it is wrong
     */
    public static Descriptor read(byte[] bytes, String place) {
        JsonNode tree;
        try {
            tree = Json.read(bytes);
        } catch (FailureException malformed) {
            throw Checked.refuse(place + ": " + malformed.failure().message());
        }
        return new DescriptorReader(Fields.of(tree, place, WORDS)).descriptor();
    }

    /** Checks that a text is an address; it may hold placeholders. */
    public static void checkUrl(String url, String what) {
        Checked.url(url, what);
    }

    private Descriptor descriptor() {
        String id = id();
        Provider.Mode mode = mode();
        Provider.About about = new Provider.About(id, fields.optionalText("name").orElse(id), mode,
                fields.flag("open").orElse(true), fields.flag("breaker").orElse(true));
        Descriptor.Access access = new AccessReader(fields).access(id, mode);
        Descriptor.Speech speech = new SpeechReader(fields).speech(mode);
        return new Descriptor(about, access, speech, new QuirksReader(fields).quirks(), offer(speech),
                new LimitsReader(fields).limits());
    }

    private Descriptor.Offer offer(Descriptor.Speech speech) {
        ModelReader models = new ModelReader(fields, speech.serves());
        return new Descriptor.Offer(List.copyOf(models.models().values()), models.traits(), ModesReader.modes(fields),
                new PlanReader(fields).plans(), new ListingReader(fields).listing());
    }

    private String id() {
        String id = fields.text("id");
        if (!ID.matcher(id).matches()) {
            throw Checked.refuse(fields, "'id' must be up to 40 small letters, digits and hyphens, not '" + id + "'");
        }
        return id;
    }

    private Provider.Mode mode() {
        String mode = fields.optionalText("mode").orElse("api");
        if (!MODES.contains(mode)) {
            throw fields.notAllowed("mode", mode, MODES);
        }
        return Provider.Mode.valueOf(mode.toUpperCase(Locale.ROOT));
    }
}
