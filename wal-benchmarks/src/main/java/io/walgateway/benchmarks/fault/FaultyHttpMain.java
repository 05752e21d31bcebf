package io.walgateway.benchmarks.fault;

import io.walgateway.local.port.Loopback;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A receiver over HTTP that goes wrong in the way that a request's path names. Argument: the port. */
public final class FaultyHttpMain {
    private static final int BACKLOG = 512;
    private static final long SLOW_NANOS = 20_000_000;
    private static final String CHUNK = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
    private static final String HEADER = "X-More: " + "x".repeat(1_000) + "\r\n";

    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultyHttpMain(int port) {
        this.port = port;
    }

    public static void main(String[] args) throws IOException {
        new FaultyHttpMain(Integer.parseInt(args[0])).serve();
    }

    /** Comes back each time it has been away. */
    private void serve() throws IOException {
        boolean isFirst = true;
        while (true) {
            try (ServerSocket listener = new ServerSocket()) {
                listener.setReuseAddress(true);
                listener.bind(Loopback.at(port), BACKLOG);
                if (isFirst) {
                    System.out.println("receiver ready: 127.0.0.1:" + port);
                    isFirst = false;
                }
                accept(listener);
            }
            for (Socket socket : open) {
                cut(socket);
            }
            LockSupport.parkNanos(HttpFault.AWAY_MILLIS * 1_000_000L);
        }
    }

    /** Returns when a request has closed the listener. */
    private void accept(ServerSocket listener) {
        while (true) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, listener));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, ServerSocket listener) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                String path = read(in);
                if (path.equals(HttpFault.AWAY)) {
                    listener.close();
                    return;
                }
                answer(HttpFault.of(path), socket);
            }
        } catch (IOException e) {
            // The other side is gone, or this one.
        } finally {
            open.remove(socket);
        }
    }

    private static void answer(HttpFault fault, Socket socket) throws IOException {
        switch (fault) {
            case NONE -> whole(socket, 204, "");
            case SLOW -> {
                LockSupport.parkNanos(SLOW_NANOS);
                whole(socket, 204, "");
            }
            case CUT_UNANSWERED -> cut(socket);
            case CUT_IN_STATUS -> cutAfter(socket, "HTTP/1.1 2");
            case CUT_IN_HEADERS -> cutAfter(socket, "HTTP/1.1 200 OK\r\nContent-Le");
            case CUT_IN_BODY -> cutAfter(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
            case ENDLESS_BODY -> endless(socket, "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n", CHUNK);
            case ENDLESS_HEADERS -> endless(socket, "HTTP/1.1 200 OK\r\n", HEADER);
            case NOT_HTTP -> send(socket, "220 mail.example.com ESMTP\r\n\r\n");
            case REDIRECT_ELSEWHERE -> whole(socket, 307, "Location: " + HttpFault.ELSEWHERE + "\r\n");
            case REDIRECT_IN_CIRCLES -> whole(socket, 307, "Location: " + fault.path() + "\r\n");
            case SILENT -> {}
            case STATUS_200,
                    STATUS_299,
                    STATUS_400,
                    STATUS_404,
                    STATUS_408,
                    STATUS_413,
                    STATUS_425,
                    STATUS_429,
                    STATUS_500,
                    STATUS_502,
                    STATUS_503 -> whole(socket, fault.status(), "");
        }
    }

    private static void whole(Socket socket, int status, String headers) throws IOException {
        String length = status == 204 ? "" : "Content-Length: 2\r\n";
        send(socket, "HTTP/1.1 " + status + " A reason\r\n" + headers + length + "\r\n" + (status == 204 ? "" : "no"));
    }

    private static void endless(Socket socket, String first, String more) throws IOException {
        send(socket, first);
        while (!socket.isClosed()) {
            send(socket, more);
        }
    }

    private static void cutAfter(Socket socket, String text) throws IOException {
        send(socket, text);
        socket.close();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static void cut(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /** Reads a whole request, and returns its path. */
    private static String read(InputStream in) throws IOException {
        String path = line(in).split(" ", 3)[1];
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        in.readNBytes(length);
        return path;
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
