package modelscan.shell.commands;

import java.io.IOException;
import java.nio.file.Path;
import modelscan.shell.commands.socket.Doorman;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the shell in the home of the gateway. */
@Component(service = {}, immediate = true)
public final class Shell {
    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);
    private static final String HOME = "modelscan.home";

    private final Doorman doorman;

    /** Opens the socket; fails when the home does not let it. */
    @Activate
    public Shell(BundleContext context, @Reference CommandProcessor processor) throws IOException {
        String home = context.getProperty(HOME);
        if (home == null) {
            throw new IllegalStateException("the shell needs to know the home: framework property " + HOME + " is not set");
        }
        doorman = new Doorman(Path.of(home), processor,
                new Completion(() -> Verb.all(context), kind -> Names.now(kind, context)));
        LOG.info("the shell listens at {}", doorman.path());
    }

    @Deactivate
    void close() throws IOException {
        doorman.close();
    }
}
