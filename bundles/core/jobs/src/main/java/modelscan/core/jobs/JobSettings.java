package modelscan.core.jobs;

import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the owner says about jobs: configuration {@code modelscan.core.jobs}. */
@Component(service = JobSettings.class, configurationPid = "modelscan.core.jobs")
@Designate(ocd = JobSettings.Config.class)
public final class JobSettings {
    private static final long MEGABYTE = 1024 * 1024;

    private volatile Config config;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Jobs", description = "Work that outlives its connection")
    public @interface Config {
        @AttributeDefinition(description = "How many jobs run at the same time", required = false)
        int running() default 256;

        @AttributeDefinition(description = "How many more may wait", required = false)
        int waiting() default 256;

        @AttributeDefinition(description = "How many jobs that are over are kept", required = false)
        int keep() default 1000;

        @AttributeDefinition(description = "For how many days they are kept", required = false)
        int days() default 7;

        @AttributeDefinition(description = "The most megabytes of the result of one job", required = false)
        int megabytes() default 1024;

        @AttributeDefinition(description = "Whether webhooks may be told over http to other machines", required = false)
        boolean webhookHttp() default false;

        @AttributeDefinition(description = "Whether webhooks may be told at private addresses", required = false)
        boolean webhookPrivate() default false;
    }

    @Activate
    public JobSettings(Config config) {
        this.config = config;
    }

    /** Takes a change as the same service, so that no job is disturbed. */
    @Modified
    void change(Config changed) {
        config = changed;
    }

    int running() {
        return Math.max(1, config.running());
    }

    /** How many may be there that are not over. */
    int admitted() {
        return running() + Math.max(0, config.waiting());
    }

    int keep() {
        return Math.max(0, config.keep());
    }

    Duration age() {
        return Duration.ofDays(Math.max(0, config.days()));
    }

    /** The most bytes of a result. */
    long largest() {
        return Math.max(1, config.megabytes()) * MEGABYTE;
    }

    boolean plainWebhooks() {
        return config.webhookHttp();
    }

    boolean privateWebhooks() {
        return config.webhookPrivate();
    }
}
