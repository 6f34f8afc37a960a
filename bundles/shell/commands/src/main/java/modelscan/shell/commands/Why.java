package modelscan.shell.commands;

import modelscan.api.gateway.Plugins;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Sentence;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:why}: what a bundle or a component waits for. */
@Component(service = Why.class, property = {Verb.MS, Verb.NAME + "=why", Verb.TAKES + "=<bundle or component>",
        Verb.COMPLETES + "=part", Verb.ABOUT + "=what a bundle or a component waits for"})
public final class Why {
    private final Plugins plugins;
    private final BundleContext context;

    @Activate
    public Why(@Reference Plugins plugins, BundleContext context) {
        this.plugins = plugins;
        this.context = context;
    }

    /** The command. */
    public Answer why(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 1, words);
        String name = arguments.word(0, "the name of a bundle or component");
        String sentence = plugins.why(name).orElseThrow(() ->
                Arguments.unknown("bundle or component", name, Names.PART.now(context).stream()));
        return arguments.answer(new Sentence("why", sentence));
    }
}
