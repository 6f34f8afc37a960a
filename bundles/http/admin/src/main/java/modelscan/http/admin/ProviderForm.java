package modelscan.http.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Locale;
import modelscan.api.gateway.Catalog;
import modelscan.base.json.Json;

/** A provider as JSON. */
final class ProviderForm {
    private ProviderForm() {
    }

    static ObjectNode brief(Catalog.Entry entry) {
        ObjectNode form = Json.object()
                .put("id", entry.about().id())
                .put("name", entry.about().name())
                .put("mode", entry.about().mode().name().toLowerCase(Locale.ROOT))
                .put("health", entry.health().state().name().toLowerCase(Locale.ROOT))
                .put("why", entry.health().why());
        ArrayNode serves = form.putArray("serves");
        entry.serves().stream().sorted().forEach(operation -> serves.add(operation.word()));
        return form.put("models", entry.models().size())
                .put("open", entry.about().open())
                .put("running", entry.running())
                .put("verified", entry.verified().map(LocalDate::toString).orElse(null))
                .put("stale", entry.stale())
                .put("bundle", entry.bundle());
    }

    static ObjectNode full(Catalog.Entry entry) {
        ObjectNode form = brief(entry);
        ArrayNode models = form.putArray("models");
        entry.models().forEach(model -> models.add(ModelForm.of(model)));
        return form;
    }
}
