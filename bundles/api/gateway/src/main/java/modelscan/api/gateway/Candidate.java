package modelscan.api.gateway;

import java.util.Objects;

/** A provider and a model that could serve an exchange. */
public record Candidate(String provider, Model model) {
    public Candidate {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
    }

    /** How a caller names exactly this one: {@code groq/llama-3.3-70b-versatile}. */
    public String name() {
        return model.id().equals(provider) ? provider : provider + "/" + model.id();
    }
}
