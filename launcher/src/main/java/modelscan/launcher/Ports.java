package modelscan.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at the ports before anything starts, so that a taken one is told at once and by its option. */
final class Ports {

    private Ports() {
    }

    static void mustBeFree(Options options) {
        mustBeFree(options.port(), "--port N or MODELSCAN_PORT");
        mustBeFree(options.adminPort(), "--admin-port N or MODELSCAN_ADMIN_PORT");
    }

    private static void mustBeFree(int port, String remedy) {
        try (ServerSocket probe = new ServerSocket()) {
            // As the server does it: connections of an earlier run that are still fading do not count.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException e) {
            throw new StartFailure(ExitCode.PORT_TAKEN, "Port " + port + " cannot be used (" + e.getMessage()
                    + "); choose another one with " + remedy, e);
        } catch (IOException e) {
            throw new StartFailure(ExitCode.BROKEN, "Port " + port + " cannot be tried (" + e + ")", e);
        }
    }
}
