package modelscan.bench;

import java.io.IOException;
import java.time.Duration;
import modelscan.bench.process.ModelScan;
import modelscan.bench.process.Probe;

/** Drops release after release and sees each of them take over. */
record Swapper(ModelScan modelScan, int upstream, String streamModel) {
    private static final String PATH = "/v1/chat/completions";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    int port() {
        return modelScan.port();
    }

    void first() throws IOException, InterruptedException {
        drop(new Release(0, upstream, streamModel), false);
        modelScan.await(Probe.post(port(), PATH, Scenario.body("swapped/mock", false)));
    }

    /** The time from the rename until the new release is shown and has been called. */
    Duration swap(int number, boolean bundle) throws IOException, InterruptedException {
        Release release = new Release(number, upstream, streamModel);
        long begin = System.nanoTime();
        drop(release, bundle);
        awaitShown(release);
        awaitCalled(release);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        if (bundle) {
            new PluginFolder(modelScan.home()).remove(PluginFolder.DESCRIPTOR);
        }
        return taken;
    }

    private void drop(Release release, boolean bundle) throws IOException {
        PluginFolder folder = new PluginFolder(modelScan.home());
        folder.drop(bundle ? PluginFolder.BUNDLE : PluginFolder.DESCRIPTOR, bundle ? release.bundle() : release.descriptor());
    }

    private void awaitShown(Release release) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!shows("/api/plugins", release) && !shows("/api/providers", release)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("neither /api/plugins nor /api/providers shows \"" + release.name() + "\": "
                        + modelScan.manage("/api/plugins").map(Probe.Answer::body).orElse("no answer"));
            }
            Thread.sleep(10);
        }
    }

    private boolean shows(String path, Release release) throws IOException {
        return modelScan.manage(path).filter(answer -> answer.isGood() && answer.body().contains(release.name())).isPresent();
    }

    private void awaitCalled(Release release) throws InterruptedException {
        Probe.get(upstream, "/stats").await(answer -> answer.body().contains(release.path() + "/"), PATIENCE)
                .orElseThrow(() -> new IllegalStateException("no request reached " + release.path() + " of \"" + release.name() + "\""));
    }
}
