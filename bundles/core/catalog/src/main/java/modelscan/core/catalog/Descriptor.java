package modelscan.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Provider;
import modelscan.api.model.Operation;

/**
 * A provider as its descriptor says it.
 *
 * @param about who it is
 * @param dialect the name of the dialect it speaks
 * @param url its base address
 * @param auth how it wants to be shown its key
 * @param key the key or a placeholder for it; empty when none is needed
 * @param headers sent with every call
 * @param serves what it can be asked for
 * @param paths the paths of operations, where they differ from the dialect's
 * @param quirks small corrections of what goes to it
 * @param models the models it lists
 */
record Descriptor(Provider.About about, String dialect, String url, Auth auth, String key, Map<String, String> headers,
        Set<Operation> serves, Map<Operation, String> paths, Quirks quirks, List<Model> models) {

    Descriptor {
        headers = Map.copyOf(headers);
        serves = Set.copyOf(serves);
        paths = Map.copyOf(paths);
        models = List.copyOf(models);
    }

    /**
     * Small corrections of what goes out and comes back.
     *
     * @param drop members to be left out
     * @param rename members to be called differently
     * @param defaults members to be added when they are not there
     * @param usage where the answer tells its usage, such as {@code x_groq.usage}, when it is not where the dialect has it
     */
    record Quirks(Set<String> drop, Map<String, String> rename, Map<String, JsonNode> defaults, Optional<String> usage) {
        static final Quirks NONE = new Quirks(Set.of(), Map.of(), Map.of(), Optional.empty());

        Quirks {
            drop = Set.copyOf(drop);
            rename = Map.copyOf(rename);
            defaults = Map.copyOf(defaults);
        }

        /** Whether requests go out as they are. */
        boolean leavesRequests() {
            return drop.isEmpty() && rename.isEmpty() && defaults.isEmpty();
        }
    }
}
