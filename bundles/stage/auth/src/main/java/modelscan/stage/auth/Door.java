package modelscan.stage.auth;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Doorkeeper;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in who has a key; and who has none, where that is allowed. */
@Component(configurationPid = "modelscan.stage.auth")
@Designate(ocd = Door.Config.class)
public final class Door implements Doorkeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final int LONGEST_KEY = 256;
    private static final String HOW = "send it as 'Authorization: Bearer msk-…' or 'x-api-key: msk-…'";

    private final Directory directory;
    private final Anonymous anonymous;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Keys", description = "Who is served")
    public @interface Config {
        @AttributeDefinition(description = "Who is served without a key: until-keys (callers on this machine, as long as there is "
                + "no key), local (callers on this machine), never (nobody), always (everybody)", required = false,
                options = {@Option("until-keys"), @Option("local"), @Option("never"), @Option("always")})
        String anonymous() default "until-keys";
    }

    /** Who is served without a key. */
    private enum Anonymous {
        UNTIL_KEYS, LOCAL, NEVER, ALWAYS;

        // Whoever writes it wrong must not find that nobody guards the door any more.
        static Anonymous of(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst().orElseGet(() -> {
                LOG.error("anonymous of modelscan.stage.auth cannot be '{}'; allowed are {}; until that is mended everybody "
                        + "needs a key", word, Arrays.stream(values()).map(Anonymous::word).toList());
                return NEVER;
            });
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean serves(boolean local, boolean keyless) {
            return switch (this) {
                case UNTIL_KEYS -> local && keyless;
                case LOCAL -> local;
                case NEVER -> false;
                case ALWAYS -> true;
            };
        }
    }

    @Activate
    public Door(@Reference Directory directory, Config config) {
        this.directory = directory;
        this.anonymous = Anonymous.of(config.anonymous());
    }

    @Override
    public Principal admit(Optional<String> key, boolean local) {
        Loading.Loaded now = directory.now();
        boolean keyless = now.book().keyless();
        if (anonymous.serves(local, keyless)
                // Clients send words of their own where they must send something; what looks like a key of ours is looked at.
                && (keyless || key.filter(text -> text.startsWith(KeyText.PREFIX)).isEmpty())) {
            return Principal.ANONYMOUS;
        }
        if (key.isEmpty()) {
            throw refused(keyless ? "there is no key yet; an administrator makes one by POST /api/keys on the management port"
                    : "a key is needed; " + HOW);
        }
        return known(now, key.get());
    }

    private Principal known(Loading.Loaded now, String text) {
        if (text.length() > LONGEST_KEY) {
            throw refused("what was sent as a key is none");
        }
        Mark mark = now.pepper().mark(text);
        Seat seat = now.book().key(mark).orElseThrow(() -> refused("the key is not known here; " + HOW));
        Account account = seat.account();
        Instant moment = directory.clock().instant();
        if (!account.asKey().takes(mark, moment)) {
            throw refused("the key was replaced by another one; ask for that");
        }
        if (account.disabled()) {
            throw refused("the key is disabled");
        }
        if (account.asKey().expired(moment)) {
            throw refused("the key expired at " + account.asKey().expires().orElseThrow());
        }
        return withTags(now.book(), seat.principal());
    }

    /** The caller, with the tags of all it belongs to. */
    private Principal withTags(Book book, Principal principal) {
        Principal known = with(book, Kind.USER, principal.user(), principal);
        known = with(book, Kind.TEAM, principal.team(), known);
        return with(book, Kind.PROJECT, principal.project(), known);
    }

    private static Principal with(Book book, Kind kind, Optional<String> id, Principal principal) {
        Optional<Account> account = id.flatMap(name -> book.seat(kind, name)).map(Seat::account);
        if (account.isEmpty()) {
            return principal;
        }
        if (account.get().disabled()) {
            throw new FailureException(Failure.of(ErrorCode.FORBIDDEN, account.get().words() + " is disabled"));
        }
        if (account.get().tags().isEmpty()) {
            return principal;
        }
        Set<String> tags = new HashSet<>(principal.tags());
        tags.addAll(account.get().tags());
        return new Principal(principal.id(), principal.user(), principal.team(), principal.project(), tags);
    }

    private static FailureException refused(String why) {
        return new FailureException(Failure.of(ErrorCode.UNAUTHENTICATED, why));
    }
}
