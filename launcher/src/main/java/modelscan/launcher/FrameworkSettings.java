package modelscan.launcher;

import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** What the framework and, through {@code BundleContext.getProperty}, every bundle is told. */
final class FrameworkSettings {

    private FrameworkSettings() {
    }

    static Map<String, String> of(Options options, Home home, Distribution distribution) {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.data().resolve("framework").toString());
        // The files in bundles/ and plugins/ are the truth; what an earlier run cached is not.
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        // A gap-free update has old and new side by side, even when their versions are equal.
        settings.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SystemPackages.exported());
        // What a plugin does not import it must not find on the class path, where the bundles of the distribution are.
        settings.put("felix.bootdelegation.implicit", "false");
        // Failures are thrown or arrive as events; Felix' own print-outs would only say them twice.
        settings.put("felix.log.level", "0");
        settings.put("modelscan.home", home.root().toString());
        settings.put("modelscan.port", Integer.toString(options.port()));
        settings.put("modelscan.admin.port", Integer.toString(options.adminPort()));
        settings.put("modelscan.version", Distribution.version());
        settings.put("modelscan.features.dir", distribution.features().toString());
        return settings;
    }
}
