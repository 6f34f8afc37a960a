package modelscan.core.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationPlugin;

/** Fills placeholders in on delivery, so that what they stand for is never stored. */
final class PlaceholderPlugin implements ConfigurationPlugin {
    private final Sources sources;

    PlaceholderPlugin(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> receiver, Dictionary<String, Object> properties) {
        for (String key : Collections.list(properties.keys())) {
            Object value = properties.get(key);
            if (Texts.of(value).stream().anyMatch(Template::present)) {
                filled(value).ifPresentOrElse(now -> properties.put(key, now), () -> properties.remove(key));
            }
        }
    }

    private Optional<Object> filled(Object value) {
        return switch (value) {
            case String text -> new Template(text).fill(sources);
            case String[] texts -> list(List.of(texts)).map(list -> list.stream().map(String::valueOf).toArray(String[]::new));
            case Collection<?> collection -> list(collection).map(list -> (Object) list);
            default -> Optional.of(value);
        };
    }

    private Optional<List<Object>> list(Collection<?> values) {
        List<Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value instanceof String text ? new Template(text).fill(sources).orElse(null) : value);
        }
        return list.stream().allMatch(Objects::nonNull) ? Optional.of(list) : Optional.empty();
    }
}
