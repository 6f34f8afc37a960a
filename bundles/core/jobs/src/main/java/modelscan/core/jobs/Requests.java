package modelscan.core.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.base.json.Json;
import modelscan.core.jobs.form.RequestForm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was asked, beside the job: in neutral words to go on with it, as the client wrote it to answer it. */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final String NEUTRAL = "request.json";
    private static final String MEDIA = "request.bytes";
    private static final String HEAD = "letter.json";
    private static final String BODY = "letter.body";

    private final Shelf shelf;

    Requests(Shelf shelf) {
        this.shelf = shelf;
    }

    void keep(String id, Exchange exchange, Optional<Sent> sent) throws IOException {
        Path folder = shelf.folder(id);
        try (Disk.Sink media = shelf.disk().open(folder.resolve(MEDIA))) {
            Optional<ObjectNode> neutral = RequestForm.write(exchange.request(), Binary.writing(media, Long.MAX_VALUE));
            if (neutral.isPresent()) {
                media.force();
                shelf.disk().replace(folder.resolve(NEUTRAL), Json.write(neutral.get()));
            }
        } catch (UncheckedIOException full) {
            throw full.getCause();
        }
        if (sent.isPresent()) {
            shelf.disk().replace(folder.resolve(BODY), sent.get().letter().body());
            shelf.disk().replace(folder.resolve(HEAD), sent.get().head());
        }
    }

    /** The exchange of a job after a restart, if such work can be gone on with. */
    Optional<Exchange> exchange(Entry entry) {
        Path folder = shelf.folder(entry.job().id());
        if (Files.notExists(folder.resolve(NEUTRAL))) {
            return Optional.empty();
        }
        try (Binary media = Binary.reading(folder.resolve(MEDIA))) {
            Inquiry inquiry = Inquiry.of(RequestForm.read(Json.read(Files.readAllBytes(folder.resolve(NEUTRAL))), media),
                    entry.caller().stream());
            return Optional.of(Exchange.of(entry.caller().request(), inquiry, entry.caller().wishes(), new Cancellation())
                    .by(entry.caller().principal()));
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("The request of job {} cannot be read", entry.job().id(), unreadable);
            return Optional.empty();
        }
    }

    /** What the client sent, if one did. */
    Optional<Sent> sent(String id) {
        Path folder = shelf.folder(id);
        try {
            return Files.notExists(folder.resolve(HEAD)) ? Optional.empty() : Optional.of(Sent.of(
                    Files.readAllBytes(folder.resolve(HEAD)), Files.readAllBytes(folder.resolve(BODY))));
        } catch (IOException unreadable) {
            LOG.warn("What was sent for job {} cannot be read", id, unreadable);
            return Optional.empty();
        }
    }
}
