package modelscan.http.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every call, leads it to its target, and translates what goes wrong: the one place for that. */
final class Reception extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private static final String CHUNKED = "chunked";

    private final RequestIds ids = RequestIds.now();
    private final Admission admission;

    Reception(Admission admission) {
        this.admission = admission;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Side side = ((LineConnector) request.getConnectionMetaData().getConnector()).side();
        Line line = (Line) request.getConnectionMetaData().getConnection().getEndPoint();
        line.headRead();
        boolean admitted = admission.enter();
        Answer answer = new Answer(response, line, admitted ? new Leaving(callback) : callback);
        String id = ids.next();
        answer.header("x-request-id", id);
        answer.header("x-modelscan-request-id", id);
        if (admission.closed()) {
            answer.header("connection", "close");
        }
        HttpCall call = new HttpCall(id, side, request, line, answer);
        if (admitted && !coding(request).equalsIgnoreCase(CHUNKED)) {
            answer.header("connection", "close");
            call.fail(Failure.of(ErrorCode.UNSUPPORTED, "a body can be sent in chunks, and in no other transfer coding").status(501));
        } else if (admitted) {
            serve(call, side);
        } else {
            call.fail(full());
        }
        return true;
    }

    // Jetty passes over codings it does not know; what then follows is not what the client meant.
    private static String coding(Request request) {
        String coding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
        return coding == null ? CHUNKED : coding;
    }

    private void serve(HttpCall call, Side side) {
        try {
            Optional<Failure> refusal = side.gate().refusal(call);
            if (refusal.isPresent()) {
                call.fail(refusal.get());
                return;
            }
            lead(call, side);
            call.settle();
        } catch (FailureException expected) {
            call.fail(expected.failure());
        } catch (HttpException.RuntimeException malformed) {
            call.fail(Failure.of(ErrorCode.INVALID_REQUEST, "the request is malformed: " + malformed.getReason()));
        } catch (Throwable unexpected) {
            if (!call.lost()) {
                LOG.error("{} {} {} failed", call.id(), call.method(), call.rawPath(), unexpected);
            }
            call.fail(Failure.of(ErrorCode.INTERNAL, "an unexpected error in the gateway; its log knows more under the id "
                    + call.id()));
        }
    }

    private static void lead(HttpCall call, Side side) throws IOException {
        for (int i = 0; i < Held.TRIES; i++) {
            switch (side.routes().get().match(call.method(), call.rawPath())) {
                case Routes.Match.Found(Target target, var variables) -> {
                    call.variables(variables);
                    if (!target.open()) {
                        call.principal(side.gate().principal(call));
                    }
                    if (target.serve(call)) {
                        return;
                    }
                }
                case Routes.Match.WrongMethod(var allowed) -> {
                    call.header("allow", String.join(", ", allowed));
                    if (!call.method().equals("OPTIONS")) {
                        throw new FailureException(Failure.of(ErrorCode.METHOD_NOT_ALLOWED, call.path()
                                + " takes " + String.join(", ", allowed) + ", not " + call.method()));
                    }
                    call.answer(200, Answer.JSON, new byte[0]);
                    return;
                }
                case Routes.Match.Unknown() ->
                    throw new FailureException(Failure.of(ErrorCode.NOT_FOUND, "there is nothing at " + call.path()));
            }
        }
        throw new FailureException(full());
    }

    private static Failure full() {
        return Failure.of(ErrorCode.UNAVAILABLE, "the gateway is busy or stopping; try again soon")
                .after(Duration.ofSeconds(1));
    }

    /** Gives the place back when the last byte is sent or the connection broken. */
    private final class Leaving extends Callback.Nested {
        Leaving(Callback callback) {
            super(callback);
        }

        @Override
        public void succeeded() {
            admission.leave();
            super.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            admission.leave();
            super.failed(cause);
        }
    }
}
