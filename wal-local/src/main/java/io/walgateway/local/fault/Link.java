package io.walgateway.local.fault;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One connection through the proxy: two sockets, and two threads for each direction. */
final class Link {
    private final Socket client;
    private final Socket server = new Socket();
    private final Valve valve;
    private final Tampering requests;
    private final Consumer<Link> onEnd;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** A part of the forwarding. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** @param requests tampers with the data on its way to the server */
    Link(Socket client, Valve valve, Tampering requests, Consumer<Link> onEnd) {
        this.client = client;
        this.valve = valve;
        this.requests = requests;
        this.onEnd = onEnd;
    }

    /** Connects and forwards data until one side ends; then ends the other side in the same way. Returns at once. */
    void connect(SocketAddress upstream) {
        start(() -> {
            valve.pass(valve.due());
            server.connect(upstream);
            forward(client, server, requests);
            forward(server, client, Tampering.NONE);
        });
    }

    /** Ends both sides with a reset, as the death of a process does. */
    void reset() {
        reset(client);
        reset(server);
        end();
    }

    private void forward(Socket from, Socket to, Tampering tampering) {
        Flight flight = new Flight(valve, tampering);
        start(() -> flight.fill(from.getInputStream()));
        start(() -> {
            flight.empty(to.getOutputStream());
            client.close();
            server.close();
            end();
        });
    }

    private void start(Work work) {
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try {
                work.run();
            } catch (IOException e) {
                reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reset();
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
        // An end before the thread was added has not seen it.
        if (ended) {
            thread.interrupt();
        }
    }

    private void end() {
        ended = true;
        threads.forEach(Thread::interrupt);
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
