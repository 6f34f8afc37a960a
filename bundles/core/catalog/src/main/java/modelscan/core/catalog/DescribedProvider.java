package modelscan.core.catalog;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Provider;
import modelscan.core.catalog.command.Commands;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.discovery.Assortment;

/** The provider of a descriptor. */
record DescribedProvider(Descriptor descriptor, Account account, Assortment assortment, Optional<Commands> commands)
        implements Provider {
    @Override
    public About about() {
        return descriptor.about();
    }

    @Override
    public List<Model> models() {
        return assortment.models();
    }

    @Override
    public List<Plan> plans() {
        return descriptor.offer().plans();
    }

    @Override
    public Optional<String> plan() {
        return account.plan();
    }

    @Override
    public List<Key> keys() {
        return account.keys();
    }

    @Override
    public Health health() {
        Health health = account.health();
        if (health.state() != Health.State.UP) {
            return health;
        }
        Optional<String> trouble = account.trouble();
        if (trouble.isPresent()) {
            return new Health(Health.State.DEGRADED, trouble.get());
        }
        return commands.isPresent() ? commands.get().health() : assortment.silence().map(why -> new Health(Health.State.DOWN, why)).orElse(health);
    }
}
