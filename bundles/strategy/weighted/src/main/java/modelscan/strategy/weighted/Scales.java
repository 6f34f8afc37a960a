package modelscan.strategy.weighted;

import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Candidate;

/** The weights of candidates, in their order, and all together. */
record Scales(double[] weights, double sum) {

    /** By the weight of the very model, else of its provider, else 1. */
    static Scales of(List<Candidate> candidates, Map<String, Double> named) {
        double[] weights = new double[candidates.size()];
        boolean models = named.keySet().stream().anyMatch(name -> name.indexOf('/') >= 0);
        double sum = 0;
        for (int place = 0; place < weights.length; place++) {
            Candidate candidate = candidates.get(place);
            Double exact = models ? named.get(candidate.name()) : null;
            weights[place] = exact != null ? exact : named.getOrDefault(candidate.provider(), 1.0);
            sum += weights[place];
        }
        return new Scales(weights, sum);
    }
}
