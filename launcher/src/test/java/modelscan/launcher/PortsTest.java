package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void takenPortIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            StartFailure data = assertThrows(StartFailure.class, () -> Ports.mustBeFree(options(port, 0)));
            StartFailure management = assertThrows(StartFailure.class, () -> Ports.mustBeFree(options(0, port)));

            assertEquals(ExitCode.PORT_TAKEN, data.exitCode());
            assertTrue(data.getMessage().matches("Port " + port + " .* --port N .*"), data.getMessage());
            assertTrue(management.getMessage().matches("Port " + port + " .* --admin-port N .*"), management.getMessage());
        }
    }

    @Test
    void freePortStaysFree() throws IOException {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        Ports.mustBeFree(options(port, 0));

        Ports.mustBeFree(options(port, 0));
    }

    private static Options options(int port, int adminPort) {
        return new Options(Path.of("home"), port, adminPort);
    }
}
