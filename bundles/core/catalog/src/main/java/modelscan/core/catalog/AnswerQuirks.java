package modelscan.core.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Quirk;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.whiteboard.Part;
import modelscan.base.wire.ErrorBody;
import modelscan.core.catalog.quirk.Look;

/** Corrects what comes back with a status of success; what needs no correction is passed on unread. */
record AnswerQuirks(String provider, Protocols protocols, Look look, Back back) {
    private static final int UNNAMED_ERROR = 502;

    /** A whole answer. */
    byte[] whole(byte[] body) {
        return corrected(body, protocols.quirks(provider, Quirk.Place.ANSWER), Quirk.Place.ANSWER);
    }

    /** The body of an error. */
    byte[] error(byte[] body) {
        List<Part<Quirk>> coded = protocols.quirks(provider, Quirk.Place.ERROR);
        return coded.isEmpty() ? body : read(body).map(message ->
                Json.write(RequestQuirks.coded(coded, Quirk.Place.ERROR, message))).orElse(body);
    }

    /** The steps of an answer; the reader itself where nothing is to be corrected. */
    Framing.Reader steps(Framing.Reader inner) {
        List<Part<Quirk>> coded = protocols.quirks(provider, Quirk.Place.STEP);
        return coded.isEmpty() && look.idle() ? inner : new Steps(inner, coded);
    }

    private byte[] corrected(byte[] body, List<Part<Quirk>> coded, Quirk.Place place) {
        if (coded.isEmpty() && !look.concerns(body)) {
            return body;
        }
        Optional<ObjectNode> message = read(body);
        if (message.isEmpty()) {
            return body;
        }
        Optional<ObjectNode> error = look.error(message.get());
        if (error.isPresent()) {
            int named = ErrorBody.of(error.get()).status();
            int status = named == 0 ? UNNAMED_ERROR : named;
            throw new FailureException(back.failure(status, Map.of(), Json.write(error.get())));
        }
        look.moveUsage(message.get());
        return Json.write(RequestQuirks.coded(coded, place, message.get()));
    }

    // What is not JSON is left to the dialect, which knows what to say about it.
    private static Optional<ObjectNode> read(byte[] body) {
        try {
            return Optional.of(Json.readObject(body));
        } catch (FailureException notJson) {
            return Optional.empty();
        }
    }

    private final class Steps implements Framing.Reader {
        private final Framing.Reader inner;
        private final List<Part<Quirk>> coded;

        Steps(Framing.Reader inner, List<Part<Quirk>> coded) {
            this.inner = inner;
            this.coded = coded;
        }

        @Override
        public Optional<Frame> next() throws IOException {
            return inner.next().map(this::corrected);
        }

        private Frame corrected(Frame frame) {
            byte[] before = frame.data();
            byte[] after = before.length == 0 || before[0] != '{' ? before
                    : AnswerQuirks.this.corrected(before, coded, Quirk.Place.STEP);
            return after == before ? frame : new Frame(frame.event(), after, frame.whole(), frame.type());
        }

        @Override
        public boolean ready() {
            return inner.ready();
        }
    }
}
