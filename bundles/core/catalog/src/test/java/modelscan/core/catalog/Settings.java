package modelscan.core.catalog;

import java.lang.annotation.Annotation;
import modelscan.core.catalog.discovery.DiscoverySettings;

/** Settings of the catalog for tests. */
public final class Settings {
    private Settings() {
    }

    /** What holds when the owner says nothing. */
    public static DiscoverySettings usual() {
        return of(true, false);
    }

    /** With engines on this machine looked for, or remote providers left alone. */
    public static DiscoverySettings of(boolean discover, boolean findLocal) {
        return new DiscoverySettings(new Words(discover, findLocal));
    }

    private record Words(boolean discover, boolean findLocal) implements DiscoverySettings.Config {
        @Override
        public int discoverEvery() {
            return 24;
        }

        @Override
        public int staleAfter() {
            return 90;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return DiscoverySettings.Config.class;
        }
    }
}
