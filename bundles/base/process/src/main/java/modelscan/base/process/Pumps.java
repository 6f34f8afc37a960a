package modelscan.base.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The threads that move bytes between a child and us.
 *
 * <p>They are threads of the system: waiting for a pipe of the system would hold on to a carrier of virtual threads.
 */
record Pumps(Process process, String name) {

    /** Takes what a child wrote; false to hear no more. */
    @FunctionalInterface
    interface Sink {
        boolean take(byte[] bytes, int length);
    }

    /** Writes everything to the child's standard input and closes it. */
    void feed(byte[] input) {
        start("in", () -> {
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException notListening) {
                // A child need not read what it is told; its answer shows whether that was right.
            }
        });
    }

    /** Reads to the end, whoever holds the other end of it. */
    void drain(String what, InputStream from, Sink sink, Runnable atEnd) {
        start(what, () -> {
            byte[] buffer = new byte[16 * 1024];
            boolean wanted = true;
            try (from) {
                for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                    wanted = wanted && sink.take(buffer, count);
                }
            } catch (IOException closed) {
                // The same as the end.
            } finally {
                atEnd.run();
            }
        });
    }

    private void start(String what, Runnable work) {
        Thread.ofPlatform().daemon().name(name + " " + process.pid() + " " + what).start(work);
    }
}
