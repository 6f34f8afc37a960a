package modelscan.base.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Says what an exception of the wire means; messages name the host and nothing secret. */
final class Faults {
    private Faults() {
    }

    /** What kept the answer from beginning. */
    static FailureException beforeAnswer(Exception problem, Vigil vigil, Outgoing outgoing, String where) {
        if (vigil.ended().isPresent()) {
            return new FailureException(vigil.ended().get());
        }
        if (Thread.currentThread().isInterrupted()) {
            return new FailureException(interrupted(where));
        }
        if (outgoing.connected()) {
            return new FailureException(broken(problem, where, "closed the connection without an answer"), problem);
        }
        return new FailureException(unreached(problem, vigil, where), problem);
    }

    /** What kept the body from being read to its end. */
    static FailureException insideBody(IOException problem, Vigil vigil, String where) {
        if (vigil.ended().isPresent()) {
            return new FailureException(vigil.ended().get());
        }
        if (Thread.currentThread().isInterrupted()) {
            return new FailureException(interrupted(where));
        }
        return new FailureException(broken(problem, where, "broke off before the end of its answer"), problem);
    }

    /** Whether the connection ended, or could not be written to, before anything of an answer came. */
    static boolean silent(Exception problem) {
        // A channel says "broken pipe" with a plain exception.
        return problem instanceof NoHttpResponseException || problem instanceof SocketException
                || problem.getClass() == IOException.class;
    }

    /** The answer is larger than allowed. */
    static FailureException tooLarge(long most, String where) {
        return new FailureException(
                Failure.of(ErrorCode.PROVIDER_GARBAGE, where + " sent an answer of more than " + most + " bytes"));
    }

    /** The proxy did not open a way to the target. */
    static FailureException proxyRefused(int status, String where) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_UNREACHABLE,
                "the proxy refused a connection to " + where + " with status " + status));
    }

    private static Failure broken(Exception problem, String where, String cut) {
        return switch (problem) {
            case TruncatedChunkException _ -> Failure.of(ErrorCode.STREAM_CUT, where + " " + cut);
            case MalformedChunkCodingException _ -> garbage(where);
            case MessageConstraintException _ -> Failure.of(ErrorCode.PROVIDER_GARBAGE,
                    where + " sent a head or line that is too long");
            case ClientProtocolException _ -> garbage(where);
            case RuntimeException _ -> garbage(where);
            default -> problem.getCause() instanceof HttpException ? garbage(where)
                    : Failure.of(ErrorCode.STREAM_CUT, where + " " + cut);
        };
    }

    private static Failure unreached(Exception problem, Vigil vigil, String where) {
        return switch (problem) {
            case ConnectionRequestTimeoutException _ -> Failure.of(ErrorCode.PROVIDER_OVERLOADED,
                    "all connections to " + where + " are in use");
            case UnknownHostException _ -> unreachable(where, "its name is not known");
            case SSLHandshakeException refused -> unreachable(where, refusal(refused));
            case SSLException _ -> unreachable(where, "it does not speak TLS as we do");
            case SocketTimeoutException _ -> vigil.late();
            case ConnectException _ -> unreachable(where, "the connection was refused");
            case NoRouteToHostException _ -> unreachable(where, "there is no way to it");
            case PortUnreachableException _ -> unreachable(where, "there is no way to it");
            default -> unreachable(where, "the connection failed");
        };
    }

    private static String refusal(SSLHandshakeException problem) {
        String reason = "the TLS handshake failed";
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                reason = "its certificate has expired";
            } else if (cause.getClass() == CertificateException.class) {
                // The JDK's check of the name throws this very class, everything else a subclass.
                reason = "its certificate is for another host";
            } else if (cause instanceof CertificateException) {
                reason = "its certificate is not trusted";
            }
        }
        return reason;
    }

    private static Failure unreachable(String where, String why) {
        return Failure.of(ErrorCode.PROVIDER_UNREACHABLE, where + " cannot be reached: " + why);
    }

    private static Failure garbage(String where) {
        return Failure.of(ErrorCode.PROVIDER_GARBAGE, where + " sent something that is not HTTP");
    }

    private static Failure interrupted(String where) {
        return Failure.of(ErrorCode.CANCELLED, "the call to " + where + " was interrupted");
    }
}
