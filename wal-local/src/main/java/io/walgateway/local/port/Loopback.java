package io.walgateway.local.port;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The one network that components use. */
public final class Loopback {

    public static final String HOST = "127.0.0.1";

    private static final int TIMEOUT_MILLIS = 1_000;

    private Loopback() {}

    public static InetSocketAddress at(int port) {
        return new InetSocketAddress(address(), port);
    }

    /**
     * True if a server could listen on the port now; connections of an earlier server that are still closing do not
     * count.
     */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(at(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Sends the bytes on a new connection and reads the first bytes of the answer. */
    public static byte[] ask(int port, byte[] question, int answerBytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(at(port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(question);
            byte[] answer = new byte[answerBytes];
            new DataInputStream(socket.getInputStream()).readFully(answer);
            return answer;
        }
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new IllegalStateException(HOST + " is no address here", e);
        }
    }
}
