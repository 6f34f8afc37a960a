package modelscan.shell.commands;

import java.util.List;
import java.util.Locale;
import modelscan.api.gateway.Plugins;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:plugins}: every bundle, and every file in {@code plugins/} that could not become one. */
@Component(service = PluginList.class, property = {Verb.MS, Verb.NAME + "=plugins",
        Verb.ABOUT + "=every bundle with its state, and what is wrong with it"})
public final class PluginList {
    private static final List<Column> COLUMNS = List.of(Column.text("name"), Column.text("version"),
            Column.text("state"), Column.text("origin"), Column.text("why"));

    private final Plugins plugins;

    @Activate
    public PluginList(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    /** The command. */
    public Answer plugins(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 0, words);
        return arguments.answer(new Listing("plugins", COLUMNS, plugins.list().stream()
                .map(plugin -> Listing.row().put("name", plugin.name()).put("version", plugin.version())
                        .put("state", plugin.state().name().toLowerCase(Locale.ROOT)).put("origin", plugin.origin())
                        .put("why", plugin.why()))
                .toList()));
    }
}
