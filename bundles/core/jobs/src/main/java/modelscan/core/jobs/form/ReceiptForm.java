package modelscan.core.jobs.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** A receipt as JSON; amounts are texts, so that no digit is lost. */
public final class ReceiptForm {
    private ReceiptForm() {
    }

    /** Writes it without its failure, which is the job's. */
    public static ObjectNode write(Receipt receipt) {
        ObjectNode json = Json.object().put("attempts", receipt.attempts()).put("cached", receipt.cached());
        receipt.target().ifPresent(target -> json.put("provider", target.provider()).put("model", target.model().id()));
        json.set("usage", usage(receipt.usage()));
        switch (receipt.cost()) {
            case Cost.Known(Money money) -> json.put("cost", money.amount().toPlainString())
                    .put("currency", money.currency().getCurrencyCode());
            case Cost.Unknown(String why) -> json.put("cost_unknown", why);
        }
        receipt.finish().ifPresent(finish -> json.put("finish", finish.name()));
        ArrayNode warnings = json.putArray("warnings");
        receipt.warnings().forEach(warnings::add);
        return json;
    }

    /** Reads what {@link #write} wrote; of the target's model nothing is known but its name. */
    public static Receipt read(JsonNode json, Operation operation) {
        Optional<Candidate> target = json.has("provider") ? Optional.of(new Candidate(json.path("provider").asText(),
                Model.unknown(json.path("model").asText(), operation))) : Optional.empty();
        Cost cost = json.has("cost") ? new Cost.Known(Money.of(json.path("cost").asText(), json.path("currency").asText()))
                : new Cost.Unknown(json.path("cost_unknown").asText());
        List<String> warnings = new ArrayList<>();
        json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return new Receipt(target, json.path("attempts").asInt(), json.path("cached").asBoolean(), usage(json.path("usage")),
                cost, MediaForm.text(json, "finish").map(FinishReason::valueOf), Optional.empty(), warnings, List.of(),
                List.of());
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode json = Json.object();
        usage.amounts().forEach((unit, amount) -> json.put(unit.word(), amount.toPlainString()));
        return json;
    }

    static Usage usage(JsonNode json) {
        Usage usage = Usage.NONE;
        for (Map.Entry<String, JsonNode> amount : json.properties()) {
            Optional<Unit> unit = Unit.of(amount.getKey());
            usage = unit.isPresent() ? usage.with(unit.get(), new BigDecimal(amount.getValue().asText())) : usage;
        }
        return usage;
    }
}
