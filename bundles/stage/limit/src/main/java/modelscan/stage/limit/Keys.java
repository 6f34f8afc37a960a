package modelscan.stage.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Provider;

/** Which keys of which provider have limits of their own, and whose turn it is. */
final class Keys {
    /** The key of a provider that has one, or whose keys share their limits. */
    static final int ONLY = 1;
    private static final String MARK = "#";

    private final Map<String, Provider> providers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    void put(String id, Provider provider) {
        providers.put(id, provider);
    }

    void remove(String id) {
        providers.remove(id);
        turns.remove(id);
    }

    /** How the keys do, if there are several with limits of their own. */
    List<Provider.Key> of(String provider) {
        Provider known = providers.get(provider);
        List<Provider.Key> keys = known == null ? List.of() : known.keys();
        return keys.isEmpty() || keys.getFirst().apart() ? keys : List.of();
    }

    /** The places of the keys that can be used, that whose turn it is first; empty if keys do not matter. */
    Optional<List<Integer>> inTurn(String provider) {
        List<Provider.Key> keys = of(provider);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> places = usable(keys);
        if (places.size() > 1) {
            int turn = turns.computeIfAbsent(provider, _ -> new AtomicInteger()).getAndIncrement();
            Collections.rotate(places, -Math.floorMod(turn, places.size()));
        }
        return Optional.of(places);
    }

    /** The names under which the limits of a provider are counted: one for each usable key. */
    List<String> names(String provider) {
        List<Provider.Key> keys = of(provider);
        List<Integer> places = keys.isEmpty() ? List.of() : usable(keys);
        return places.isEmpty() ? List.of(provider) : places.stream().map(place -> name(provider, place)).toList();
    }

    private static List<Integer> usable(List<Provider.Key> keys) {
        List<Integer> places = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).rest().isEmpty()) {
                places.add(i + 1);
            }
        }
        return places;
    }

    /** The name under which the limits of a key are counted. */
    static String name(String provider, int place) {
        return place == ONLY ? provider : provider + MARK + place;
    }

    /** The place of the key that is meant by such a name. */
    static int place(String name) {
        int mark = name.indexOf(MARK);
        return mark < 0 ? ONLY : Integer.parseInt(name.substring(mark + 1));
    }

    /** The provider that is meant by such a name. */
    static String provider(String name) {
        int mark = name.indexOf(MARK);
        return mark < 0 ? name : name.substring(0, mark);
    }
}
