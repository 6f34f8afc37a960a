package modelscan.launcher;

/** How many platform threads carry the virtual ones. To be set before the first virtual thread exists. */
final class Carriers {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final String MOST = "jdk.virtualThreadScheduler.maxPoolSize";
    private static final int LEAST_MOST = 256;

    private Carriers() {
    }

    /** With as many carriers as cores, a few busy virtual threads would stop all the others. */
    static void prepare() {
        setUnlessChosen(PARALLELISM, Math.max(16, 4 * Runtime.getRuntime().availableProcessors()));
        setUnlessChosen(MOST, Math.max(LEAST_MOST, Integer.getInteger(PARALLELISM, LEAST_MOST)));
    }

    private static void setUnlessChosen(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }
}
