package modelscan.core.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** What the installed bundles say can be set. */
final class Vocabulary {
    private final BundleContext context;
    private final MetaTypeService types;

    Vocabulary(BundleContext context, MetaTypeService types) {
        this.context = context;
        this.types = types;
    }

    /** The keys of a PID or a factory's PID, by name; empty if no installed bundle describes it. */
    Optional<Map<String, AttributeDefinition>> keys(String pid) {
        return Arrays.stream(context.getBundles()).filter(bundle -> bundle.getState() != Bundle.UNINSTALLED)
                .flatMap(bundle -> definition(bundle, pid).stream()).findFirst().map(Vocabulary::attributes);
    }

    private Optional<ObjectClassDefinition> definition(Bundle bundle, String pid) {
        MetaTypeInformation information = types.getMetaTypeInformation(bundle);
        if (information == null || !names(information).anyMatch(pid::equals)) {
            return Optional.empty();
        }
        return Optional.ofNullable(information.getObjectClassDefinition(pid, null));
    }

    private static Stream<String> names(MetaTypeInformation information) {
        return Stream.of(information.getPids(), information.getFactoryPids()).filter(pids -> pids != null).flatMap(Arrays::stream);
    }

    private static Map<String, AttributeDefinition> attributes(ObjectClassDefinition definition) {
        Map<String, AttributeDefinition> attributes = new TreeMap<>();
        AttributeDefinition[] all = definition.getAttributeDefinitions(ObjectClassDefinition.ALL);
        if (all != null) {
            Arrays.stream(all).forEach(attribute -> attributes.put(attribute.getID(), attribute));
        }
        return attributes;
    }

    /** The shape of values that a bundle asks for. */
    static Shape shape(AttributeDefinition attribute) {
        ValueType type = switch (attribute.getType()) {
            case AttributeDefinition.LONG -> ValueType.LONG;
            case AttributeDefinition.INTEGER -> ValueType.INTEGER;
            case AttributeDefinition.SHORT -> ValueType.SHORT;
            case AttributeDefinition.BYTE -> ValueType.BYTE;
            case AttributeDefinition.DOUBLE -> ValueType.DOUBLE;
            case AttributeDefinition.FLOAT -> ValueType.FLOAT;
            case AttributeDefinition.CHARACTER -> ValueType.CHARACTER;
            case AttributeDefinition.BOOLEAN -> ValueType.BOOLEAN;
            default -> ValueType.STRING;
        };
        int many = Integer.signum(attribute.getCardinality());
        return new Shape(type, many == 0 ? Shape.Many.ONE : many > 0 ? Shape.Many.ARRAY : Shape.Many.VECTOR);
    }
}
