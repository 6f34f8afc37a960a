package modelscan.core.plugins.sample;

/** Goes into test bundles as a declarative component. */
public final class Worker implements Runnable {
    @Override
    public void run() {
    }
}
