package modelscan.core.plugins.sample;

/** Goes into test bundles as a declarative component that cannot be made. */
public final class Refuser implements Runnable {
    public Refuser() {
        throw new IllegalStateException("no luck today");
    }

    @Override
    public void run() {
    }
}
