package io.walgateway.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonsTest {
    @ParameterizedTest
    @MethodSource
    void shouldTellTheReasonWithoutNamesOfClasses(Throwable failure, String reason) {
        assertThat(Reasons.of(failure)).isEqualTo(reason);
    }

    static Stream<Arguments> shouldTellTheReasonWithoutNamesOfClasses() {
        IOException refused = new ConnectException("Connection refused");
        return Stream.of(
                Arguments.of(refused, "Connection refused"),
                Arguments.of(new CompletionException(new ExecutionException(refused)), "Connection refused"),
                Arguments.of(new UncheckedIOException(refused), "Connection refused"),
                Arguments.of(new IllegalStateException(refused), "Connection refused"),
                Arguments.of(new IOException("failed: " + refused), "failed: Connection refused"),
                Arguments.of(new IOException("failed: " + new NullPointerException()), "failed"),
                Arguments.of(
                        new IOException(
                                "io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: /127.0.0.1:1"),
                        "Connection refused: /127.0.0.1:1"),
                Arguments.of(new RuntimeException((String) null), "an unforeseen fault that says nothing of itself"),
                Arguments.of(new RuntimeException(new TimeoutException()), "no answer in time"),
                Arguments.of(new ClosedChannelException(), "the connection was closed"),
                Arguments.of(new EOFException(), "the connection was closed"),
                Arguments.of(new NoSuchFileException("/etc/wal.yaml"), "/etc/wal.yaml does not exist"),
                Arguments.of(new IOException("a.b-c.example: may be written"), "a.b-c.example: may be written"),
                Arguments.of(new IOException("Error in line 1"), "Error in line 1"),
                Arguments.of(
                        new IOException(
                                "parsing HTTP/1.1 status line, receiving [\u0000\u0012], parser state [INITIAL]"),
                        "the answer is not HTTP/1.1"));
    }

    @Test
    void shouldNameTheHostThatCannotBeResolved() {
        assertThat(Reasons.of(new IOException(new UnknownHostException("nope.invalid: Name or service not known"))))
                .isEqualTo("host nope.invalid cannot be resolved");
        assertThat(Reasons.of(new IOException(
                        "no connection to [" + InetSocketAddress.createUnresolved("nope.invalid", 9042) + "]")))
                .isEqualTo("host nope.invalid cannot be resolved");
        assertThat(Reasons.of(new CompletionException(new UnresolvedAddressException())))
                .isEqualTo("the host cannot be resolved");
    }

    @Test
    void shouldNotSayThatANumericAddressCannotBeResolved() {
        assertThat(Reasons.of(new IOException(
                        "no connection to [" + InetSocketAddress.createUnresolved("127.0.0.1", 9042) + "]")))
                .isEqualTo("no connection to [127.0.0.1:9042]");
        assertThat(Reasons.of(new IOException(InetSocketAddress.createUnresolved("127.0.0.1", 1) + " and "
                        + InetSocketAddress.createUnresolved("nope.invalid", 2))))
                .isEqualTo("host nope.invalid cannot be resolved");
    }

    @Test
    void shouldTellOneLineOfBoundedLength() {
        assertThat(Reasons.of(new IOException("a\nb"))).isEqualTo("a\\nb");
        assertThat(Reasons.of(new IOException("a".repeat(5_000)))).hasSizeLessThan(1_100);
    }
}
