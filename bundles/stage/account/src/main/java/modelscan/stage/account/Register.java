package modelscan.stage.account;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Names the requests that run, and what is set aside for them, in mapped files: they outlive the process without a call of the
 * system for each request. What the next process finds there was cut off.
 */
@Component(service = Register.class)
public final class Register {
    private static final String NAME = "running-";
    private static final int MOST_SHEETS = 32;

    private final Path folder;
    private final String life;
    private final ConcurrentLinkedDeque<Sheet.Place> free = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedQueue<Leaving> leaving = new ConcurrentLinkedQueue<>();
    private final Map<String, Sheet.Place> running = new ConcurrentHashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();

    /** A place that is free as soon as this position of the journal is on disk. */
    private record Leaving(Sheet.Place place, long position) {
    }

    @Activate
    public Register(BundleContext context) {
        this(Path.of(context.getProperty("modelscan.home"), "data", "running"), life());
    }

    Register(Path folder, String life) {
        this.folder = folder;
        this.life = life;
    }

    Path folder() {
        return folder;
    }

    private static String life() {
        ProcessHandle process = ProcessHandle.current();
        return process.pid() + "@" + process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /** What requests that still run may need is left for the next process to look at. */
    @Deactivate
    synchronized void close() {
        for (Sheet sheet : sheets) {
            if (sheet.empty()) {
                sheet.delete();
            }
        }
    }

    /**
     * Names a request.
     *
     * @param request its id
     * @param text what the next process must know of it
     * @param end where the journal ends now
     * @throws FailureException if there is no room or no disk for it
     */
    Sheet.Place enter(String request, byte[] text, long end) {
        for (Leaving first = leaving.peek(); first != null && first.position < end; first = leaving.peek()) {
            if (leaving.remove(first)) {
                release(first.place);
            }
        }
        Sheet.Place place = free.poll();
        if (place == null) {
            place = grow();
        }
        place.name(text);
        // One that a plugin makes for another, under its name, is a part of it.
        running.putIfAbsent(request, place);
        return place;
    }

    /** Says what is set aside for a running request; of one that is over it is passed over. */
    void setAside(String request, Map<String, BigDecimal> amounts) {
        byte[] text = SetAside.text(amounts, Sheet.LONGEST);
        // Inside of the map, so that the place cannot become another's meanwhile.
        running.computeIfPresent(request, (_, place) -> {
            place.setAside(text);
            return place;
        });
    }

    /** Nothing more is set aside for it. */
    void over(String request, Sheet.Place place) {
        running.remove(request, place);
    }

    /** The request came to its end, which stands in the journal at this position; that ends, as far as it is on disk, at this. */
    void leave(Sheet.Place place, long position, long end) {
        if (position < end) {
            release(place);
        } else {
            leaving.add(new Leaving(place, position));
        }
    }

    private void release(Sheet.Place place) {
        place.clear();
        free.push(place);
    }

    private synchronized Sheet.Place grow() {
        Sheet.Place place = free.poll();
        if (place != null) {
            return place;
        }
        if (sheets.size() == MOST_SHEETS) {
            throw unavailable("more requests run at once than can be kept in mind", "storage_busy");
        }
        try {
            Files.createDirectories(folder);
            Sheet sheet = Sheet.make(folder.resolve(NAME + UUID.randomUUID()), life);
            sheets.add(sheet);
            free.addAll(sheet.places());
        } catch (IOException full) {
            throw unavailable("which requests run cannot be kept on disk: " + full.getMessage(), "storage_failed");
        }
        return free.remove();
    }

    private static FailureException unavailable(String why, String because) {
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, why).because(because));
    }

    /** The sheets of processes that ended. */
    List<Sheet.Remains> remains() throws IOException {
        List<Sheet.Remains> remains = new ArrayList<>();
        for (Path file : files()) {
            Sheet.Remains found = Sheet.read(file);
            if (!found.life().equals(life)) {
                remains.add(found);
            }
        }
        return remains;
    }

    List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith(NAME)).sorted().toList();
        }
    }
}
