package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import modelscan.api.gateway.Catalog;
import modelscan.api.model.Operation;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:providers}: who serves models, and how they are. */
@Component(service = Providers.class, property = {Verb.MS, Verb.NAME + "=providers",
        Verb.ABOUT + "=who serves models, and how they are"})
public final class Providers {
    private static final List<Column> COLUMNS = List.of(Column.text("id"), Column.text("state"), Column.text("mode"),
            Column.text("serves"), Column.number("models"), Column.number("running"), Column.text("stale"),
            Column.text("why"), Column.text("bundle"));

    private final Catalog catalog;

    @Activate
    public Providers(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    /** The command. */
    public Answer providers(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 0, words);
        List<ObjectNode> rows = catalog.providers().stream().map(Providers::row).toList();
        return arguments.answer(new Listing("providers", COLUMNS, rows));
    }

    private static ObjectNode row(Catalog.Entry entry) {
        ObjectNode row = Listing.row().put("id", entry.about().id()).put("name", entry.about().name())
                .put("state", word(entry.health().state())).put("why", entry.health().why())
                .put("mode", word(entry.about().mode())).put("open", entry.about().open());
        ArrayNode serves = row.putArray("serves");
        entry.serves().stream().sorted().map(Operation::word).forEach(serves::add);
        return row.put("models", entry.models().size()).put("running", entry.running()).put("bundle", entry.bundle())
                .put("verified", entry.verified().map(LocalDate::toString).orElse(null)).put("stale", entry.stale());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
