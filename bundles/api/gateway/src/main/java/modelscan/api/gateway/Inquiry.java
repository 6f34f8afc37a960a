package modelscan.api.gateway;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.model.Operation;
import modelscan.api.model.Original;
import modelscan.api.model.Request;

/**
 * What a client asks: the little that routing needs at once, the original, and the neutral request on demand.
 *
 * <p>Reading a body into neutral words costs time; when client and provider speak one dialect and no stage looks inside,
 * nobody pays for it.
 */
public final class Inquiry {
    private final Operation operation;
    private final String model;
    private final boolean stream;
    private final Optional<Original> original;
    private final Supplier<Request> reader;
    private volatile Request request;

    private Inquiry(Operation operation, String model, boolean stream, Optional<Original> original,
            Supplier<Request> reader) {
        this.operation = Objects.requireNonNull(operation, "operation");
        this.model = Objects.requireNonNull(model, "model");
        this.stream = stream;
        this.original = original;
        this.reader = reader;
    }

    /** An inquiry as a client wrote it; {@code reader} turns it into neutral words when somebody asks. */
    public static Inquiry written(Operation operation, String model, boolean stream, Original original,
            Supplier<Request> reader) {
        return new Inquiry(operation, model, stream, Optional.of(original), Objects.requireNonNull(reader, "reader"));
    }

    /** An inquiry that begins inside the gateway: of an agent, a command, a test. */
    public static Inquiry of(Request request, boolean stream) {
        return new Inquiry(request.operation(), request.model(), stream, Optional.empty(), () -> request);
    }

    /** The kind of work asked for. */
    public Operation operation() {
        return operation;
    }

    /** The model's name as the caller wrote it. */
    public String model() {
        return model;
    }

    /** Whether the caller reads the answer piece by piece. */
    public boolean stream() {
        return stream;
    }

    /** The request as the client wrote it; empty when it was changed or began inside. */
    public Optional<Original> original() {
        return original;
    }

    /**
     * The request in neutral words, read at the first call.
     *
     * @throws modelscan.api.model.FailureException if the original cannot be read
     */
    public Request request() {
        Request read = request;
        if (read == null) {
            read = reader.get();
            request = read;
        }
        return read;
    }

    /** The same inquiry with a changed request; the original is dropped, the target gets the changed one. */
    public Inquiry changed(Request changed) {
        return new Inquiry(changed.operation(), changed.model(), stream, Optional.empty(), () -> changed);
    }
}
