package modelscan.launcher;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import modelscan.base.disk.FolderLock;
import modelscan.base.disk.TakenException;

/** Keeps a second process out of the home for as long as this one lives. */
final class HomeLock implements AutoCloseable {
    private final FolderLock lock;

    private HomeLock(FolderLock lock) {
        this.lock = lock;
    }

    static HomeLock take(Home home) {
        try {
            return new HomeLock(FolderLock.take(home.data()));
        } catch (TakenException taken) {
            throw new StartFailure(ExitCode.HOME_UNUSABLE, "The home " + home.root() + " is in use by another ModelScan ("
                    + taken.owner() + "); stop it or choose another home with --home DIR", taken);
        } catch (IOException e) {
            throw new StartFailure(ExitCode.HOME_UNUSABLE, "The home " + home.root() + " cannot be locked (" + e + ")", e);
        }
    }

    /** Says where this process listens, for whoever wants the home as well. */
    void listening(Map<String, String> listeners) throws IOException {
        lock.tell("it listens at " + String.join(" and ", new TreeMap<>(listeners).values()));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
