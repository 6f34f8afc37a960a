package modelscan.core.settings;

import java.util.Collection;
import java.util.List;

/** The texts in the value of a setting or a configuration. */
final class Texts {
    private Texts() {
    }

    static List<String> of(Object value) {
        return switch (value) {
            case String text -> List.of(text);
            case String[] texts -> List.of(texts);
            case Collection<?> collection -> collection.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            default -> List.of();
        };
    }
}
