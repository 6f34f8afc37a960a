package modelscan.core.catalog;

import java.util.Optional;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Provider.Health;
import modelscan.api.model.Failure;

/**
 * Where a described provider is reached and with which key: the descriptor, and over it the owner's setting.
 *
 * <p>A key in the vault may come, change or go while traffic runs; it is looked up again every two seconds at most.
 */
final class Account {
    private static final long FRESH = 2_000_000_000L;
    private static final int SHORTEST_KEY = 4;

    private final Descriptor descriptor;
    private final Optional<ProviderSetting> setting;
    private final UnaryOperator<String> secrets;
    private volatile Lookup lookup;

    private record Lookup(Optional<String> url, Optional<String> key, Health health, long at) {
    }

    Account(Descriptor descriptor, Optional<ProviderSetting> setting, UnaryOperator<String> secrets) {
        this.descriptor = descriptor;
        this.setting = setting;
        this.secrets = secrets;
    }

    /** The base address; empty if a placeholder in it has no value. */
    Optional<String> url() {
        return fresh().url;
    }

    /** The key; empty if there is none, which is fine where none is needed. */
    Optional<String> key() {
        return fresh().key;
    }

    /** A failure that names its provider, and does not repeat the key should the provider have done so. */
    Failure signed(Failure failure) {
        Failure named = failure.provider().isPresent() ? failure : failure.by(descriptor.about().id());
        String message = masked(failure.message());
        return message.equals(failure.message()) ? named : named.saying(message);
    }

    private String masked(String text) {
        String key = fresh().key.orElse("");
        return key.length() >= SHORTEST_KEY && text.contains(key) ? text.replace(key, "…") : text;
    }

    boolean enabled() {
        return setting.map(ProviderSetting::enabled).orElse(true);
    }

    Health health() {
        return fresh().health;
    }

    private Health health(Optional<String> url, Optional<String> key) {
        String id = descriptor.about().id();
        if (!enabled()) {
            return new Health(Health.State.DOWN, "switched off in the configuration modelscan.provider~" + id);
        }
        if (descriptor.auth().needsKey() && key.isEmpty()) {
            return new Health(Health.State.UNCONFIGURED, "no key: put one into conf/secrets/" + id
                    + ", or set 'key' of modelscan.provider~" + id + " in a file in conf/");
        }
        if (url.isEmpty()) {
            return new Health(Health.State.UNCONFIGURED, "its address has a placeholder without a value: set 'url' of "
                    + "modelscan.provider~" + id + " in a file in conf/");
        }
        return Health.UP;
    }

    private Lookup fresh() {
        Lookup known = lookup;
        if (known != null && System.nanoTime() - known.at < FRESH) {
            return known;
        }
        Optional<String> url = resolved(setting.flatMap(ProviderSetting::url).orElse(descriptor.url())).map(Account::bare);
        Optional<String> key = resolved(setting.flatMap(ProviderSetting::key).orElse(descriptor.key()))
                .filter(text -> !text.isBlank());
        Lookup found = new Lookup(url, key, health(url, key), System.nanoTime());
        lookup = found;
        return found;
    }

    // The paths that follow begin with a slash.
    private static String bare(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private Optional<String> resolved(String text) {
        return Placeholders.resolve(text, System::getenv, secrets);
    }
}
