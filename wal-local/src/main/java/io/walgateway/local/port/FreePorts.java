package io.walgateway.local.port;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on 127.0.0.1. None is handed out twice by one process, nor by two processes of one user while both live.
 * All are below the range from which the system itself takes the ports of outgoing connections, so that such a
 * connection cannot sit on one between a server's end and its next start.
 */
public final class FreePorts {

    // State, because the promise is one for the whole process.
    private static final PortReservations RESERVATIONS = new PortReservations(
            Path.of(System.getProperty("java.io.tmpdir"), "wal-gateway-ports-" + System.getProperty("user.name")),
            ThreadLocalRandom.current().nextInt(PortReservations.COUNT));

    private FreePorts() {}

    /**
     * The next free port, this process's own until it ends.
     *
     * @throws IllegalStateException if there is none left
     */
    public static int next() {
        return RESERVATIONS.next();
    }
}
