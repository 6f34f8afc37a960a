package modelscan.core.settings;

import java.util.List;

/**
 * One key of a section with its value, as written.
 *
 * @param type the type written behind the key, as in {@code "port:Integer"}, else empty
 * @param value a text, a whole number, a decimal, a flag, or a list of such
 */
record Setting(String key, String type, Object value, int line) {
    Setting {
        value = value instanceof List<?> list ? List.copyOf(list) : value;
    }

    /** Without the value, which may be a secret that somebody wrote into the file itself. */
    @Override
    public String toString() {
        return key + " in line " + line;
    }
}
