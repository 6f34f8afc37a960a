package modelscan.api.gateway;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Knows the bundles that are installed, what is in {@code plugins/}, and what keeps something from working. */
@ProviderType
public interface Plugins {
    /** Everything installed, and every file in {@code plugins/} that could not be. */
    List<Plugin> list();

    /** One sentence on what the bundle or component waits for; empty if there is none of that name. */
    Optional<String> why(String name);

    /** A sentence for each thing that does not work, plugins and settings included. */
    List<String> problems();

    /** A sentence for each built-in part that does not work; while there is one, the gateway is not ready. */
    List<String> outages();

    /** How a plugin is. */
    enum State {
        /** At work. */
        ACTIVE,
        /** Installed, its requirements are met. */
        RESOLVED,
        /** Installed, something it needs is missing. */
        WAITING,
        /** Replaced; it finishes the exchanges it has. */
        DRAINING,
        /** It could not be installed or started. */
        FAILED
    }

    /**
     * A plugin.
     *
     * @param name the symbolic name, or the file's name when it could not be read
     * @param version its version, empty when it could not be read
     * @param state how it is
     * @param origin {@code built-in} or the name of its file in {@code plugins/}
     * @param why what is wrong, empty when nothing is
     */
    record Plugin(String name, String version, State state, String origin, String why) {
    }
}
