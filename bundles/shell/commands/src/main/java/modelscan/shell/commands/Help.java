package modelscan.shell.commands;

import java.util.List;
import java.util.Optional;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code ms:help}: the commands, and what they take. */
@Component(service = Help.class, property = {Verb.MS, Verb.NAME + "=help", Verb.TAKES + "=[command]",
        Verb.COMPLETES + "=command", Verb.ABOUT + "=the commands, and what they take"})
public final class Help {
    private static final List<Column> COLUMNS = List.of(Column.text("command"), Column.text("takes"), Column.text("about"));

    private final BundleContext context;

    @Activate
    public Help(BundleContext context) {
        this.context = context;
    }

    /** The command. */
    public Answer help(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 1, words);
        List<Verb> all = Verb.all(context);
        Optional<String> wanted = arguments.word(0);
        // Commands that say nothing of themselves are Gogo's own inner works.
        List<Verb> shown = all.stream().filter(verb -> wanted.map(name -> name.equals(verb.name())
                || name.equals(verb.fullName())).orElse(!verb.about().isEmpty())).toList();
        if (shown.isEmpty() && wanted.isPresent()) {
            throw Arguments.unknown("command", wanted.get(), Names.COMMAND.now(context).stream());
        }
        return arguments.answer(new Listing("commands", COLUMNS, shown.stream().map(verb -> Listing.row()
                .put("command", verb.fullName()).put("takes", verb.takes()).put("about", verb.about())).toList()));
    }
}
