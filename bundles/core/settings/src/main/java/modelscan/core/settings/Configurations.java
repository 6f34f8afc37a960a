package modelscan.core.settings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The configurations that come from files; those that others made are left alone. */
final class Configurations {
    // A dot in front keeps the property out of what components publish.
    private static final String ORIGIN = ".modelscan.settings";
    private static final String ANY_BUNDLE = "?";

    private final ConfigurationAdmin admin;

    Configurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Makes the configuration of a section what it is to be. */
    void set(Section section, Map<String, Object> values) throws IOException {
        Hashtable<String, Object> properties = new Hashtable<>(values);
        properties.put(ORIGIN, section.file());
        configuration(section).updateIfDifferent(properties);
    }

    /** Takes away those whose section is no more. */
    void keep(Set<String> pids) throws IOException {
        for (Configuration configuration : ours()) {
            if (!pids.contains(configuration.getPid())) {
                configuration.delete();
            }
        }
    }

    /** Has those delivered again that have a text of this kind. */
    void deliver(Predicate<String> text) throws IOException {
        for (Configuration configuration : ours()) {
            var properties = configuration.getProperties();
            List<Object> values = new ArrayList<>();
            properties.elements().asIterator().forEachRemaining(values::add);
            if (values.stream().flatMap(value -> Texts.of(value).stream()).anyMatch(text)) {
                // Not update() without properties: that one does not tell the component runtime.
                configuration.update(properties);
            }
        }
    }

    private Configuration configuration(Section section) throws IOException {
        return section.name().isPresent()
                ? admin.getFactoryConfiguration(section.described(), section.name().get(), ANY_BUNDLE)
                : admin.getConfiguration(section.pid(), ANY_BUNDLE);
    }

    private List<Configuration> ours() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(" + ORIGIN + "=*)");
            return found == null ? List.of() : Stream.of(found).toList();
        } catch (InvalidSyntaxException ownFilter) {
            throw new IllegalStateException(ownFilter);
        }
    }
}
