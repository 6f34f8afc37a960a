package modelscan.http.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which target answers at which address; never changes. */
final class Routes {
    static final Routes NONE = new Routes(List.of());

    private final Map<String, Map<String, Match.Found>> fixed = new HashMap<>();
    private final Map<PathTemplate, Map<String, Target>> templates = new TreeMap<>(PathTemplate.MOST_SPECIAL_FIRST);

    private final ErrorShapes errors = new ErrorShapes();

    /** An address, who answers there, whose it is, and how its owner writes errors. */
    record Route(String method, PathTemplate path, Target target, String owner, Optional<ErrorShape> errors) {
        /** @throws IllegalArgumentException if the path is none */
        static Route of(String method, String path, Target target) {
            return new Route(method, PathTemplate.of(path), target, "", Optional.empty());
        }

        /** The same, belonging to a bundle. */
        Route ownedBy(String owner) {
            return new Route(method, path, target, owner, errors);
        }

        /** The same, with the errors of its owner. */
        Route failing(ErrorShape shape) {
            return new Route(method, path, target, owner, Optional.of(shape));
        }
    }

    /** What is at an address. */
    sealed interface Match {
        /** A target, and what the braces of its path matched. */
        record Found(Target target, Map<String, String> variables) implements Match {
        }

        /** The path is known, for other methods. */
        record WrongMethod(Set<String> allowed) implements Match {
        }

        /** Nothing. */
        record Unknown() implements Match {
        }
    }

    /** The routes of a listener; of two for the same address the first is taken. */
    Routes(Collection<Route> routes) {
        for (Route route : routes) {
            errors.claim(route.path(), route.owner());
            route.errors().ifPresent(shape -> errors.shape(route.owner(), shape));
            if (route.path().fixed()) {
                fixed.computeIfAbsent(route.path().toString(), path -> new TreeMap<>())
                        .putIfAbsent(route.method(), new Match.Found(route.target(), Map.of()));
            } else {
                templates.computeIfAbsent(route.path(), path -> new TreeMap<>()).putIfAbsent(route.method(), route.target());
            }
        }
    }

    /** How errors look at this address, if a dialect is nearest; the path is as it was sent. */
    Optional<ErrorShape> errors(String rawPath) {
        return errors.at(rawPath);
    }

    /** What is at this address; the path is as it was sent. */
    Match match(String method, String rawPath) {
        Map<String, Match.Found> exact = fixed.get(rawPath);
        if (exact != null) {
            Match.Found found = byMethod(exact, method);
            if (found != null) {
                return found;
            }
        }
        // Only to refuse what climbs up or is badly encoded, wherever it would lead.
        PercentCode.decode(rawPath);
        return matchTemplate(method, rawPath, exact == null ? Set.of() : exact.keySet());
    }

    private Match matchTemplate(String method, String rawPath, Set<String> otherMethods) {
        Set<String> allowed = new TreeSet<>(otherMethods);
        for (Map.Entry<PathTemplate, Map<String, Target>> entry : templates.entrySet()) {
            Optional<Map<String, String>> variables = entry.getKey().match(rawPath);
            if (variables.isEmpty()) {
                continue;
            }
            Target target = byMethod(entry.getValue(), method);
            if (target != null) {
                return new Match.Found(target, variables.get());
            }
            allowed.addAll(entry.getValue().keySet());
        }
        if (allowed.isEmpty()) {
            return new Match.Unknown();
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return new Match.WrongMethod(allowed);
    }

    private static <T> T byMethod(Map<String, T> methods, String method) {
        T one = methods.get(method);
        return one == null && method.equals("HEAD") ? methods.get("GET") : one;
    }

    /** The addresses, for people. */
    List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        fixed.forEach((path, methods) -> methods.keySet().forEach(method -> addresses.add(method + " " + path)));
        templates.forEach((path, methods) -> methods.keySet().forEach(method -> addresses.add(method + " " + path)));
        return addresses.stream().sorted().toList();
    }
}
