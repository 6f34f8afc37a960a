package modelscan.core.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.core.jobs.form.EventForm;

/** Writes down an answer as it comes: a line for each piece, bytes in a file beside. */
final class Recording implements AutoCloseable {
    static final String LINES = "events.ndjson";
    static final String BYTES = "bytes";
    private static final int GATHERED = 64 * 1024;

    private final Disk.Sink lines;
    private final Binary bytes;
    private final Optional<String> dialect;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    private Recording(Disk.Sink lines, Binary bytes, Optional<String> dialect) {
        this.lines = lines;
        this.bytes = bytes;
        this.dialect = dialect;
    }

    /** Begins in a folder; frames of the caller's own dialect are written down too. */
    static Recording begin(Disk disk, Path folder, long most, Optional<String> dialect) throws IOException {
        Disk.Sink lines = disk.open(folder.resolve(LINES));
        try {
            return new Recording(lines, Binary.writing(disk.open(folder.resolve(BYTES)), most), dialect);
        } catch (IOException full) {
            lines.close();
            throw full;
        }
    }

    /** Writes down a piece; where the job stands is no part of its result. */
    void add(Piece piece) throws IOException {
        Optional<Frame> frame = dialect.flatMap(piece::frame);
        List<StreamEvent> events = piece.events().stream().filter(event -> !(event instanceof StreamEvent.JobChanged)).toList();
        if (events.isEmpty() && frame.isEmpty()) {
            return;
        }
        ObjectNode line = Json.object();
        ArrayNode written = line.putArray("events");
        events.forEach(event -> written.add(EventForm.write(event, bytes)));
        frame.ifPresent(one -> line.putObject("frame").put("event", one.event()).put("whole", one.whole())
                .put("type", one.type()).put("at", bytes.keep(one.data())).put("length", one.data().length));
        byte[] text = Json.write(line);
        bytes.count(text.length + 1);
        waiting.writeBytes(text);
        waiting.write('\n');
        if (waiting.size() > GATHERED) {
            flush();
        }
    }

    /** Makes sure that all of it is on disk. */
    void finish() throws IOException {
        flush();
        lines.force();
        bytes.force();
    }

    @Override
    public void close() throws IOException {
        lines.close();
        bytes.close();
    }

    private void flush() throws IOException {
        lines.write(waiting.toByteArray());
        waiting.reset();
    }
}
