package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Model;
import modelscan.test.kit.dialect.Said;

/** That a known price times the usage is the cost on the receipt, and an unknown one is never zero. */
record CostChecks(Subject subject, Choice choice) {
    private static final long INPUT = 1000;
    private static final long OUTPUT = 300;

    static void look(Subject subject, Choice choice, Findings findings) {
        CostChecks checks = new CostChecks(subject, choice);
        Optional<Model> priced = choice.priced();
        if (priced.isPresent()) {
            findings.check("a known price makes a known cost", () -> checks.known(priced.get()));
        } else {
            findings.skip("a known price makes a known cost", "no model has a price for words in and out alone");
        }
        Optional<String> unpriced = choice.unpriced();
        if (unpriced.isPresent()) {
            findings.check("an unknown price makes an unknown cost", () -> checks.unknown(unpriced.get()));
        } else {
            findings.skip("an unknown price makes an unknown cost", "every model has a price");
        }
    }

    private String known(Model model) {
        Collected answer = ask(choice.named(model.id()));
        if (answer.failure().isPresent()) {
            return "it failed: " + answer.failure().get();
        }
        if (!(answer.receipt().cost() instanceof Cost.Known(var money))) {
            return "the cost is " + answer.receipt().cost();
        }
        // Reckoned from the descriptor's own text, not by the code under test.
        JsonNode prices = prices(model.id());
        BigDecimal all = new BigDecimal(prices.path("input").asText()).multiply(BigDecimal.valueOf(INPUT))
                .add(new BigDecimal(prices.path("output").asText()).multiply(BigDecimal.valueOf(OUTPUT)));
        BigDecimal paid = money.amount().multiply(new BigDecimal(prices.path("per").asText("1")));
        return paid.compareTo(all) == 0 && money.currency().getCurrencyCode().equals(prices.path("currency").asText()) ? ""
                : "the cost is " + money + ", the prices are " + prices;
    }

    private String unknown(String model) {
        Collected answer = ask(model);
        if (answer.failure().isPresent()) {
            return "it failed: " + answer.failure().get();
        }
        return answer.receipt().cost() instanceof Cost.Unknown ? "" : "the cost is " + answer.receipt().cost();
    }

    private Collected ask(String model) {
        subject.provider().follow(subject.fake().says(Said.text(Questions.SAID).using(INPUT, OUTPUT)));
        return subject.provider().answer(Questions.plain(model, false));
    }

    private JsonNode prices(String id) {
        for (JsonNode model : subject.provider().source().descriptor().path("models")) {
            if (model.path("id").asText().equals(id)) {
                return model.path("prices");
            }
        }
        throw new IllegalStateException("the catalog lists " + id + ", the descriptor does not");
    }
}
