package modelscan.http.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Unpacks a body that its sender packed, within the bounds of an unpacked one. */
final class RequestEncoding {
    private RequestEncoding() {
    }

    /** The body as it was before it was packed in this way. */
    static byte[] decoded(byte[] body, String encoding, int largest) {
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> unzipped(body, largest);
            default -> throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED_MEDIA,
                    "the content-encoding must be gzip or none, not '" + encoding + "'"));
        };
    }

    private static byte[] unzipped(byte[] body, int largest) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = in.readNBytes(largest);
            if (in.read() >= 0) {
                throw new FailureException(Failure.of(ErrorCode.TOO_LARGE,
                        "the body is larger than " + largest + " bytes when it is unpacked"));
            }
            return bytes;
        } catch (IOException broken) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "the body is not valid gzip"), broken);
        }
    }
}
