package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.Audit.Sought;
import modelscan.api.gateway.Audit.Taken;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:audit}: who changed what, the newest first. */
@Component(service = AuditTrail.class, property = {Verb.MS, Verb.NAME + "=audit", Verb.TAKES + "=[subject]",
        Verb.ABOUT + "=who changed what, the newest first"})
public final class AuditTrail {
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MOST = 50;
    private static final List<Column> COLUMNS = List.of(Column.text("at"), Column.text("actor"), Column.text("action"),
            Column.text("subject"), Column.text("after"));

    private final Audit audit;

    @Activate
    public AuditTrail(@Reference Audit audit) {
        this.audit = audit;
    }

    /** The command. */
    public Answer audit(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 1, words);
        List<Taken> found = audit.latest(new Sought(Instant.EPOCH, EVER, Optional.empty(), Optional.empty(), arguments.word(0),
                Long.MAX_VALUE, MOST));
        return arguments.answer(new Listing("changes", COLUMNS, found.stream().map(AuditTrail::row).toList()));
    }

    private static ObjectNode row(Taken taken) {
        ObjectNode row = Listing.row().put("at", taken.at().toString()).put("actor", taken.change().actor())
                .put("action", taken.change().action()).put("subject", taken.change().subject());
        row.set("before", taken.change().before());
        row.set("after", taken.change().after());
        return row;
    }
}
