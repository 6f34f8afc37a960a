package modelscan.stage.auth;

import java.util.List;
import modelscan.api.gateway.Candidate;

/**
 * Models somebody may use: {@code groq/llama-3}, {@code groq/*}, {@code llama-3}, {@code gpt-4*}, {@code *}.
 *
 * <p>What stands before the first slash is always a provider: {@code openai/*} is not the model {@code openai/gpt-4o} of
 * somebody who resells it. Without a slash it is the model of any provider.
 */
record ModelRule(Glob provider, Glob model) {

    static ModelRule of(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new ModelRule(Glob.ANY, Glob.of(text))
                : new ModelRule(Glob.of(text.substring(0, slash)), Glob.of(text.substring(slash + 1)));
    }

    boolean matches(Candidate candidate) {
        return provider.matches(candidate.provider()) && model.matches(candidate.model().id());
    }

    /** Whether one of these lets it through. */
    static boolean any(List<ModelRule> rules, Candidate candidate) {
        for (ModelRule rule : rules) {
            if (rule.matches(candidate)) {
                return true;
            }
        }
        return false;
    }

    // Looked up for every request; what a record has of itself takes longer.
    @Override
    public boolean equals(Object other) {
        return other instanceof ModelRule rule && provider.text().equals(rule.provider.text()) && model.text().equals(rule.model.text());
    }

    @Override
    public int hashCode() {
        return 31 * provider.text().hashCode() + model.text().hashCode();
    }

    String text() {
        return provider.equals(Glob.ANY) && model.text().indexOf('/') < 0 ? model.text() : provider.text() + "/" + model.text();
    }
}
