package modelscan.test.kit;

import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;

/**
 * A catalog that knows these candidates by model name and answers every call with these events.
 *
 * @param candidates the candidates of a model name
 * @param answer what each provider says
 */
public record FakeCatalog(Map<String, List<Candidate>> candidates, List<StreamEvent> answer) implements Catalog {
    @Override
    public List<Entry> providers() {
        return List.of();
    }

    @Override
    public List<Candidate> models() {
        return List.of();
    }

    @Override
    public List<Candidate> candidates(String model, Operation operation) {
        return candidates.getOrDefault(model, List.of());
    }

    @Override
    public Reply call(Exchange exchange, Candidate candidate) {
        return Reply.of(answer);
    }
}
