package io.walgateway.local.port;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on 127.0.0.1. No port is handed out twice by one process, nor by two processes of one user while both
 * live. All ports are below the range from which the system takes the ports of outgoing connections, so no such
 * connection can occupy a server's port between its end and its next start.
 */
public final class FreePorts {

    // Static state, because the promise holds for the whole process.
    private static final PortReservations RESERVATIONS = new PortReservations(
            Path.of(System.getProperty("java.io.tmpdir"), "wal-gateway-ports-" + System.getProperty("user.name")),
            ThreadLocalRandom.current().nextInt(PortReservations.COUNT));

    private FreePorts() {}

    /**
     * The next free port, reserved for this process until it ends.
     *
     * @throws IllegalStateException if there is none left
     */
    public static int next() {
        return RESERVATIONS.next();
    }
}
