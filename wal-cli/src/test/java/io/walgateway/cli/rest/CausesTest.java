package io.walgateway.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import org.junit.jupiter.api.Test;

class CausesTest {

    @Test
    void shouldSayWhyAConnectionFailed() {
        assertThat(Causes.of(new IOException(new ConnectException()))).isEqualTo("connection refused");
        assertThat(Causes.of(new HttpTimeoutException("x"))).isEqualTo("connected, but no answer in time");
    }

    @Test
    void shouldShowNoBytesOfWhatIsNoGrpcServer() {
        var noSettings =
                new IOException("First received frame was not SETTINGS. Hex dump for first 5 bytes: 485454502f");
        assertThat(Causes.of(noSettings)).isEqualTo("what answers there is no gRPC server");
        assertThat(Causes.of(new IOException("http2 exception", noSettings)))
                .isEqualTo("what answers there is no gRPC server");
    }

    @Test
    void shouldNameNoClass() {
        assertThat(Causes.of(new IOException(new EOFException()))).isEqualTo("the connection was closed");
        assertThat(Causes.of(new IllegalStateException())).doesNotContain("Exception");
    }
}
