package modelscan.stage.auth;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Knows all keys, users, teams and projects: from memory, once the store was read.
 *
 * <p>It is there before the store is, and says so; else the gateway would think that nobody knows keys. A change is on disk
 * before anybody sees it.
 */
@Component(service = {Directory.class, Supplier.class}, immediate = true,
        property = {"modelscan.startup.problems:Boolean=true", "modelscan.outages:Boolean=true"})
public final class Directory implements Supplier<List<String>> {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Loading.Way way;
    private final InstantSource clock;
    private final Object lock = new Object();
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile Loading current = Loading.NOTHING;
    private volatile Optional<Loading.Loaded> loaded = Optional.empty();

    @Activate
    public Directory(BundleContext context) {
        this(new Loading.Way(Path.of(context.getProperty("modelscan.home"), "conf", "keys.pepper"),
                Thread.ofVirtual().name("modelscan keys")::start, PAUSE), InstantSource.system());
    }

    Directory(Loading.Way way, InstantSource clock) {
        this.way = way;
        this.clock = clock;
    }

    /** A store has come: what it knows is read. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "leave")
    public void use(Store store) {
        synchronized (lock) {
            current.close();
            current = new Loading(way, loaded.map(Loading.Loaded::book), this::loaded);
            current.from(store);
        }
    }

    /** A store has gone: nothing can be changed, what is known stays known. */
    void leave(Store store) {
        synchronized (lock) {
            if (current.reads(store)) {
                current.close();
                current = Loading.NOTHING;
            }
        }
    }

    @Deactivate
    void close() {
        synchronized (lock) {
            current.close();
            ready.countDown();
        }
    }

    /** Waits until the accounts are known for the first time; false if that will not be. */
    boolean awaitKnown() throws InterruptedException {
        ready.await();
        return loaded.isPresent();
    }

    /** What stands in the way of serving anybody, so that the gateway does not say that it is ready; empty if nothing does. */
    @Override
    public List<String> get() {
        return loaded.isPresent() ? List.of() : List.of("the keys are not known yet" + current.trouble());
    }

    /** The accounts, and what marks keys. */
    Loading.Loaded now() {
        return loaded.orElseThrow(() -> unavailable("the keys are not known yet" + current.trouble()));
    }

    /** The longest time in which anybody's requests or tokens are limited; empty if nobody's are. */
    Optional<Duration> longest() {
        Book book = now().book();
        return Stream.of(Kind.values()).flatMap(kind -> book.after(kind, "").stream())
                .flatMap(seat -> seat.account().limits().most().keySet().stream()).map(Rate::time).max(Comparator.naturalOrder());
    }

    InstantSource clock() {
        return clock;
    }

    /** The accounts that a caller is subject to, in the order of their kinds; empty for who needs no key. */
    List<Seat> seats(Principal principal) {
        if (loaded.isEmpty()) {
            return List.of();
        }
        Book book = loaded.get().book();
        List<Seat> seats = new ArrayList<>(Kind.values().length);
        book.seat(Kind.KEY, principal.id()).ifPresent(seats::add);
        principal.user().flatMap(id -> book.seat(Kind.USER, id)).ifPresent(seats::add);
        principal.team().flatMap(id -> book.seat(Kind.TEAM, id)).ifPresent(seats::add);
        principal.project().flatMap(id -> book.seat(Kind.PROJECT, id)).ifPresent(seats::add);
        return seats;
    }

    /** Those behind an id. */
    Collection<Seat> after(Kind kind, String id) {
        return now().book().after(kind, id);
    }

    Optional<Account> account(Kind kind, String id) {
        return now().book().seat(kind, id).map(Seat::account);
    }

    /** Adds an account whose id is not taken. */
    Account add(Account account) {
        synchronized (lock) {
            if (account(account.kind(), account.id()).isPresent()) {
                throw new FailureException(Failure.of(ErrorCode.CONFLICT, "there is already a " + account.kind().word() + " '"
                        + account.id() + "'").at("id"));
            }
            return put(account);
        }
    }

    /** Changes an account. */
    Account change(Kind kind, String id, UnaryOperator<Account> change) {
        synchronized (lock) {
            return put(change.apply(account(kind, id).orElseThrow(() -> missing(kind, id))));
        }
    }

    /** Takes an account away, unless keys are tied to it: they would lose its limits. */
    void remove(Kind kind, String id) {
        synchronized (lock) {
            Account account = account(kind, id).orElseThrow(() -> missing(kind, id));
            long tied = kind == Kind.KEY ? 0 : now().book().after(Kind.KEY, "").stream()
                    .filter(seat -> seat.account().asKey().ties().of(kind).equals(Optional.of(id))).count();
            if (tied > 0) {
                throw new FailureException(Failure.of(ErrorCode.CONFLICT, account.words() + " still has " + tied
                        + " key" + (tied == 1 ? "" : "s") + "; delete or move them first, or disable the " + kind.word()));
            }
            table().remove(kind, id);
            now().book().remove(kind, id);
        }
    }

    static FailureException missing(Kind kind, String id) {
        return new FailureException(Failure.of(ErrorCode.NOT_FOUND, "there is no " + kind.word() + " '" + id + "'").at("id"));
    }

    private Account put(Account account) {
        table().put(List.of(AccountForm.bounded(account)));
        now().book().put(account, Optional.empty());
        return account;
    }

    private AccountTable table() {
        now();
        return current.table().orElseThrow(() -> unavailable("nothing can be changed at the moment" + current.trouble()));
    }

    private void loaded(Loading from, Loading.Loaded fresh) {
        synchronized (lock) {
            if (from == current) {
                loaded = Optional.of(fresh);
                ready.countDown();
            }
        }
    }

    private static FailureException unavailable(String why) {
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, why).after(Duration.ofSeconds(1)));
    }
}
