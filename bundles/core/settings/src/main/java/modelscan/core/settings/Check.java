package modelscan.core.settings;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.metatype.AttributeDefinition;

/**
 * A section held against what its PID may be told.
 *
 * @param values what can be applied
 * @param problems what cannot, or is not known
 */
record Check(Map<String, Object> values, List<String> problems) {
    // What the frameworks themselves understand with any component.
    private static final Pattern COMMON = Pattern.compile("service\\..+|osgi\\..+|.+\\.target|.+\\.cardinality\\.minimum");

    static Check of(Section section, Vocabulary vocabulary) {
        Optional<Map<String, AttributeDefinition>> keys = vocabulary.keys(section.described());
        Check check = new Check(new Hashtable<>(), new ArrayList<>());
        if (keys.isEmpty()) {
            check.problems.add(section.place() + "no installed bundle knows the PID " + section.described() + " so far");
        }
        for (Setting setting : section.settings()) {
            Optional<AttributeDefinition> attribute = keys.map(known -> known.get(setting.key()));
            if (keys.isPresent() && attribute.isEmpty() && !COMMON.matcher(setting.key()).matches()) {
                check.problems.add(section.place(setting.line()) + "unknown key '" + setting.key() + "' of "
                        + section.described() + "; known are " + String.join(", ", keys.get().keySet()));
            }
            check.take(section, setting, attribute);
        }
        return check;
    }

    private void take(Section section, Setting setting, Optional<AttributeDefinition> attribute) {
        String place = section.place(setting.line());
        Optional<Shape> shape = shape(setting, attribute);
        if (shape.isEmpty()) {
            problems.add(place + "there is no type '" + setting.type() + "' for '" + setting.key() + "'");
            return;
        }
        Optional<Object> value = shape.get().convert(setting.value());
        if (value.isEmpty()) {
            problems.add(place + "'" + setting.key() + "' must be " + shape.get().words() + "; it is left out");
            return;
        }
        Optional<String> objection = attribute.flatMap(definition -> objection(definition, setting.value()));
        if (objection.isPresent()) {
            problems.add(place + "'" + setting.key() + "' cannot be what it is: " + objection.get() + "; it is left out");
            return;
        }
        values.put(setting.key(), value.get());
    }

    private static Optional<Shape> shape(Setting setting, Optional<AttributeDefinition> attribute) {
        if (!setting.type().isEmpty()) {
            return Shape.named(setting.type(), setting.value());
        }
        return Optional.of(attribute.map(Vocabulary::shape).orElseGet(() -> Shape.natural(setting.value())));
    }

    /** What the bundle that described the key has against a value of the right type. */
    private static Optional<String> objection(AttributeDefinition definition, Object value) {
        if (value instanceof List<?> || value instanceof String text && (text.isEmpty() || text.contains("$["))) {
            return Optional.empty();
        }
        String[] options = definition.getOptionValues();
        if (options != null && options.length > 0 && !List.of(options).contains(value.toString())) {
            return Optional.of("allowed are " + String.join(", ", options));
        }
        return Optional.ofNullable(definition.validate(value.toString())).filter(objection -> !objection.isEmpty());
    }
}
