package modelscan.base.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/** Reads the head of an answer, and does not take one that was cut for a whole one. */
final class HeadParser extends DefaultHttpResponseParser {
    private SessionInputBuffer buffer;

    HeadParser(Http1Config bounds) {
        super(bounds);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream bytes) throws IOException, HttpException {
        this.buffer = buffer;
        ClassicHttpResponse response = super.parse(buffer, new Head(bytes, buffer.length() > 0));
        // Two readers of such an answer would not agree on where it ends, and so on whose the next one is.
        if (response != null && response.containsHeader("Transfer-Encoding") && response.containsHeader("Content-Length")) {
            throw new ProtocolException("both a length and chunks");
        }
        return response;
    }

    /** Whether bytes came that belong to no answer; the next answer would be read from them. */
    boolean somethingLeft() {
        return buffer != null && buffer.length() > 0;
    }

    /** Ends only where nothing has begun; the library sees an end within the head as the end of the head. */
    private static final class Head extends FilterInputStream {
        private boolean begun;

        Head(InputStream bytes, boolean begun) {
            super(bytes);
            this.begun = begun;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read < 0 && begun) {
                throw new ConnectionClosedException("cut within the head");
            }
            begun = true;
            return read;
        }
    }
}
