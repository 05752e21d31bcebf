package io.walgateway.plugin.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to each request just what a test says, byte by byte. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final boolean resetting;
    private volatile String early = "";
    private volatile Behaviour behaviour = (_, wire) -> wire.status(204);

    /** What is done with a request that has been read. */
    interface Behaviour {
        void serve(Request request, Wire wire) throws IOException, InterruptedException;
    }

    /** @param headers by their names in lower case */
    record Request(String method, String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "absent");
        }
    }

    /** A connection on which a request has arrived. */
    record Wire(Socket socket) {
        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** A whole answer; the connection stays. */
        void status(int status, String... headers) throws IOException {
            answer(status, "", headers);
        }

        void answer(int status, String body, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Some reason\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            if (status != 204 && status != 304) {
                head.append("Content-Length: ").append(body.length()).append("\r\n");
            }
            send(head + "\r\n" + (status == 204 || status == 304 ? "" : body));
        }

        /** The end, without a word. */
        void cut() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private RawServer(int port, boolean resetting) throws IOException {
        this.resetting = resetting;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        Thread.ofVirtual().name("raw-server").start(this::accept);
    }

    static RawServer start() {
        return start(0, false);
    }

    /** Resets each connection at once. */
    static RawServer resetting() {
        return start(0, true);
    }

    static RawServer at(int port) {
        return start(port, false);
    }

    private static RawServer start(int port, boolean resetting) {
        try {
            return new RawServer(port, resetting);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawServer does(Behaviour given) {
        behaviour = given;
        return this;
    }

    /** Answers when the head of a request is there, and closes the connection. */
    void refusesEarly(String answer) {
        early = answer;
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    List<Request> requests() {
        return requests;
    }

    Request request() {
        return requests.getLast();
    }

    /** Connections so far. */
    int accepted() {
        return accepted.get();
    }

    /** Connections at present. */
    int open() {
        return open.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire wire = new Wire(socket);
            if (resetting) {
                wire.cut();
                return;
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                if (!early.isEmpty()) {
                    line(in);
                    wire.send(early);
                    return;
                }
                Request request = read(in);
                requests.add(request);
                behaviour.serve(request, wire);
            }
        } catch (IOException e) {
            // The other side is gone, or this one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] first = line(in).split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + "," + other);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Request(first[0], first[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the end");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
