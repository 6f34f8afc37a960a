package modelscan.core.settings.sample;

/** Goes into test bundles as a declarative component; its service properties show what it was given. */
public final class Receiver implements Runnable {
    @Override
    public void run() {
    }
}
