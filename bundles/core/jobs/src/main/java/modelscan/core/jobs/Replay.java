package modelscan.core.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.core.jobs.form.EventForm;

/** An answer that was written down, as if it came now. */
final class Replay implements Reply {
    private final BufferedReader lines;
    private final Binary bytes;
    private final Receipt receipt;
    private final String dialect;
    private boolean over;

    private Replay(BufferedReader lines, Binary bytes, Receipt receipt, String dialect) {
        this.lines = lines;
        this.bytes = bytes;
        this.receipt = receipt;
        this.dialect = dialect;
    }

    /** The answer in a folder; {@code dialect} is that of its frames. */
    static Reply of(Path folder, Receipt receipt, String dialect) {
        try {
            BufferedReader lines = Files.newBufferedReader(folder.resolve(Recording.LINES));
            try {
                return new Replay(lines, Binary.reading(folder.resolve(Recording.BYTES)), receipt, dialect);
            } catch (IOException gone) {
                lines.close();
                throw gone;
            }
        } catch (IOException gone) {
            return Reply.refused(lost());
        }
    }

    @Override
    public Optional<Piece> next() {
        if (over) {
            return Optional.empty();
        }
        try {
            String line = lines.readLine();
            over = line == null;
            return over ? Optional.empty() : Optional.of(piece(Json.read(line)));
        } catch (IOException | UncheckedIOException | FailureException | IllegalArgumentException broken) {
            over = true;
            return Optional.of(Piece.failed(lost()));
        }
    }

    private Piece piece(JsonNode line) {
        List<StreamEvent> events = new ArrayList<>();
        line.path("events").forEach(event -> events.add(EventForm.read(event, bytes)));
        JsonNode frame = line.path("frame");
        return frame.isMissingNode() ? Piece.of(events) : Piece.framed(dialect, new Frame(frame.path("event").asText(),
                bytes.read(frame.path("at").asLong(), frame.path("length").asInt()), frame.path("whole").asBoolean(),
                frame.path("type").asText()), events);
    }

    @Override
    public boolean ready() {
        return !over;
    }

    @Override
    public Receipt receipt() {
        return receipt;
    }

    @Override
    public void close() {
        over = true;
        try (BufferedReader _ = lines) {
            bytes.close();
        } catch (IOException harmless) {
            throw new UncheckedIOException(harmless);
        }
    }

    private static Failure lost() {
        return Failure.of(ErrorCode.INTERNAL, "what this job answered cannot be read any more");
    }
}
