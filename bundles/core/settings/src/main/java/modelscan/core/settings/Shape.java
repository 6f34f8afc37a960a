package modelscan.core.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A type of one value or of many. */
record Shape(ValueType type, Many many) {
    private static final Pattern COLLECTION = Pattern.compile("Collection(?:<(\\w+)>)?");

    /** How many values there are and what holds them. */
    enum Many {
        /** One value. */
        ONE,
        /** An array. */
        ARRAY,
        /** A collection. */
        VECTOR
    }

    /** The shape of a written type such as {@code Integer}, {@code String[]} or {@code Collection<Long>}. */
    static Optional<Shape> named(String name, Object value) {
        Matcher collection = COLLECTION.matcher(name);
        if (collection.matches()) {
            return collection.group(1) == null ? Optional.of(new Shape(ValueType.natural(value), Many.VECTOR))
                    : ValueType.named(collection.group(1)).map(type -> new Shape(type, Many.VECTOR));
        }
        return name.endsWith("[]") ? ValueType.named(name.substring(0, name.length() - 2)).map(type -> new Shape(type, Many.ARRAY))
                : ValueType.named(name).map(type -> new Shape(type, Many.ONE));
    }

    static Shape natural(Object value) {
        return new Shape(ValueType.natural(value), value instanceof List<?> ? Many.ARRAY : Many.ONE);
    }

    /** The value in this shape; empty if it cannot be had so. */
    Optional<Object> convert(Object value) {
        try {
            return switch (many) {
                case ONE -> value instanceof List<?> ? Optional.empty() : Optional.of(type.scalar(value));
                case ARRAY -> Optional.of(type.array(list(value)));
                case VECTOR -> Optional.of(type.vector(list(value)));
            };
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    String words() {
        return many == Many.ONE ? type.words() : "a list, each " + type.words();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }
}
