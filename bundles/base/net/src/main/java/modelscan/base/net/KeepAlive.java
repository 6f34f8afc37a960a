package modelscan.base.net;

import java.time.Duration;
import java.util.Locale;
import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/** How long an unused connection is kept: our time, or less if the server says so. */
final class KeepAlive implements ConnectionKeepAliveStrategy {
    private static final String NAME = "timeout=";

    private final TimeValue ours;

    KeepAlive(Duration idle) {
        this.ours = TimeValue.of(idle);
    }

    @Override
    public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
        Header header = response.getFirstHeader("Keep-Alive");
        return header == null || header.getValue() == null ? ours : shorter(header.getValue());
    }

    private TimeValue shorter(String value) {
        int start = value.toLowerCase(Locale.ROOT).indexOf(NAME);
        if (start < 0) {
            return ours;
        }
        int end = start += NAME.length();
        while (end < value.length() && end - start < 6 && Character.isDigit(value.charAt(end))) {
            end++;
        }
        if (end == start) {
            return ours;
        }
        long theirs = 1000L * Integer.parseInt(value, start, end, 10);
        if (theirs == 0) {
            // For the library nothing means "close it", and zero "for ever".
            return null;
        }
        // The server counts from when it sent the answer, so we stop a second, or half the time, before it does.
        return TimeValue.ofMilliseconds(Math.min(ours.toMilliseconds(), Math.max(theirs / 2, theirs - 1000)));
    }
}
