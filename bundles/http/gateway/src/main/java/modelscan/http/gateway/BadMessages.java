package modelscan.http.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what Jetty refuses before it is a call: heads that are too large, garbage, ambiguous lengths. */
final class BadMessages extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(BadMessages.class);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ErrorShape shape = request.getConnectionMetaData().getConnector() instanceof LineConnector connector
                ? connector.side().errors() : ErrorShape.OPENAI;
        int status = Math.clamp(response.getStatus(), 400, 599);
        Object said = request.getAttribute(ERROR_MESSAGE);
        // What clients send, or that they leave, is no error of ours; else anybody could fill the log.
        boolean ours = status >= 500 && status != 501 && status != 505
                && !(request.getAttribute(ERROR_EXCEPTION) instanceof HttpException)
                && !(request.getAttribute(ERROR_EXCEPTION) instanceof IOException);
        ErrorCode code = ours ? ErrorCode.INTERNAL : status == 431 || status == 414 ? ErrorCode.TOO_LARGE
                : ErrorCode.INVALID_REQUEST;
        if (ours) {
            LOG.error("{} {} failed: {}", request.getMethod(), request.getHttpURI().getPath(), said,
                    request.getAttribute(ERROR_EXCEPTION));
        }
        String message = ours ? "an unexpected error in the gateway" : "this is no valid HTTP request: " + said;
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.JSON);
        byte[] body = shape.body(Failure.of(code, message).status(status));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
