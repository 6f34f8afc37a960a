package modelscan.shell.commands;

import java.util.List;
import java.util.Locale;
import modelscan.api.gateway.Gateway;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:pipeline}: the stages that the next request will pass. */
@Component(service = Pipeline.class, property = {Verb.MS, Verb.NAME + "=pipeline",
        Verb.ABOUT + "=the stages that the next request will pass, outermost first"})
public final class Pipeline {
    private static final List<Column> COLUMNS = List.of(Column.text("phase"), Column.number("ranking"),
            Column.text("stage"), Column.text("bundle"));

    private final Gateway gateway;

    @Activate
    public Pipeline(@Reference Gateway gateway) {
        this.gateway = gateway;
    }

    /** The command. */
    public Answer pipeline(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 0, words);
        return arguments.answer(new Listing("stages", COLUMNS, gateway.stages().stream()
                .map(stand -> Listing.row().put("phase", stand.phase().name().toLowerCase(Locale.ROOT))
                        .put("ranking", stand.ranking()).put("stage", stand.stage()).put("bundle", stand.bundle()))
                .toList()));
    }
}
