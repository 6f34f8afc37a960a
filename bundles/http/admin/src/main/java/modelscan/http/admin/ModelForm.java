package modelscan.http.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Prices;
import modelscan.base.json.Json;

/** A model as JSON; what is not known is null. */
final class ModelForm {
    private ModelForm() {
    }

    static ObjectNode of(Candidate candidate) {
        ObjectNode form = Json.object().put("name", candidate.name()).put("provider", candidate.provider());
        form.setAll(of(candidate.model()));
        return form;
    }

    static ObjectNode of(Model model) {
        ObjectNode form = Json.object().put("id", model.id());
        ArrayNode operations = form.putArray("operations");
        model.operations().stream().sorted().forEach(operation -> operations.add(operation.word()));
        form.put("context", model.context().orElse(null));
        form.put("output", model.output().orElse(null));
        ArrayNode capabilities = form.putArray("capabilities");
        model.capabilities().stream().sorted().forEach(capabilities::add);
        form.set("prices", model.prices().map(ModelForm::prices).orElse(null));
        form.put("source", model.source().orElse(null));
        return form.put("verified", model.verified().map(LocalDate::toString).orElse(null));
    }

    /** Digits as text: a number would be read as a float by many. */
    private static ObjectNode prices(Prices prices) {
        ObjectNode form = Json.object().put("currency", prices.currency().getCurrencyCode());
        ObjectNode each = form.putObject("each");
        prices.each().forEach((unit, price) -> each.put(unit.word(), price.stripTrailingZeros().toPlainString()));
        return form;
    }
}
