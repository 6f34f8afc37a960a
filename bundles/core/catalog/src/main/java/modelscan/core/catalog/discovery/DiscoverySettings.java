package modelscan.core.catalog.discovery;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the owner says about lists of models: configuration {@code modelscan.core.catalog}. */
@Component(service = DiscoverySettings.class, configurationPid = "modelscan.core.catalog")
@Designate(ocd = DiscoverySettings.Config.class)
public final class DiscoverySettings {
    private volatile Config config;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "The catalog", description = "How the models of providers are kept up to date")
    public @interface Config {
        @AttributeDefinition(description = "Whether remote providers that have their key are asked for their models", required = false)
        boolean discover() default true;

        @AttributeDefinition(description = "Every how many hours they are asked", required = false)
        int discoverEvery() default 24;

        @AttributeDefinition(description = "Whether engines on this machine are looked for", required = false)
        boolean findLocal() default false;

        @AttributeDefinition(description = "After how many days figures count as stale", required = false)
        int staleAfter() default 90;
    }

    @Activate
    public DiscoverySettings(Config config) {
        this.config = config;
    }

    /** Takes a change as the same service, so that nothing has to start anew. */
    @Modified
    void change(Config changed) {
        config = changed;
    }

    /** Whether this kind of provider is asked at all. */
    boolean asks(boolean local) {
        return local ? config.findLocal() : config.discover();
    }

    Duration every() {
        return Duration.ofHours(Math.max(1, config.discoverEvery()));
    }

    /** After how many days figures count as stale. */
    public int staleAfter() {
        return Math.max(1, config.staleAfter());
    }
}
