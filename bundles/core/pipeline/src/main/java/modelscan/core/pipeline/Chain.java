package modelscan.core.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Gateway.Stand;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Stage;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages as they stand at one moment, wired to each other; never changes. */
record Chain(List<Part<Stage>> parts, List<Stand> stands, Next entry) {
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);

    /** Puts the parts in order of (phase, ranking); of two versions of one stage the later stands in. */
    static Chain of(List<Part<Stage>> found, Next call) {
        List<Placed> placed = new ArrayList<>();
        Map<String, Bundle> latest = new HashMap<>();
        for (Part<Stage> part : found) {
            boolean replaced = latest.putIfAbsent(part.identity(), part.bundle()) instanceof Bundle later
                    && !later.equals(part.bundle());
            phase(part).filter(_ -> !replaced).ifPresent(phase -> placed.add(new Placed(phase, part)));
        }
        // The sort is stable and the whiteboard has put higher rankings first.
        placed.sort(Comparator.comparing(Placed::phase));
        Next entry = call;
        for (Placed place : placed.reversed()) {
            entry = new Step(place.part.service(), entry);
        }
        return new Chain(placed.stream().map(Placed::part).toList(), placed.stream().map(Placed::stand).toList(), entry);
    }

    /** Leases every stage, or none when one of them is about to go. */
    Optional<List<Lease>> enter() {
        List<Lease> leases = new ArrayList<>(parts.size());
        for (Part<Stage> part : parts) {
            Optional<Lease> lease = part.lease();
            if (lease.isEmpty()) {
                leases.forEach(Lease::close);
                return Optional.empty();
            }
            leases.add(lease.get());
        }
        return Optional.of(leases);
    }

    private static Optional<Phase> phase(Part<Stage> part) {
        String name = part.text(Stage.PHASE).orElse("");
        for (Phase phase : Phase.values()) {
            if (phase.name().equals(name)) {
                return Optional.of(phase);
            }
        }
        LOG.warn("stage {} is left out: its property {} is '{}', allowed are {}", part.identity(), Stage.PHASE, name,
                List.of(Phase.values()));
        return Optional.empty();
    }

    private record Placed(Phase phase, Part<Stage> part) {
        Stand stand() {
            return new Stand(phase, part.ranking(), part.service().getClass().getName(),
                    part.bundle().getSymbolicName() + " " + part.bundle().getVersion());
        }
    }
}
