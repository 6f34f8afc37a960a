package modelscan.core.settings;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Vector;
import java.util.function.Function;

/** The types that a configuration can hold. */
enum ValueType {
    STRING(String.class, "a text", ValueType::text),
    LONG(Long.class, "a whole number", value -> whole(value).longValueExact()),
    INTEGER(Integer.class, "a whole number", value -> whole(value).intValueExact()),
    SHORT(Short.class, "a whole number", value -> whole(value).shortValueExact()),
    BYTE(Byte.class, "a whole number", value -> whole(value).byteValueExact()),
    DOUBLE(Double.class, "a number", value -> number(value).doubleValue()),
    FLOAT(Float.class, "a number", value -> number(value).floatValue()),
    CHARACTER(Character.class, "one character", ValueType::character),
    BOOLEAN(Boolean.class, "true or false", Boolean.class::cast);

    private static final String OPEN = "$[";

    private final Class<?> type;
    private final String words;
    private final Function<Object, Object> conversion;

    ValueType(Class<?> type, String words, Function<Object, Object> conversion) {
        this.type = type;
        this.words = words;
        this.conversion = conversion;
    }

    /** The type of a name such as {@code Integer} or {@code int}. */
    static Optional<ValueType> named(String name) {
        String whole = switch (name) {
            case "int" -> "INTEGER";
            case "char" -> "CHARACTER";
            default -> name.toUpperCase(Locale.ROOT);
        };
        return Arrays.stream(values()).filter(type -> type.name().equals(whole)).findFirst();
    }

    /** The type that a value has by itself. */
    static ValueType natural(Object value) {
        return switch (value) {
            case BigInteger _ -> LONG;
            case BigDecimal _ -> DOUBLE;
            case Boolean _ -> BOOLEAN;
            case List<?> list when !list.isEmpty() -> natural(list.getFirst());
            default -> STRING;
        };
    }

    /** What a value must be, in words. */
    String words() {
        return words;
    }

    /**
     * The value as this type; a text with a placeholder stays a text until it is filled in.
     *
     * @throws RuntimeException if it cannot be
     */
    Object scalar(Object value) {
        return value instanceof String text && text.contains(OPEN) ? text : conversion.apply(value);
    }

    /** A list as an array of this type, of texts if one holds a placeholder. */
    Object array(List<?> values) {
        List<?> converted = values.stream().map(this::scalar).toList();
        boolean alike = converted.stream().allMatch(type::isInstance);
        Object array = Array.newInstance(alike ? type : String.class, converted.size());
        for (int i = 0; i < converted.size(); i++) {
            Array.set(array, i, alike ? converted.get(i) : String.valueOf(converted.get(i)));
        }
        return array;
    }

    Vector<Object> vector(List<?> values) {
        return new Vector<>(values.stream().map(this::scalar).toList());
    }

    /** The value that a text spells, such as the one in an environment variable. */
    Optional<Object> parse(String text) {
        try {
            return Optional.of(switch (this) {
                case STRING, CHARACTER -> conversion.apply(text);
                case LONG, INTEGER, SHORT, BYTE -> conversion.apply(new BigInteger(text.strip()));
                case DOUBLE, FLOAT -> conversion.apply(new BigDecimal(text.strip()));
                case BOOLEAN -> Boolean.valueOf(text.strip());
            });
        } catch (ArithmeticException | IllegalArgumentException notSpelledSo) {
            return Optional.empty();
        }
    }

    private static Object text(Object value) {
        return String.class.cast(value);
    }

    private static BigInteger whole(Object value) {
        return BigInteger.class.cast(value);
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigInteger whole ? new BigDecimal(whole) : BigDecimal.class.cast(value);
    }

    private static Object character(Object value) {
        String text = String.class.cast(value);
        if (text.length() != 1) {
            throw new IllegalArgumentException("one character is wanted");
        }
        return text.charAt(0);
    }
}
