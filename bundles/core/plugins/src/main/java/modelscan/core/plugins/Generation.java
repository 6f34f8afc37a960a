package modelscan.core.plugins;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/**
 * One version of a plugin in the framework; several of one file may run side by side.
 *
 * @param file the file it came from
 * @param hash the content that the file had
 */
record Generation(String file, String hash, Bundle bundle) {
    private static final String PREFIX = "modelscan-plugin:";
    private static final Pattern LOCATION = Pattern.compile(PREFIX + "(.+)#([0-9a-f]+)\\.\\d+");

    /** Where the framework is told that a bundle came from: unique, or it would take the old bundle for the new one. */
    static String location(Parcel parcel, long number) {
        return PREFIX + parcel.file() + "#" + parcel.hash() + "." + number;
    }

    /** The generation that the bundle is; empty for a bundle that did not come from {@code plugins/}. */
    static Optional<Generation> of(Bundle bundle) {
        Matcher location = LOCATION.matcher(bundle.getLocation());
        return location.matches()
                ? Optional.of(new Generation(location.group(1), location.group(2), bundle))
                : Optional.empty();
    }

    static boolean plugin(Bundle bundle) {
        return bundle.getLocation().startsWith(PREFIX);
    }

    boolean active() {
        return bundle.getState() == Bundle.ACTIVE;
    }
}
