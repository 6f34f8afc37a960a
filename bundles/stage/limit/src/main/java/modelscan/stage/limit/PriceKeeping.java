package modelscan.stage.limit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.store.Store;
import modelscan.base.json.Fields;
import modelscan.stage.limit.PriceEntry.Key;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports prices and keeps every one there ever was. */
@Component(service = PriceKeeping.class, immediate = true)
public final class PriceKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(PriceKeeping.class);

    private final PriceShelf shelf;
    private final Catalog catalog;
    private final PriceTables tables;
    private final InstantSource clock;

    /** What an import did. */
    record Report(int changed, int same, List<String> skipped) {
    }

    /** Takes over what was imported before. */
    @Activate
    public PriceKeeping(@Reference PriceShelf shelf, @Reference Catalog catalog, @Reference Store store) {
        this(shelf, catalog, Tables.of(store), InstantSource.system());
    }

    PriceKeeping(PriceShelf shelf, Catalog catalog, Tables tables, InstantSource clock) {
        this.shelf = shelf;
        this.catalog = catalog;
        this.tables = new PriceTables(tables);
        this.clock = clock;
        shelf.put(this.tables.latest());
    }

    /** Imports prices, all or none; those of providers that are not there are skipped and named. */
    synchronized Report take(List<Fields> lines, String author) {
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
            tables.add(changed);
            shelf.put(changed);
            changed.forEach((key, entry) -> LOG.info("audit: {} set the price of {}/{} to {}", author, key.provider(), key.model(),
                    PriceForm.write(entry)));
        }
        return new Report(changed.size(), same, skipped);
    }

    private PriceEntry entry(Fields line, Key key, String author) {
        Optional<Prices> prices = line.flag("remove").orElse(false) ? Optional.empty()
                : Optional.of(PriceForm.read(line, model(key).flatMap(Model::prices)));
        return new PriceEntry(prices, line.optionalText("source"), TermsForm.date(line), clock.instant(), author);
    }

    /** All prices of a model, the latest first. */
    List<PriceTables.Row> history(Key key) {
        return tables.history(key);
    }

    private Optional<Model> model(Key key) {
        return catalog.models().stream().filter(candidate -> candidate.provider().equals(key.provider()))
                .map(Candidate::model).filter(model -> model.id().equals(key.model())).findFirst();
    }
}
