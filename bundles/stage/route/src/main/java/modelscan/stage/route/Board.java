package modelscan.stage.route;

import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the owner wants, ready to be used.
 *
 * @param usual the strategy of callers who do not wish for one
 * @param names what names of models stand for
 * @param pool who is there
 * @param sieve who is left out
 * @param bans when a provider is left out, if its route says nothing else
 */
record Board(String usual, Names names, Pool pool, Sieve sieve, Bans bans) {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    /** A ban, the strategies it holds for, none for all, and whether anything at all is banned anywhere. */
    record Bans(Ban ban, Set<String> strategies, boolean anywhere) {
        Ban of(String strategy) {
            return strategies.isEmpty() || strategies.contains(strategy) ? ban : Ban.NEVER;
        }
    }

    static Board of(Settings settings, Sources sources, Blacklist blacklist, LongSupplier nanos) {
        Pool pool = new Pool(sources, Set.of(settings.spare()), nanos);
        Map<String, Group> groups = understood(Map.of(), () -> RoutesReader.groups(settings.routes()));
        Ban ban = Ban.of(settings.blacklist(), settings.blacklistSeconds());
        boolean anywhere = !ban.none() || groups.values().stream().anyMatch(group -> group.ban().isPresent());
        Sieve sieve = new Sieve(sources, understood(Map.of(), () -> RoutesReader.labels(settings.labels())), blacklist);
        return new Board(settings.strategy(), new Names(sources, pool, groups), pool, sieve,
                new Bans(ban, Set.of(settings.blacklistStrategies()), anywhere));
    }

    // A gateway whose owner mistyped a route still serves everything else.
    private static <T> T understood(T otherwise, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (FailureException wrong) {
            LOG.error("{}: {}; none is taken over until this is corrected", Settings.PID, wrong.failure().message());
            return otherwise;
        }
    }
}
