package modelscan.core.catalog.descriptor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Provider;
import modelscan.api.model.Operation;
import modelscan.core.catalog.auth.Auth;
import modelscan.core.catalog.command.CommandForm;
import modelscan.core.catalog.form.Form;
import modelscan.core.catalog.quirk.Correction;
import modelscan.core.catalog.quirk.Quirks;

/**
 * A provider as its descriptor says it.
 *
 * @param about who it is
 * @param access where it is and how it wants to be shown its key
 * @param speech what it can be asked for, and in which words
 * @param quirks small corrections of what goes to it and comes back
 * @param offer its models and plans
 * @param limits in which headers it tells its limits
 */
public record Descriptor(Provider.About about, Access access, Speech speech, Quirks quirks, Offer offer,
        LimitHeaders limits) {

    /** The provider's id. */
    public String id() {
        return about.id();
    }

    /**
     * Where a provider is and how it wants to be shown its key; all texts may hold placeholders.
     *
     * @param url its base address; empty for a command
     * @param auth how it wants to be shown its key
     * @param key the key or a placeholder for it; empty when none is taken
     * @param headers sent with every call
     */
    public record Access(String url, Auth auth, String key, Map<String, String> headers) {
        public Access {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * What a provider can be asked for, and in which words.
     *
     * @param dialect the name of the dialect it speaks; empty if each operation has a form of its own
     * @param serves what it can be asked for
     * @param paths the paths of operations, where they differ from the dialect's
     * @param calls forms of operations whose JSON is the provider's own
     * @param command how it is started, if it is a command
     */
    public record Speech(Optional<String> dialect, Set<Operation> serves, Map<Operation, String> paths,
            Map<Operation, Form> calls, Optional<CommandForm> command) {
        public Speech {
            serves = Set.copyOf(serves);
            paths = Map.copyOf(paths);
            calls = Map.copyOf(calls);
        }
    }

    /**
     * What a provider offers.
     *
     * @param models the models it lists
     * @param traits what is special about a model, by its id
     * @param modes how hard it thinks in a mode, for models without modes of their own
     * @param plans the tiers a customer can be on
     * @param listing where it lists its models itself
     */
    public record Offer(List<Model> models, Map<String, Trait> traits, Map<String, Mode> modes, List<Plan> plans,
            Optional<Listing> listing) {
        public Offer {
            models = List.copyOf(models);
            traits = Map.copyOf(traits);
            modes = Map.copyOf(modes);
            plans = List.copyOf(plans);
        }

        /** What is special about a model. */
        public Trait trait(String model) {
            return traits.getOrDefault(model, Trait.NONE);
        }
    }

    /** What is special about a model: corrections of its requests, and its own modes. */
    public record Trait(List<Correction> corrections, Map<String, Mode> modes) {
        static final Trait NONE = new Trait(List.of(), Map.of());

        public Trait {
            corrections = List.copyOf(corrections);
            modes = Map.copyOf(modes);
        }
    }

    /** How hard a model thinks in a mode: by effort, by tokens, or because it is another model. */
    public record Mode(Optional<String> effort, Optional<Integer> budget, Optional<String> model) {
    }
}
