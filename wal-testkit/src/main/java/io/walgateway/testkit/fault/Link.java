package io.walgateway.testkit.fault;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** One connection through the proxy: two sockets, and a thread for each direction. */
final class Link {
    private static final int CHUNK_BYTES = 64 << 10;

    private final Socket client;
    private final Socket server = new Socket();
    private final Valve valve;
    private final Tampering requests;
    private final Consumer<Link> onEnd;

    /** @param requests tampers with the data on its way to the server */
    Link(Socket client, Valve valve, Tampering requests, Consumer<Link> onEnd) {
        this.client = client;
        this.valve = valve;
        this.requests = requests;
        this.onEnd = onEnd;
    }

    /** Connects and forwards data until one side ends; then ends the other side in the same way. */
    void connect(SocketAddress upstream) {
        try {
            valve.pass();
            server.connect(upstream);
            Thread.ofVirtual().start(() -> pump(server, client, Tampering.NONE));
            pump(client, server, requests);
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    /** Ends both sides with a reset, as the death of a process does. */
    void reset() {
        reset(client);
        reset(server);
        onEnd.accept(this);
    }

    private void pump(Socket from, Socket to, Tampering tampering) {
        try {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = from.getInputStream().read(chunk);
                    read >= 0;
                    read = from.getInputStream().read(chunk)) {
                valve.pass();
                to.getOutputStream().write(tampering.pass(chunk, read));
            }
            valve.pass();
            closeBoth();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    private void closeBoth() throws IOException {
        client.close();
        server.close();
        onEnd.accept(this);
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // Already closed, so there is nothing left to reset.
            return;
        }
    }
}
