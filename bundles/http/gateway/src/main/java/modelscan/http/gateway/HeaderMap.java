package modelscan.http.gateway;

import java.util.AbstractMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** The headers of a request by name in lower case, read from where they are instead of copied. */
final class HeaderMap extends AbstractMap<String, String> {
    private final HttpFields fields;
    private Map<String, String> copy;

    HeaderMap(HttpFields fields) {
        this.fields = fields;
    }

    @Override
    public String get(Object key) {
        return key instanceof String name ? value(name) : null;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    private String value(String name) {
        String value = null;
        for (HttpField field : fields) {
            if (field.is(name)) {
                String next = field.getValue() == null ? "" : field.getValue();
                value = value == null ? next : value + ", " + next;
            }
        }
        return value;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        if (copy == null) {
            Map<String, String> all = new TreeMap<>();
            for (HttpField field : fields) {
                String value = field.getValue() == null ? "" : field.getValue();
                all.merge(field.getName().toLowerCase(Locale.ROOT), value, (before, next) -> before + ", " + next);
            }
            copy = Map.copyOf(all);
        }
        return copy.entrySet();
    }
}
