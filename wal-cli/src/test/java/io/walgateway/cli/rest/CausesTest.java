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
    void shouldNameNoClass() {
        assertThat(Causes.of(new IOException(new EOFException()))).isEqualTo("the connection was closed");
        assertThat(Causes.of(new IllegalStateException())).doesNotContain("Exception");
    }
}
