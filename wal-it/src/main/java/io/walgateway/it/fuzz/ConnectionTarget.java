package io.walgateway.it.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A connection that sends anything ends within five seconds after its last byte, and others are served. */
final class ConnectionTarget implements FuzzTarget {
    /** A connection begins with it (RFC 9113, 3.4). */
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int OTHERS_EVERY = 50;

    private final int port;
    private final CallTarget others;
    private final byte[] call;
    private int fed;

    ConnectionTarget(int port) {
        this.port = port;
        this.others = new CallTarget(port);
        this.call = others.seeds().getFirst();
    }

    @Override
    public List<byte[]> seeds() {
        byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
        byte[] ping = {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
        // An empty block of headers for stream 1, and the end of the stream.
        byte[] headers = {0, 0, 0, 1, 5, 0, 0, 0, 1};
        byte[] windowUpdate = {0, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 1, 0};
        return List.of(settings, ping, headers, windowUpdate);
    }

    @Override
    public void feed(byte[] input) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(CallTarget.ANSWERED_WITHIN_SECONDS * 1000);
            OutputStream out = socket.getOutputStream();
            out.write(PREFACE);
            out.write(input);
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException _) {
            throw new FuzzFinding("the connection is still open after its input has ended");
        } catch (SocketException _) {
            // The server has closed it before it had read all.
        }
        if (++fed % OTHERS_EVERY == 0) {
            others.feed(call);
        }
    }

    @Override
    public void close() {
        others.close();
    }
}
