package modelscan.shell.commands;

import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Facts;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code ms:version}: what runs here. */
@Component(service = Version.class, property = {Verb.MS, Verb.NAME + "=version", Verb.ABOUT + "=what runs here"})
public final class Version {
    private final BundleContext context;

    @Activate
    public Version(BundleContext context) {
        this.context = context;
    }

    /** The command. */
    public Answer version(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 0, words);
        return arguments.answer(new Facts(Facts.object()
                .put("modelscan", of(context))
                .put("java", Runtime.version().toString())
                .put("framework", context.getProperty(Constants.FRAMEWORK_VENDOR) + " "
                        + context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getVersion())));
    }

    /** The version of the product. */
    static String of(BundleContext context) {
        String version = context.getProperty("modelscan.version");
        return version == null ? context.getBundle().getVersion().toString() : version;
    }
}
