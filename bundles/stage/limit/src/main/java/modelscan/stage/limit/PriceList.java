package modelscan.stage.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.stage.limit.PriceEntry.Key;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists prices, each for one unit; with {@code history=true} all that a model ever had since it was first imported. */
@Component(service = Endpoint.class, property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/prices",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class PriceList implements Endpoint {
    private final Catalog catalog;
    private final PriceShelf shelf;
    private final PriceKeeping keeping;
    private final LimitsView view;

    /** An endpoint over these prices. */
    @Activate
    public PriceList(@Reference Catalog catalog, @Reference PriceShelf shelf, @Reference PriceKeeping keeping, @Reference Gates gates,
            @Reference LimitSettings settings) {
        this.catalog = catalog;
        this.shelf = shelf;
        this.keeping = keeping;
        this.view = new LimitsView(gates, settings);
    }

    @Override
    public void serve(Call call) throws IOException {
        Optional<String> provider = call.query("provider");
        Optional<String> model = call.query("model");
        boolean history = call.query("history").filter("true"::equals).isPresent();
        if (history && (provider.isEmpty() || model.isEmpty())) {
            throw TermsForm.wrong("a history is one of a 'provider' and a 'model'");
        }
        Answers.list(call, history ? history(new Key(provider.get(), model.get())) : catalog.models().stream()
                .filter(candidate -> provider.isEmpty() || provider.get().equals(candidate.provider()))
                .filter(candidate -> model.isEmpty() || model.get().equals(candidate.model().id()))
                .flatMap(candidate -> now(candidate).stream())
                .filter(line -> call.query("unit").filter(unit -> !unit.equals(line.path("unit").asText())).isEmpty()).toList());
    }

    private List<ObjectNode> now(Candidate candidate) {
        PriceEntry entry = shelf.holding(candidate);
        boolean imported = entry.at().isAfter(Instant.EPOCH);
        List<ObjectNode> lines = PriceForm.lines(new Key(candidate.provider(), candidate.model().id()), entry, view.stale(entry.verified()));
        lines.forEach(line -> line.put("imported", imported ? entry.at().toString() : null));
        return lines;
    }

    private List<ObjectNode> history(Key key) {
        return keeping.history(key).stream().flatMap(row -> PriceForm.lines(key, row.entry(), view.stale(row.entry().verified())).stream()
                .map(line -> line.put("imported", row.entry().at().toString()).put("author", row.entry().author()))).toList();
    }
}
