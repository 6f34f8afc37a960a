package modelscan.core.jobs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of the jobs, one for each, named by its id. */
final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final String JOB = "job.json";

    private final Path root;
    private final Disk disk;

    Shelf(Path root, Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    Disk disk() {
        return disk;
    }

    Path root() {
        return root;
    }

    /** The folder of a job. */
    Path folder(String id) {
        return root.resolve(id);
    }

    /** Makes the folder of a new job. */
    Path make(String id) throws IOException {
        return Files.createDirectories(folder(id));
    }

    /** Keeps a job as it is now; whoever reads sees this or the one before, never a half. */
    void keep(Entry entry) throws IOException {
        disk.replace(folder(entry.job().id()).resolve(JOB), EntryForm.write(entry));
    }

    /** The jobs that are kept; a folder in which none came to be is removed. */
    List<Entry> load() {
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(root)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
                folders.forEach(folder -> read(folder).ifPresent(entries::add));
            } catch (IOException unreadable) {
                LOG.warn("The jobs in {} cannot be read", root, unreadable);
            }
        }
        entries.sort(Comparator.comparing(entry -> entry.job().created()));
        return entries;
    }

    /** Removes all that is kept of a job. */
    void forget(String id) {
        // The job itself goes first: what is left after a crash is then no job any more.
        delete(folder(id).resolve(JOB));
        try (Stream<Path> files = Files.walk(folder(id))) {
            files.sorted(Comparator.reverseOrder()).forEach(Shelf::delete);
        } catch (IOException gone) {
            LOG.debug("The folder of job {} is not there", id, gone);
        }
    }

    private Optional<Entry> read(Path folder) {
        String id = folder.getFileName().toString();
        try {
            if (Files.notExists(folder.resolve(JOB))) {
                forget(id);
                return Optional.empty();
            }
            return Optional.of(EntryForm.read(Files.readAllBytes(folder.resolve(JOB))))
                    .filter(entry -> entry.job().id().equals(id));
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("The job {} cannot be read and is left alone", id, unreadable);
            return Optional.empty();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.debug("{} cannot be removed", file, stays);
        }
    }
}
