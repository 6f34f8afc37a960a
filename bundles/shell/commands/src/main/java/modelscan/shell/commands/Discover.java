package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Discovery;
import modelscan.api.gateway.Model;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:discover}: asks providers for their own lists of models, and says which were new. */
@Component(service = Discover.class, property = {Verb.MS, Verb.NAME + "=discover", Verb.TAKES + "=[provider]",
        Verb.ABOUT + "=asks providers which models they have; says which are new"})
public final class Discover {
    private static final List<Column> COLUMNS = List.of(Column.text("provider"), Column.text("model"));

    private final Discovery discovery;
    private final Catalog catalog;

    @Activate
    public Discover(@Reference Discovery discovery, @Reference Catalog catalog) {
        this.discovery = discovery;
        this.catalog = catalog;
    }

    /** The command. */
    public Answer discover(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 1, words);
        Optional<String> provider = arguments.word(0);
        if (provider.isPresent() && catalog.provider(provider.get()).isEmpty()) {
            throw Arguments.unknown("provider", provider.get(), catalog.providers().stream().map(entry -> entry.about().id()));
        }
        Map<String, Set<String>> before = models();
        discovery.refresh(provider);
        List<ObjectNode> fresh = models().entrySet().stream().flatMap(entry -> entry.getValue().stream()
                .filter(id -> !before.getOrDefault(entry.getKey(), Set.of()).contains(id)).sorted()
                .map(id -> row(entry.getKey(), id))).toList();
        return arguments.answer(new Listing("models", COLUMNS, fresh));
    }

    private Map<String, Set<String>> models() {
        Map<String, Set<String>> models = new LinkedHashMap<>();
        catalog.providers().forEach(entry -> models.put(entry.about().id(),
                entry.models().stream().map(Model::id).collect(Collectors.toSet())));
        return models;
    }

    private static ObjectNode row(String provider, String model) {
        return Listing.row().put("provider", provider).put("model", model);
    }
}
