package io.walgateway.local.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echoAll);
        proxy = FaultProxy.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), echo.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void shouldForward() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 42)).isEqualTo(42);
        }
    }

    @Test
    void shouldResetAndRefuseWhenCut() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.cut();
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> answer(client, 2));
            assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    void shouldForwardAgainOnTheSamePortAfterCut() throws IOException {
        proxy.cut();
        proxy.forward();
        try (Socket client = connect()) {
            assertThat(answer(client, 7)).isEqualTo(7);
        }
    }

    @Test
    void shouldHoldEverythingBackWhileFrozenAndLoseNothing() throws IOException {
        try (Socket client = connect()) {
            proxy.freeze();
            client.setSoTimeout(200);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> answer(client, 9));
            client.setSoTimeout(5_000);
            proxy.thaw();
            assertThat(client.getInputStream().read()).isEqualTo(9);
        }
    }

    @Test
    void shouldAcceptWhileFrozen() throws IOException {
        proxy.freeze();
        try (Socket client = connect()) {
            client.setSoTimeout(200);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> answer(client, 9));
        }
    }

    @Test
    void shouldDelayBothDirections() throws IOException {
        proxy.delay(Duration.ofMillis(150));
        try (Socket client = connect()) {
            long start = System.nanoTime();
            assertThat(answer(client, 3)).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    /** On a long line, what is sent later does not wait for the arrival of what was sent before. */
    @Test
    void shouldDelayPiecesThatFollowEachOtherByTheSameTime() throws IOException {
        proxy.delay(Duration.ofMillis(300));
        try (Socket client = connect()) {
            client.setTcpNoDelay(true);
            assertThat(answer(client, 1)).isEqualTo(1);
            long start = System.nanoTime();
            Thread.ofVirtual().start(() -> sendSlowly(client, 10));
            for (int i = 0; i < 10; i++) {
                assertThat(client.getInputStream().read()).isEqualTo(i);
            }
            // One after the other they would take six seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(600), Duration.ofMillis(2_500));
        }
    }

    @Test
    void shouldPassOnTheEndOfAConnection() throws IOException {
        try (Socket client = connect()) {
            assertThat(answer(client, 1)).isEqualTo(1);
        }
        await().until(() -> proxy.connections() == 0);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(proxy.address().getAddress(), proxy.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static int answer(Socket client, int question) throws IOException {
        client.getOutputStream().write(question);
        return client.getInputStream().read();
    }

    /** Each byte with an answer of its own between, from another proxy-less exchange: pieces that are not merged. */
    private void sendSlowly(Socket client, int count) {
        try (Socket direct = new Socket(echo.getInetAddress(), echo.getLocalPort())) {
            for (int i = 0; i < count; i++) {
                client.getOutputStream().write(i);
                assertThat(answer(direct, i)).isEqualTo(i);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void echoAll() {
        while (!echo.isClosed()) {
            try {
                Socket peer = echo.accept();
                Thread.ofVirtual().start(() -> echo(peer));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket peer) {
        try (peer) {
            peer.getInputStream().transferTo(peer.getOutputStream());
        } catch (IOException reset) {
            return;
        }
    }
}
