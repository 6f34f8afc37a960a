package modelscan.wire.replicate;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a model is asked: {@code owner/name}, {@code owner/name:version}, {@code deployments/owner/name} or a version alone.
 *
 * @param version told in the body where the address does not say it
 */
record Address(String path, Optional<String> version) {
    private static final String UNRESERVED = "-._~";

    /** The address of a model. */
    static Address of(String model) {
        int mark = model.indexOf(':');
        if (mark >= 0 || model.indexOf('/') < 0) {
            return new Address("/predictions", Optional.of(model.substring(mark + 1)));
        }
        String[] parts = model.split("/", -1);
        StringBuilder path = new StringBuilder(parts[0].equals("deployments") ? "" : "/models");
        for (String part : parts) {
            path.append('/').append(encoded(part));
        }
        return new Address(path.append("/predictions").toString(), Optional.empty());
    }

    /** One segment of a path; dots alone would change its meaning. */
    static String encoded(String segment) {
        StringBuilder encoded = new StringBuilder(segment.length() + 8);
        boolean dots = segment.chars().allMatch(each -> each == '.');
        for (byte each : segment.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9'
                    || UNRESERVED.indexOf(each) >= 0;
            if (plain && !dots) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return encoded.toString();
    }
}
