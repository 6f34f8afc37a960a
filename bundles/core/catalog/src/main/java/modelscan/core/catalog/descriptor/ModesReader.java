package modelscan.core.catalog.descriptor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import modelscan.base.json.Fields;

/** Reads how hard models think in the modes a caller can choose. */
final class ModesReader {
    private static final Set<String> MODES = Set.of("flash", "think", "ultra-think");

    private ModesReader() {
    }

    static Map<String, Descriptor.Mode> modes(Fields fields) {
        Map<String, Descriptor.Mode> modes = new HashMap<>();
        fields.object("modes", MODES).ifPresent(named -> named.keys().forEach(word ->
                named.object(word, Set.of("effort", "budget", "model")).ifPresent(mode -> modes.put(word, mode(mode)))));
        return modes;
    }

    private static Descriptor.Mode mode(Fields mode) {
        if (mode.keys().isEmpty()) {
            throw Checked.refuse(mode, "one of effort, budget, model is wanted");
        }
        return new Descriptor.Mode(mode.optionalText("effort"), mode.count("budget"), mode.optionalText("model"));
    }
}
