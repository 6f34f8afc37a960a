package modelscan.core.catalog;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.PriceOverrides;
import modelscan.api.gateway.Prices;
import modelscan.base.whiteboard.Part;

/** What models cost: as the owner of the gateway knows it, else as their provider was described. */
record PriceTags(List<Part<PriceOverrides>> overrides) {
    static final PriceTags DESCRIBED = new PriceTags(List.of());

    /** The model with the price that holds. */
    Model on(String provider, Model model) {
        Optional<Prices> other = prices(provider, model.id());
        return other.isEmpty() ? model : new Model(model.id(), model.operations(), model.context(), model.output(),
                model.capabilities(), other, model.source(), model.verified(), model.tokens(), model.retires());
    }

    private Optional<Prices> prices(String provider, String model) {
        for (Part<PriceOverrides> part : overrides) {
            Optional<Prices> prices = part.service().prices(provider, model);
            if (prices.isPresent()) {
                return prices;
            }
        }
        return Optional.empty();
    }
}
