package modelscan.core.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers what a job was asked, in the words of the client that asked. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/jobs/{id}/result",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class JobResult implements Endpoint {
    private final DurableJobs jobs;
    private final Fronts fronts;

    /** A new one. */
    @Activate
    public JobResult(@Reference DurableJobs jobs, @Reference Fronts fronts) {
        this.jobs = jobs;
        this.fronts = fronts;
    }

    @Override
    public void serve(Call call) throws IOException {
        Job job = Calls.job(call, jobs);
        Sent sent = jobs.sent(job.id()).orElseThrow(() -> new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                "this job was not begun by a client; its media are at /v1/jobs/" + job.id() + "/content")));
        try (Fronts.Held held = fronts.of(sent).orElseThrow(() -> new FailureException(Failure.of(ErrorCode.UNAVAILABLE,
                "the dialect '" + sent.dialect() + "' is not installed at the moment"))); Reply reply = jobs.result(job.id())) {
            Inquiry inquiry = held.front().read(sent.letter());
            Front.Writer writer = held.front().writer(inquiry);
            Optional<Piece> first = reply.next();
            refuse(first);
            if (inquiry.stream()) {
                stream(call, reply, first, writer, writer.framing().orElse(held.front().route().framing()));
            } else {
                whole(call, reply, first, writer);
            }
        }
    }

    private static void whole(Call call, Reply reply, Optional<Piece> first, Front.Writer writer) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Optional<Piece> piece = first; piece.isPresent(); piece = reply.next()) {
            refuse(piece);
            writer.write(piece.get()).forEach(frame -> body.writeBytes(frame.data()));
        }
        writer.end(reply.receipt()).forEach(frame -> body.writeBytes(frame.data()));
        call.answer(200, writer.mediaType().orElse(Calls.JSON), body.toByteArray());
    }

    private void stream(Call call, Reply reply, Optional<Piece> first, Front.Writer writer, String name) throws IOException {
        try (Fronts.Framed framed = fronts.framing(name).orElseThrow(() -> new FailureException(
                Failure.of(ErrorCode.UNAVAILABLE, "the framing '" + name + "' is not installed at the moment")))) {
            List<Frame> begin = first.map(writer::write).orElse(List.of());
            OutputStream out = call.begin(200, writer.mediaType().orElse(framed.type()));
            write(begin, framed.framing(), out);
            for (Optional<Piece> piece = reply.next(); piece.isPresent(); piece = reply.next()) {
                write(writer.write(piece.get()), framed.framing(), out);
            }
            write(writer.end(reply.receipt()), framed.framing(), out);
            out.close();
        }
    }

    private static void write(List<Frame> frames, Framing framing, OutputStream out) throws IOException {
        for (Frame frame : frames) {
            framing.write(frame, out);
        }
    }

    private static void refuse(Optional<Piece> piece) {
        piece.flatMap(Piece::failure).ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }
}
