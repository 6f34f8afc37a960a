package modelscan.core.catalog.discovery;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Model;

/** The models of a provider: those its descriptor knows, and those it told of itself. */
public final class Assortment {
    private final List<Model> described;
    private final Runnable onChange;
    private volatile List<Model> models;
    private volatile Optional<String> silence = Optional.empty();
    private Set<String> listed = Set.of();
    private boolean asked;

    /** What is different from the list before. */
    record Change(Set<String> added, Set<String> gone) {
        boolean none() {
            return added.isEmpty() && gone.isEmpty();
        }
    }

    /** Begins with what the descriptor knows. */
    public Assortment(List<Model> described, Runnable onChange) {
        this.described = List.copyOf(described);
        this.models = this.described;
        this.onChange = onChange;
    }

    /** The models now. */
    public List<Model> models() {
        return models;
    }

    /** Why nobody answered at its address, if nobody did. */
    public Optional<String> silence() {
        return silence;
    }

    void silent(String why) {
        silence = Optional.of(why);
    }

    /** Takes a new list: the descriptor's figures win, models it alone knows stay. */
    Change take(List<Model> told) {
        Change change;
        synchronized (this) {
            silence = Optional.empty();
            change = change(told);
            if (asked && change.none()) {
                return change;
            }
            asked = true;
            models = merged(told);
        }
        onChange.run();
        return change;
    }

    private Change change(List<Model> told) {
        Set<String> now = new HashSet<>();
        told.forEach(model -> now.add(model.id()));
        Set<String> added = new HashSet<>(now);
        added.removeAll(listed);
        if (!asked) {
            described.forEach(model -> added.remove(model.id()));
        }
        Set<String> gone = new HashSet<>(listed);
        gone.removeAll(now);
        listed = now;
        return new Change(added, gone);
    }

    private List<Model> merged(List<Model> told) {
        Map<String, Model> merged = new LinkedHashMap<>();
        described.forEach(model -> merged.put(model.id(), model));
        told.forEach(model -> merged.merge(model.id(), model, Assortment::completed));
        return List.copyOf(merged.values());
    }

    private static Model completed(Model described, Model told) {
        return new Model(described.id(), described.operations(), described.context().or(told::context),
                described.output().or(told::output), described.capabilities(), described.prices(), described.source(),
                described.verified(), described.tokens(), described.retires());
    }
}
