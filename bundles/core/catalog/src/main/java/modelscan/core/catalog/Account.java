package modelscan.core.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Provider.Health;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.net.Patience;
import modelscan.base.net.Upstream;
import modelscan.base.net.UpstreamAnswer;
import modelscan.core.catalog.auth.Auth;
import modelscan.core.catalog.auth.Signer;
import modelscan.core.catalog.auth.Signers;
import modelscan.core.catalog.descriptor.Descriptor;

/**
 * Where a described provider is reached and with which keys: the descriptor, and over it the owner's setting.
 *
 * <p>A key in the vault may come, change or go while traffic runs; it is looked up again every two seconds at most.
 */
final class Account {
    private static final long FRESH = 2_000_000_000L;
    private static final int SHORTEST_KEY = 4;

    private final Descriptor descriptor;
    private final Optional<ProviderSetting> setting;
    private final UnaryOperator<String> secrets;
    private final Signers signers;
    private final KeyRing ring = new KeyRing(System::nanoTime);
    private final QuotaReading quotas;
    private volatile Lookup lookup;

    private record Lookup(Optional<String> url, List<String> keys, Optional<Map<String, String>> headers,
            Optional<Signing> signing, Health health, long at) {
    }

    // A signer may hold an access token, so each key keeps its own as long as the kind of signer is the same.
    private record Signing(Auth auth, Signers signers, Map<String, Signer> known) {
        Signer of(String key) {
            return known.computeIfAbsent(key, _ -> signers.of(auth));
        }
    }

    Account(Descriptor descriptor, Optional<ProviderSetting> setting, UnaryOperator<String> secrets, Upstream upstream) {
        this.descriptor = descriptor;
        this.setting = setting;
        this.secrets = secrets;
        this.signers = new Signers(descriptor.id(), upstream, InstantSource.system());
        this.quotas = new QuotaReading(descriptor.limits(), InstantSource.system());
    }

    /** The base address; empty if a placeholder in it has no value. */
    Optional<String> url() {
        return fresh().url;
    }

    /** The headers that every call has. */
    Map<String, String> headers() {
        return fresh().headers.orElse(Map.of());
    }

    /** The key whose turn it is; empty if there is none, which is fine where none is needed, or none that works. */
    Optional<String> key() {
        return ring.next(fresh().keys);
    }

    /** Whether another key can take over. */
    boolean several() {
        return fresh().keys.size() > 1;
    }

    /** The key at this place, from 1. */
    Optional<String> key(int place) {
        List<String> keys = fresh().keys;
        return place > 0 && place <= keys.size() ? Optional.of(keys.get(place - 1)) : Optional.empty();
    }

    /** How several keys do; empty if there is one. */
    List<Provider.Key> keys() {
        boolean apart = setting.map(ProviderSetting::apart).orElse(true);
        return several() ? fresh().keys.stream().map(key -> new Provider.Key(apart, ring.resting(key).map(Account::rest))).toList() : List.of();
    }

    private static Provider.Key.Rest rest(KeyRing.Resting resting) {
        return new Provider.Key.Rest(resting.why().message(), Instant.now().plus(resting.left()).truncatedTo(ChronoUnit.SECONDS));
    }

    /** Leaves a key alone for a while. */
    void aside(String key, Failure why) {
        ring.aside(key, why);
    }

    /** The failure when no key works. */
    Failure exhausted() {
        return ring.last(fresh().keys).orElseGet(() -> signed(Failure.of(ErrorCode.PROVIDER_UNCONFIGURED, "no key is left")));
    }

    /** What an answer tells about the limits. */
    List<Quota> quotas(UpstreamAnswer answer) {
        return quotas.in(answer::header);
    }

    /** What a call needs so that the provider sees the key, if there is one; may wait for an access token. */
    Signer.Signed sign(Signer.Call call, Optional<String> key, Cancellation cancellation) {
        Lookup now = fresh();
        if (key.isEmpty() || now.signing.isEmpty()) {
            return new Signer.Signed(call.uri(), Map.of());
        }
        return now.signing.get().of(key.get()).sign(call, key.get(), cancellation);
    }

    /** A failure that names its provider, and does not repeat the key should the provider have done so. */
    Failure signed(Failure failure) {
        Failure named = failure.provider().isPresent() ? failure : failure.by(descriptor.id());
        String message = masked(failure.message());
        return message.equals(failure.message()) ? named : named.saying(message);
    }

    private String masked(String text) {
        Lookup now = fresh();
        String masked = text;
        for (String key : now.signing.isPresent() ? now.keys : List.<String>of()) {
            for (String secret : now.signing.get().of(key).secrets(key)) {
                masked = secret.length() >= SHORTEST_KEY ? masked.replace(secret, "…") : masked;
            }
        }
        return masked;
    }

    /** The plan it is on, if the owner said so. */
    Optional<String> plan() {
        return setting.flatMap(ProviderSetting::plan);
    }

    /** How long its calls wait for what. */
    Patience patience() {
        return setting.map(ProviderSetting::patience).orElse(Patience.usual());
    }

    /** The same for a call that has a patience of its own. */
    Patience patience(Patience own) {
        return setting.map(found -> found.patience(own)).orElse(own);
    }

    boolean enabled() {
        return setting.map(ProviderSetting::enabled).orElse(true);
    }

    Health health() {
        return fresh().health;
    }

    /** How the keys do, if some of several do not work. */
    Optional<String> trouble() {
        return ring.trouble(fresh().keys);
    }

    private Lookup fresh() {
        Lookup known = lookup;
        if (known != null && System.nanoTime() - known.at < FRESH) {
            return known;
        }
        Descriptor.Access access = descriptor.access();
        Optional<String> url = resolved(setting.flatMap(ProviderSetting::url).orElse(access.url())).map(Account::bare);
        List<String> keys = keys(access);
        Optional<Map<String, String>> headers = headers(access.headers());
        Optional<Signing> signing = access.auth().resolved(this::resolved).map(auth -> signing(known, auth));
        Lookup found = new Lookup(url, keys, headers, signing, health(url, keys, headers.isPresent() && signing.isPresent()),
                System.nanoTime());
        lookup = found;
        return found;
    }

    private Signing signing(Lookup before, Auth auth) {
        Optional<Signing> known = before == null ? Optional.empty() : before.signing;
        return known.filter(signing -> signing.auth.equals(auth)).orElseGet(() -> new Signing(auth, signers, new ConcurrentHashMap<>()));
    }

    private List<String> keys(Descriptor.Access access) {
        List<String> wanted = new ArrayList<>(setting.map(ProviderSetting::keys).orElse(List.of()));
        setting.flatMap(ProviderSetting::key).ifPresent(wanted::addFirst);
        if (wanted.isEmpty()) {
            wanted.add(access.key());
        }
        return wanted.stream().flatMap(text -> resolved(text).stream()).filter(text -> !text.isBlank()).distinct().toList();
    }

    private Optional<Map<String, String>> headers(Map<String, String> described) {
        Map<String, String> headers = new HashMap<>();
        described.forEach((name, text) -> resolved(text).ifPresent(value -> headers.put(name, value)));
        return headers.size() == described.size() ? Optional.of(Map.copyOf(headers)) : Optional.empty();
    }

    private Health health(Optional<String> url, List<String> keys, boolean complete) {
        String id = descriptor.id();
        if (!enabled()) {
            return new Health(Health.State.DOWN, "switched off in the configuration modelscan.provider~" + id);
        }
        if (descriptor.access().auth().needsKey() && keys.isEmpty()) {
            return new Health(Health.State.UNCONFIGURED, "no key: put one into conf/secrets/" + id
                    + ", or set 'key' of modelscan.provider~" + id + " in a file in conf/");
        }
        if (url.isEmpty() || url.get().isEmpty() && descriptor.about().mode() != Provider.Mode.HEADLESS) {
            return new Health(Health.State.UNCONFIGURED, "its address has a placeholder without a value: set 'url' of "
                    + "modelscan.provider~" + id + " in a file in conf/, or " + missing(descriptor.access().url()));
        }
        return complete ? Health.UP : new Health(Health.State.UNCONFIGURED, "a header or its 'auth' has a placeholder "
                + "without a value: set " + missing(descriptor.access().headers() + " " + descriptor.access().auth()));
    }

    private String missing(String text) {
        return Placeholders.missing(text, System::getenv, secrets);
    }

    // The paths that follow begin with a slash.
    private static String bare(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private Optional<String> resolved(String text) {
        return Placeholders.resolve(text, System::getenv, secrets);
    }
}
