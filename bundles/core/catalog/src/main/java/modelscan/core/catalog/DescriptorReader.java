package modelscan.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.gateway.Provider;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** Reads a descriptor; the vocabulary is closed, and every error names the file, the key and what is allowed. */
final class DescriptorReader {
    private static final Set<String> WORDS = Set.of("id", "name", "mode", "dialect", "url", "auth", "key", "headers",
            "serves", "paths", "quirks", "open", "plans", "models", "source", "verified");
    private static final Set<String> PLAN = Set.of("rpm", "rph", "rpd", "tpm", "tpd", "concurrent");
    // "models" says that the provider lists its models itself.
    private static final String LISTING = "models";
    private static final Set<String> SERVICES = Stream.concat(Stream.of(LISTING),
            Stream.of(Operation.values()).map(Operation::word)).collect(Collectors.toUnmodifiableSet());
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
    static Descriptor read(byte[] bytes, String place) {
        JsonNode tree;
        try {
            tree = Json.read(bytes);
        } catch (FailureException malformed) {
            throw refuse(place + ": " + malformed.failure().message());
        }
        return new DescriptorReader(Fields.of(tree, place, WORDS)).descriptor();
    }

    private Descriptor descriptor() {
        String id = id();
        boolean open = fields.flag("open").orElse(true);
        Provider.About about = new Provider.About(id, fields.optionalText("name").orElse(id), mode(), open);
        Auth auth = auth();
        String key = auth.needsKey() ? fields.optionalText("key").orElse("$[secret:" + id + "]") : "";
        Set<Operation> serves = serves();
        checkPlans();
        return new Descriptor(about, fields.text("dialect"), url(), auth, key, texts("headers"), serves, paths(), quirks(),
                new ModelReader(fields, serves).models());
    }

    private void checkPlans() {
        fields.named("plans").ifPresent(plans -> plans.keys().forEach(plan -> {
            Fields limits = plans.object(plan, PLAN).orElseThrow(() -> refuse(plans.place() + ": '" + plan + "' is empty"));
            limits.keys().forEach(limits::count);
        }));
    }

    private String id() {
        String id = fields.text("id");
        if (!ID.matcher(id).matches()) {
            throw refuse(fields.place() + ": 'id' must be up to 40 small letters, digits and hyphens, not '" + id + "'");
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

    private String url() {
        String url = fields.text("url");
        checkUrl(url, fields.place() + ": 'url'");
        if (url.contains("?")) {
            throw refuse(fields.place() + ": 'url' has a query; the paths of operations are put behind it, a query may be in 'paths'");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Checks an address that may hold placeholders. */
    static void checkUrl(String url, String what) {
        try {
            URI uri = new URI(url.replaceAll("\\$\\[[^\\]]*\\]", "x"));
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme()) && uri.getUserInfo() == null) {
                return;
            }
        } catch (URISyntaxException malformed) {
            // falls through to the one message
        }
        throw refuse(what + " must be an address such as https://api.example.com/v1, not '" + url + "'");
    }

    private Auth auth() {
        JsonNode value = fields.value("auth").orElse(null);
        if (value == null || value.isTextual()) {
            String word = value == null ? "bearer" : value.textValue();
            return switch (word) {
                case "bearer" -> new Auth.Bearer();
                case "none" -> new Auth.None();
                default -> throw fields.notAllowed("auth", word, Set.of("bearer", "none", "{\"header\": name}",
                        "{\"query\": name}"));
            };
        }
        Fields form = Fields.of(value, fields.place() + " auth", Set.of("header", "query"));
        return form.keys().contains("header") ? new Auth.Header(form.text("header")) : new Auth.Query(form.text("query"));
    }

    private Set<Operation> serves() {
        Set<Operation> serves = EnumSet.noneOf(Operation.class);
        for (String word : fields.texts("serves")) {
            if (!word.equals(LISTING)) {
                serves.add(operation("serves", word));
            }
        }
        if (serves.isEmpty()) {
            throw refuse(fields.place() + ": 'serves' is missing; it lists what the provider can be asked for, such as [\"chat\"]");
        }
        return serves;
    }

    private Operation operation(String key, String word) {
        return Operation.of(word).orElseThrow(() -> fields.notAllowed(key, word, SERVICES));
    }

    private Map<Operation, String> paths() {
        Map<Operation, String> paths = new EnumMap<>(Operation.class);
        texts("paths").forEach((word, path) -> {
            if (!path.startsWith("/")) {
                throw refuse(fields.place() + " paths: '" + word + "' must begin with a slash, not '" + path + "'");
            }
            paths.put(operation("paths", word), path);
        });
        return paths;
    }

    private Descriptor.Quirks quirks() {
        Optional<Fields> quirks = fields.object("quirks", Set.of("drop", "rename", "default", "usage"));
        if (quirks.isEmpty()) {
            return Descriptor.Quirks.NONE;
        }
        Map<String, String> rename = new HashMap<>();
        quirks.get().named("rename").ifPresent(names -> names.keys().forEach(key -> rename.put(key, names.text(key))));
        Map<String, JsonNode> defaults = new HashMap<>();
        quirks.get().named("default").ifPresent(values -> values.keys()
                .forEach(key -> values.value(key).ifPresent(value -> defaults.put(key, value))));
        return new Descriptor.Quirks(new HashSet<>(quirks.get().texts("drop")), rename, defaults,
                quirks.get().optionalText("usage"));
    }

    private Map<String, String> texts(String key) {
        Map<String, String> texts = new HashMap<>();
        fields.named(key).ifPresent(named -> named.keys().forEach(name -> texts.put(name, named.text(name))));
        return texts;
    }

    private static FailureException refuse(String message) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message));
    }
}
