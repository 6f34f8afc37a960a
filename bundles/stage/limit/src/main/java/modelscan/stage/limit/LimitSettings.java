package modelscan.stage.limit;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the owner wants to happen at the limits of providers. */
@Component(service = LimitSettings.class, configurationPid = "modelscan.stage.limit")
@Designate(ocd = LimitSettings.Config.class)
public final class LimitSettings {
    private volatile Config config;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Limits of providers", description = "What happens at the limits of providers")
    public @interface Config {
        @AttributeDefinition(description = "How long a request waits when another candidate could take it", required = false)
        int waitMillis() default 0;

        @AttributeDefinition(description = "How long a request waits when nobody else could take it", required = false)
        int waitAloneMillis() default 2000;

        @AttributeDefinition(description = "After how many days limits and prices should be compared with their source again",
                required = false)
        int staleAfter() default 7;

        @AttributeDefinition(description = "Whether limits of days and months are let go while their counts cannot be kept",
                required = false)
        boolean goOnUnsaved() default false;
    }

    /** As configured. */
    @Activate
    public LimitSettings(Config config) {
        this.config = config;
    }

    /** Takes a change as the same service: no stage has to begin anew for it. */
    @Modified
    void change(Config changed) {
        config = changed;
    }

    Duration patience() {
        return Duration.ofMillis(config.waitMillis());
    }

    Duration patienceAlone() {
        return Duration.ofMillis(Math.max(config.waitMillis(), config.waitAloneMillis()));
    }

    int staleAfter() {
        return config.staleAfter();
    }

    boolean goOnUnsaved() {
        return config.goOnUnsaved();
    }
}
