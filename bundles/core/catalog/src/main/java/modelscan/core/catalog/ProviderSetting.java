package modelscan.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private final String id;
    private volatile Config config;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "A provider", description = "Where a provider is reached and with which key")
    public @interface Config {
        @AttributeDefinition(description = "Base address, instead of the descriptor's", required = false)
        String url() default "";

        @AttributeDefinition(description = "Key, best as $[secret:name] or $[env:NAME]", required = false)
        String key() default "";

        @AttributeDefinition(description = "Further keys; they take turns, and one that is refused rests", required = false)
        String[] keys() default {};

        @AttributeDefinition(description = "The plan the account is on", required = false)
        String plan() default "";

        @AttributeDefinition(description = "Whether the provider takes part", required = false)
        boolean enabled() default true;
    }

    @Activate
    public ProviderSetting(Config config, Map<String, Object> properties) {
        this.config = config;
        String pid = String.valueOf(properties.get("service.pid"));
        this.id = pid.substring(pid.indexOf('~') + 1);
    }

    /** Takes a change as the same service: a provider must not fall back to its descriptor for a moment. */
    @Modified
    void change(Config changed) {
        config = changed;
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

    Optional<String> plan() {
        return given(config.plan());
    }

    boolean enabled() {
        return config.enabled();
    }

    private static Optional<String> given(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }
}
