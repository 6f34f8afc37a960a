package modelscan.core.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Ability;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Provider;
import modelscan.api.model.Operation;
import modelscan.base.whiteboard.Part;

/**
 * Who is there at one moment; never changes.
 *
 * @param shelves the providers by id
 * @param byModel the candidates that list a model, by its bare name
 * @param tags what models cost
 */
record Inventory(Map<String, Shelf> shelves, Map<String, List<Candidate>> byModel, PriceTags tags) {

    static final Inventory EMPTY = new Inventory(Map.of(), Map.of(), PriceTags.DESCRIBED);

    /** A provider with its abilities. */
    record Shelf(Part<Provider> provider, Map<Operation, Part<? extends Ability>> abilities, Map<String, Candidate> models) {
        String id() {
            return provider.service().about().id();
        }

        boolean ready() {
            return provider.service().health().state() != Provider.Health.State.UNCONFIGURED;
        }
    }

    /** Takes stock; of two parts for one thing the whiteboard's first stands in. */
    static Inventory of(List<Part<Provider>> providers, Map<Operation, ? extends List<? extends Part<? extends Ability>>> abilities,
            PriceTags tags) {
        Map<String, Shelf> shelves = new TreeMap<>();
        for (Part<Provider> part : providers) {
            part.text(Provider.ID).ifPresent(id -> shelves.computeIfAbsent(id, _ -> shelf(id, part, abilities, tags)));
        }
        Map<String, List<Candidate>> byModel = new HashMap<>();
        for (Shelf shelf : shelves.values()) {
            shelf.models().forEach((name, candidate) -> byModel.computeIfAbsent(name, _ -> new ArrayList<>()).add(candidate));
        }
        byModel.replaceAll((_, candidates) -> List.copyOf(candidates));
        return new Inventory(shelves, byModel, tags);
    }

    private static Shelf shelf(String id, Part<Provider> provider,
            Map<Operation, ? extends List<? extends Part<? extends Ability>>> abilities, PriceTags tags) {
        Map<Operation, Part<? extends Ability>> found = new EnumMap<>(Operation.class);
        abilities.forEach((operation, parts) -> parts.stream().filter(part -> part.text(Provider.ID).equals(Optional.of(id)))
                .findFirst().ifPresent(part -> found.put(operation, part)));
        Map<String, Candidate> models = new TreeMap<>();
        for (Model model : provider.service().models()) {
            models.put(model.id(), new Candidate(id, tags.on(id, model)));
        }
        return new Shelf(provider, found, models);
    }

    /** Who could serve the operation under this name. */
    List<Candidate> candidates(String name, Operation operation) {
        int slash = name.indexOf('/');
        Shelf shelf = shelves.get(slash < 0 ? name : name.substring(0, slash));
        if (shelf != null && shelf.abilities().containsKey(operation)) {
            String model = slash < 0 ? name : name.substring(slash + 1);
            Candidate listed = shelf.models().get(model);
            if (listed != null) {
                return listed.model().operations().contains(operation) ? List.of(listed) : List.of();
            }
        }
        List<Candidate> candidates = new ArrayList<>(listed(name, operation));
        boolean open = shelf != null && slash > 0 && slash < name.length() - 1 && shelf.provider().service().about().open();
        if (open && shelf.abilities().containsKey(operation)) {
            Model unlisted = Model.unknown(name.substring(slash + 1), operation);
            candidates.add(new Candidate(shelf.id(), tags.on(shelf.id(), unlisted)));
        }
        return candidates;
    }

    // Providers without a key come last, so that their refusal is only seen when nobody else could serve.
    private List<Candidate> listed(String name, Operation operation) {
        List<Candidate> found = byModel.get(name);
        if (found == null) {
            return List.of();
        }
        List<Candidate> all = found.stream()
                .filter(candidate -> candidate.model().operations().contains(operation))
                .filter(candidate -> shelves.get(candidate.provider()).abilities().containsKey(operation)).toList();
        List<Candidate> ready = all.stream().filter(candidate -> shelves.get(candidate.provider()).ready()).toList();
        return ready.isEmpty() ? all : ready;
    }

    /** The ability of a provider. */
    Optional<Part<? extends Ability>> ability(String provider, Operation operation) {
        return Optional.ofNullable(shelves.get(provider)).map(shelf -> shelf.abilities().get(operation));
    }
}
