package modelscan.core.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives the bytes of a medium that a job made; of one that lies elsewhere, the way there. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/jobs/{id}/content",
        Endpoint.PATH + "=/v1/jobs/{id}/content/{n}", Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class JobContent implements Endpoint {
    private final DurableJobs jobs;

    /** A new one. */
    @Activate
    public JobContent(@Reference DurableJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void serve(Call call) throws IOException {
        Job job = Calls.job(call, jobs);
        String wanted = call.variables().getOrDefault("n", "0");
        int position = wanted.matches("\\d{1,6}") ? Integer.parseInt(wanted) : -1;
        OutputStream out = null;
        try (Reply reply = jobs.result(job.id())) {
            Set<Integer> seen = new LinkedHashSet<>();
            for (Optional<Piece> piece = reply.next(); piece.isPresent(); piece = reply.next()) {
                refuse(piece.get());
                for (StreamEvent event : piece.get().events()) {
                    if (event instanceof StreamEvent.MediaProduced made && position(made, seen) == position) {
                        out = give(call, made.media(), Optional.ofNullable(out));
                    }
                }
            }
        }
        if (out == null) {
            throw new FailureException(Failure.of(ErrorCode.NOT_FOUND, "this job made no medium number " + wanted
                    + "; they are counted from 0"));
        }
        out.close();
    }

    // Several events with one index are pieces of one medium.
    private static int position(StreamEvent.MediaProduced made, Set<Integer> seen) {
        seen.add(made.index());
        int position = 0;
        for (int index : seen) {
            if (index == made.index()) {
                return position;
            }
            position++;
        }
        return position;
    }

    private static OutputStream give(Call call, Media media, Optional<OutputStream> begun) throws IOException {
        return switch (media) {
            case Media.Bytes(String type, byte[] data) -> {
                OutputStream out = begun.isPresent() ? begun.get() : begin(call, type);
                out.write(data);
                yield out;
            }
            case Media.Link(var uri, Optional<String> _) -> {
                if (begun.isEmpty()) {
                    call.header("location", uri.toString());
                }
                yield begun.isPresent() ? begun.get() : call.begin(302, "text/plain");
            }
            case Media.Upload(String id) -> throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                    "the provider keeps this medium as its file '" + id + "'"));
        };
    }

    // What a provider calls a page must not become one of ours.
    private static OutputStream begin(Call call, String type) throws IOException {
        call.header("x-content-type-options", "nosniff");
        call.header("content-security-policy", "sandbox; default-src 'none'");
        return call.begin(200, type.isEmpty() ? "application/octet-stream" : type);
    }

    private static void refuse(Piece piece) {
        piece.failure().ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }
}
