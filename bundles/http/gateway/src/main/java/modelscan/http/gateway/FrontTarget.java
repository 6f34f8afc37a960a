package modelscan.http.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** A front of a dialect: what a client asks becomes an exchange, the reply becomes the answer. */
final class FrontTarget implements Target {
    private final Front front;
    private final Held<Dialect> dialect;
    private final Services services;

    /** What all fronts need. */
    record Services(Held<Gateway> gateway, Function<String, Optional<Held<Media>>> framings) {
        private Held.Hold<Media> framing(String name) {
            if (name.equals(RawFraming.NAME)) {
                return new Held.Hold<>(Media.RAW, () -> { });
            }
            return Held.again(() -> framings.apply(name).flatMap(Held::hold)).orElseThrow(() -> missing("no framing '" + name + "'"));
        }
    }

    /** A framing and the media type of its bytes. */
    record Media(String type, Framing framing) {
        /** Frames as they are, one behind the other. */
        static final Media RAW = new Media("application/octet-stream", new RawFraming());
    }

    FrontTarget(Front front, Held<Dialect> dialect, Services services) {
        this.front = front;
        this.dialect = dialect;
        this.services = services;
    }

    @Override
    public boolean serve(HttpCall call) throws IOException {
        Optional<Held.Hold<Dialect>> held = dialect.hold();
        if (held.isEmpty()) {
            return false;
        }
        try (Held.Hold<Dialect> _ = held.get()) {
            call.errors(front::failure);
            Inquiry inquiry = front.read(new Front.Letter(call.variables(), call.query(), call.headers(), call.body()));
            exchange(call, inquiry);
        }
        return true;
    }

    private void exchange(HttpCall call, Inquiry inquiry) throws IOException {
        Exchange exchange = Exchange.of(call.id(), inquiry, call.wishes(), call.cancellation()).by(call.principal());
        try (Held.Hold<Gateway> gateway = services.gateway().hold().orElseThrow(() -> missing("no pipeline"));
                Reply reply = gateway.service().handle(exchange);
                Cancellation.Hook _ = call.cancellation().onCancel(reply::close)) {
            Front.Writer writer = front.writer(inquiry);
            // A body that is no JSON, such as sound, is passed on as it comes although nobody asked for a stream.
            if (inquiry.stream() || writer.framing().isPresent()) {
                stream(call, reply, writer);
            } else {
                whole(call, reply, writer);
            }
        }
    }

    private static void whole(HttpCall call, Reply reply, Front.Writer writer) {
        ByteArrayOutputStream body = null;
        byte[] only = null;
        // Nearly always there is one frame, which is then the body as it is.
        for (boolean more = true; more;) {
            Optional<Piece> piece = reply.next();
            more = piece.isPresent();
            if (more) {
                refuse(call, reply, piece.get().failure());
            }
            for (Frame frame : more ? writer.write(piece.get()) : ended(call, reply, writer)) {
                if (only == null) {
                    only = frame.data();
                } else {
                    body = body == null ? new ByteArrayOutputStream() : body;
                    body.writeBytes(frame.data());
                }
            }
        }
        call.answer(200, writer.mediaType().orElse(Answer.JSON),
                only == null ? new byte[0] : body == null ? only : joined(only, body));
    }

    private static List<Frame> ended(HttpCall call, Reply reply, Front.Writer writer) {
        Receipt receipt = reply.receipt();
        ReceiptHeaders.write(receipt, call);
        receipt.failure().ifPresent(failure -> {
            throw new FailureException(failure);
        });
        return writer.end(receipt);
    }

    private static byte[] joined(byte[] first, ByteArrayOutputStream rest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + rest.size());
        all.writeBytes(first);
        all.writeBytes(rest.toByteArray());
        return all.toByteArray();
    }

    private void stream(HttpCall call, Reply reply, Front.Writer writer) throws IOException {
        try (Held.Hold<Media> media = services.framing(writer.framing().orElseGet(front.route()::framing))) {
            boolean raw = media.service() == Media.RAW;
            Optional<Piece> piece = begun(call, reply);
            List<Frame> frames = frames(piece, writer);
            // What raw bytes are may be known only from the first of them.
            while (raw && frames.isEmpty() && piece.isPresent()) {
                piece = begun(call, reply);
                frames = frames(piece, writer);
            }
            ReceiptHeaders.write(reply.receipt(), call);
            call.header("cache-control", "no-cache");
            OutputStream out = call.begin(200, writer.mediaType().orElseGet(media.service()::type));
            while (piece.isPresent()) {
                write(frames, media.service().framing(), out);
                if (!reply.ready()) {
                    out.flush();
                }
                piece = reply.next();
                frames = raw ? unbroken(piece, writer) : frames(piece, writer);
            }
            write(writer.end(reply.receipt()), media.service().framing(), out);
            out.close();
        }
    }

    private static Optional<Piece> begun(HttpCall call, Reply reply) {
        Optional<Piece> piece = reply.next();
        refuse(call, reply, piece.flatMap(Piece::failure));
        return piece;
    }

    private static List<Frame> frames(Optional<Piece> piece, Front.Writer writer) {
        return piece.map(writer::write).orElseGet(List::of);
    }

    // Raw bytes have no words for a failure: the connection is cut, so that they do not look complete.
    private static List<Frame> unbroken(Optional<Piece> piece, Front.Writer writer) {
        piece.flatMap(Piece::failure).ifPresent(failure -> {
            throw new FailureException(failure);
        });
        return frames(piece, writer);
    }

    private static void write(List<Frame> frames, Framing framing, OutputStream out) throws IOException {
        for (Frame frame : frames) {
            framing.write(frame, out);
        }
    }

    private static void refuse(HttpCall call, Reply reply, Optional<Failure> failure) {
        if (failure.isPresent()) {
            ReceiptHeaders.write(reply.receipt(), call);
            throw new FailureException(failure.get());
        }
    }

    private static FailureException missing(String what) {
        return new FailureException(Failure.of(ErrorCode.UNAVAILABLE, what + " is installed at the moment"));
    }
}
