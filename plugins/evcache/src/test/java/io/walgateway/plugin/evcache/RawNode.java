package io.walgateway.plugin.evcache;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A node that gives to each request just the answer that a test says. */
final class RawNode implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Behaviour behaviour;

    /** The answer to a line; empty text: none, {@link #CUT}: the end of the connection. */
    interface Behaviour {
        String answer(String line);
    }

    static final String CUT = "cut";
    static final String GREETING = "MN\r\n";

    private RawNode(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("raw-node").start(this::accept);
    }

    /** Answers signs of life, and all other requests by the behaviour. */
    static RawNode answering(Behaviour behaviour) {
        return start(line -> line.equals("mn") ? GREETING : behaviour.answer(line));
    }

    static RawNode start(Behaviour behaviour) {
        try {
            return new RawNode(behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void does(Behaviour changed) {
        behaviour = line -> line.equals("mn") ? GREETING : changed.answer(line);
    }

    String endpoint() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException ended) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); line != null; line = line(in)) {
                if (line.startsWith("ms ")) {
                    in.readNBytes(Integer.parseInt(line.split(" ", -1)[2]) + 2);
                }
                String answer = behaviour.answer(line);
                if (answer.equals(CUT)) {
                    return;
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException ended) {
            // The client, or the test, closed it.
        } finally {
            open.remove(socket);
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
        return null;
    }
}
