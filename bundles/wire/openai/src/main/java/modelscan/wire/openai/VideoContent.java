package modelscan.wire.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
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

/** Gives the bytes of a finished video; of one that lies elsewhere, the way there. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/v1/videos/{id}/content",
        Endpoint.LISTENER + "=" + Endpoint.DATA})
public final class VideoContent implements Endpoint {
    private static final String VARIANT = "variant";
    private static final String FILM = "video";

    private final VideoJobs videos;

    /** A new one. */
    @Activate
    public VideoContent(@Reference VideoJobs videos) {
        this.videos = videos;
    }

    @Override
    public void serve(Call call) throws IOException {
        String id = videos.of(call).id();
        call.query(VARIANT).filter(variant -> !variant.equals(FILM)).ifPresent(variant -> {
            throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED, "there is only the video itself, no " + variant)
                    .at(VARIANT));
        });
        Film film = new Film(call);
        try (Reply reply = videos.all().result(id)) {
            for (Optional<Piece> piece = reply.next(); piece.isPresent(); piece = reply.next()) {
                film.add(piece.get());
            }
        }
        film.end();
    }

    /** The first medium of an answer on its way to the client. */
    private static final class Film {
        private final Call call;
        private Optional<OutputStream> out = Optional.empty();
        private int index;

        Film(Call call) {
            this.call = call;
        }

        void add(Piece piece) throws IOException {
            for (StreamEvent event : piece.events()) {
                if (event instanceof StreamEvent.Failed(Failure failure)) {
                    throw new FailureException(failure);
                }
                // Several events with one index are pieces of one medium.
                if (event instanceof StreamEvent.MediaProduced made && (out.isEmpty() || made.index() == index)) {
                    index = made.index();
                    give(made.media());
                }
            }
        }

        private void give(Media media) throws IOException {
            switch (media) {
                case Media.Bytes(String type, byte[] data) -> begun(200, type.isEmpty() ? "video/mp4" : type).write(data);
                case Media.Link link -> {
                    if (out.isEmpty()) {
                        call.header("location", link.uri().toString());
                    }
                    begun(302, "text/plain");
                }
                case Media.Upload(String id) -> throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                        "the provider keeps this video as its file '" + id + "'"));
            }
        }

        private OutputStream begun(int status, String type) throws IOException {
            if (out.isEmpty()) {
                // What a provider calls a page must not become one of ours.
                call.header("x-content-type-options", "nosniff");
                call.header("content-security-policy", "sandbox; default-src 'none'");
                out = Optional.of(call.begin(status, type));
            }
            return out.get();
        }

        void end() throws IOException {
            out.orElseThrow(() -> new FailureException(Failure.of(ErrorCode.NOT_FOUND, "this job made no video"))).close();
        }
    }
}
