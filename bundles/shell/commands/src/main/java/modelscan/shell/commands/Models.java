package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Model;
import modelscan.api.model.Operation;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:models}: what can be asked for. */
@Component(service = Models.class, property = {Verb.MS, Verb.NAME + "=models", Verb.TAKES + "=[provider]",
        Verb.COMPLETES + "=provider", Verb.ABOUT + "=what can be asked for"})
public final class Models {
    private static final List<Column> COLUMNS = List.of(Column.text("name"), Column.text("serves"),
            Column.number("context"), Column.number("output"), Column.text("capabilities"), Column.text("price"));

    private final Catalog catalog;

    @Activate
    public Models(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    /** The command. */
    public Answer models(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 1, words);
        List<Candidate> models = arguments.word(0).map(this::of).orElseGet(catalog::models);
        return arguments.answer(new Listing("models", COLUMNS, models.stream().map(Models::row).toList()));
    }

    private List<Candidate> of(String provider) {
        if (catalog.provider(provider).isEmpty()) {
            throw Arguments.unknown("provider", provider, catalog.providers().stream().map(entry -> entry.about().id()));
        }
        return catalog.models().stream().filter(candidate -> candidate.provider().equals(provider)).toList();
    }

    private static ObjectNode row(Candidate candidate) {
        Model model = candidate.model();
        ObjectNode row = Listing.row().put("name", candidate.name()).put("provider", candidate.provider())
                .put("id", model.id());
        ArrayNode serves = row.putArray("serves");
        model.operations().stream().sorted().map(Operation::word).forEach(serves::add);
        model.context().ifPresent(tokens -> row.put("context", tokens));
        model.output().ifPresent(tokens -> row.put("output", tokens));
        ArrayNode capabilities = row.putArray("capabilities");
        model.capabilities().stream().sorted().forEach(capabilities::add);
        model.prices().ifPresent(prices -> PriceTag.put(prices, row));
        return row;
    }
}
