package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.PlanDesk;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.store.Store;
import modelscan.base.json.Fields;
import modelscan.stage.limit.PriceEntry.Key;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Imports prices and keeps every one there ever was. */
@Component(service = PriceKeeping.class, immediate = true)
public final class PriceKeeping {
    private final PriceShelf shelf;
    private final Catalog catalog;
    private final PriceTables tables;
    private final Trail trail;
    private final InstantSource clock;

    /** Takes over what was imported before. */
    @Activate
    public PriceKeeping(@Reference PriceShelf shelf, @Reference Catalog catalog, @Reference Store store,
            @Reference Trail trail) {
        this(shelf, catalog, Tables.of(store), trail, InstantSource.system());
    }

    PriceKeeping(PriceShelf shelf, Catalog catalog, Tables tables, Trail trail, InstantSource clock) {
        this.shelf = shelf;
        this.catalog = catalog;
        this.tables = new PriceTables(tables);
        this.trail = trail;
        this.clock = clock;
        shelf.put(this.tables.latest());
    }

    /** Imports prices, all or none; those of providers that are not there are skipped and named. */
    synchronized PlanDesk.Report take(List<Fields> lines, String author) {
        Map<Key, PriceEntry> changed = new TreeMap<>();
        List<String> skipped = new ArrayList<>();
        int same = 0;
        for (Fields line : lines) {
            Key key = new Key(line.text("provider"), line.text("model"));
            if (catalog.provider(key.provider()).isEmpty()) {
                skipped.add(key.provider() + "/" + key.model());
                continue;
            }
            PriceEntry entry = entry(line, key, author);
            if (shelf.entry(key).filter(entry::same).isPresent()) {
                same++;
            } else {
                changed.put(key, entry);
            }
        }
        if (!changed.isEmpty()) {
            Map<Key, JsonNode> before = new TreeMap<>();
            changed.keySet().forEach(key -> before.put(key, now(key)));
            tables.add(changed);
            shelf.put(changed);
            changed.forEach((key, entry) -> trail.tell(author, entry.prices().isPresent() ? "price.set" : "price.cleared",
                    key.provider() + "/" + key.model(), before.get(key), entry.prices().isPresent() ? PriceForm.json(entry) : now(key)));
        }
        return new PlanDesk.Report(changed.size(), same, skipped);
    }

    private JsonNode now(Key key) {
        Optional<PriceEntry> entry = shelf.entry(key).filter(imported -> imported.prices().isPresent()).or(() -> candidate(key)
                .map(shelf::holding));
        return entry.filter(known -> known.prices().isPresent()).<JsonNode>map(PriceForm::json).orElse(NullNode.getInstance());
    }

    private PriceEntry entry(Fields line, Key key, String author) {
        Optional<Prices> prices = line.flag("remove").orElse(false) ? Optional.empty()
                : Optional.of(PriceForm.read(line, candidate(key).flatMap(found -> found.model().prices())));
        return new PriceEntry(prices, line.optionalText("source"), TermsForm.date(line), clock.instant(), author);
    }

    /** All prices of a model, the latest first. */
    List<PriceTables.Row> history(Key key) {
        return tables.history(key);
    }

    private Optional<Candidate> candidate(Key key) {
        return catalog.models().stream().filter(candidate -> candidate.provider().equals(key.provider())
                && candidate.model().id().equals(key.model())).findFirst();
    }
}
