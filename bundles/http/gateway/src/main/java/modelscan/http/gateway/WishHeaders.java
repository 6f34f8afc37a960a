package modelscan.http.gateway;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import modelscan.api.gateway.Wishes;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** Reads the wishes of a caller from the headers {@code x-modelscan-…}, and the key that vendors know for repetitions. */
final class WishHeaders {
    private static final String PREFIX = "x-modelscan-";
    private static final String REPETITION = "idempotency-key";

    private WishHeaders() {
    }

    static Wishes of(HttpFields headers) {
        Map<String, String> wishes = null;
        for (HttpField header : headers) {
            String name = header.getName();
            boolean wish = name.length() > PREFIX.length() && name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
            if ((wish || name.equalsIgnoreCase(REPETITION)) && header.getValue() != null) {
                wishes = wishes == null ? new HashMap<>() : wishes;
                wishes.merge(wish ? name.substring(PREFIX.length()).toLowerCase(Locale.ROOT) : REPETITION, header.getValue().strip(),
                        (before, next) -> before + ", " + next);
            }
        }
        return wishes == null ? Wishes.NONE : new Wishes(wishes);
    }
}
