package modelscan.core.catalog;

import java.util.List;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Provider;

/** The provider of a descriptor. */
record DescribedProvider(Descriptor descriptor, Account account) implements Provider {
    @Override
    public About about() {
        return descriptor.about();
    }

    @Override
    public List<Model> models() {
        return descriptor.models();
    }

    @Override
    public Health health() {
        return account.health();
    }
}
