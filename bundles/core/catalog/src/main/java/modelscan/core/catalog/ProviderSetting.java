package modelscan.core.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.base.net.Patience;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the owner of the gateway says about a provider: configuration {@code modelscan.provider~<id>}. */
@Component(service = ProviderSetting.class, configurationPid = ProviderSetting.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ProviderSetting.Config.class, factory = true)
public final class ProviderSetting {
    static final String PID = "modelscan.provider";
    private static final int LONGEST = 86_400;

    private final String id;
    private volatile Config config;
    private volatile Patience patience;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "A provider", description = "Where a provider is reached and with which key")
    public @interface Config {
        @AttributeDefinition(description = "Base address, instead of the descriptor's", required = false)
        String url() default "";

        @AttributeDefinition(description = "Key, best as $[secret:name] or $[env:NAME]", required = false)
        String key() default "";

        @AttributeDefinition(description = "Further keys; they take turns, and one that is refused rests", required = false)
        String[] keys() default {};

        @AttributeDefinition(description = "Whether several keys are of one account and share its limits", required = false)
        boolean sharedLimits() default false;

        @AttributeDefinition(description = "The plan the account is on", required = false)
        String plan() default "";

        @AttributeDefinition(description = "Whether the provider takes part", required = false)
        boolean enabled() default true;

        @AttributeDefinition(description = "Seconds until a connection must be there; 0 is the usual 5", required = false)
        int connect() default 0;

        @AttributeDefinition(description = "Seconds until an answer must begin; 0 is the usual 600", required = false)
        int firstByte() default 0;

        @AttributeDefinition(description = "Seconds between two bytes of an answer; 0 is the usual 300", required = false)
        int stall() default 0;

        @AttributeDefinition(description = "Seconds for a whole call; 0 is no bound beside the others", required = false)
        int total() default 0;
    }

    @Activate
    public ProviderSetting(Config config, Map<String, Object> properties) {
        this.config = config;
        this.patience = patience(config, Patience.usual());
        String pid = String.valueOf(properties.get("service.pid"));
        this.id = pid.substring(pid.indexOf('~') + 1);
    }

    /** Takes a change as the same service: a provider must not fall back to its descriptor for a moment. */
    @Modified
    void change(Config changed) {
        config = changed;
        patience = patience(changed, Patience.usual());
    }

    /** The provider it is about. */
    String id() {
        return id;
    }

    Optional<String> url() {
        return given(config.url());
    }

    Optional<String> key() {
        return given(config.key());
    }

    List<String> keys() {
        return Stream.of(config.keys()).filter(key -> !key.isBlank()).map(String::strip).toList();
    }

    /** Whether each key has limits of its own. */
    boolean apart() {
        return !config.sharedLimits();
    }

    Optional<String> plan() {
        return given(config.plan());
    }

    boolean enabled() {
        return config.enabled();
    }

    /** How long its calls wait for what. */
    Patience patience() {
        return patience;
    }

    /** The same for a call that has a patience of its own: where the owner says nothing, that one stays. */
    Patience patience(Patience own) {
        return patience(config, own);
    }

    private static Patience patience(Config config, Patience usual) {
        Patience patience = seconds(config.connect()).map(usual::connect).orElse(usual);
        patience = seconds(config.firstByte()).map(patience::firstByte).orElse(patience);
        patience = seconds(config.stall()).map(patience::stall).orElse(patience);
        return seconds(config.total()).map(patience::total).orElse(patience);
    }

    private static Optional<Duration> seconds(int count) {
        return count <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.min(count, LONGEST)));
    }

    private static Optional<String> given(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }
}
