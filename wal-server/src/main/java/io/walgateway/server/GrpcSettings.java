package io.walgateway.server;

import io.walgateway.config.settings.SettingsReader;
import io.walgateway.config.settings.TlsSettings;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.runtime.grpc.GrpcTerms;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the server answers callers.
 *
 * @param terms           how it listens
 * @param tls             empty: calls are not encrypted
 * @param messageBytesMax the largest message that is read at all; larger ones end their call
 */
record GrpcSettings(GrpcTerms terms, Optional<TlsTerms> tls, int messageBytesMax) {

    /** Also the type of a target. */
    static final String PREFIX = "grpc";

    private static final String HOST = "grpc.host";
    private static final String PORT = "grpc.port";
    private static final String MESSAGE_BYTES_MAX = "grpc.message-bytes-max";
    private static final String THREADS = "grpc.threads";
    private static final String CONNECTION_AGE_MAX = "grpc.connection-age-max";
    private static final String DRAIN_TIMEOUT = "drain-timeout";

    static final Set<String> KEYS = Set.of(HOST, PORT, MESSAGE_BYTES_MAX, THREADS, CONNECTION_AGE_MAX, DRAIN_TIMEOUT);

    static GrpcSettings read(SettingsReader reader) {
        return new GrpcSettings(
                new GrpcTerms(
                        new InetSocketAddress(reader.text(HOST, "127.0.0.1"), reader.port(PORT, 7070)),
                        reader.integer(THREADS, 1, 1024, Runtime.getRuntime().availableProcessors()),
                        reader.duration(
                                CONNECTION_AGE_MAX,
                                Duration.ofSeconds(1),
                                Duration.ofDays(365),
                                Duration.ofMinutes(30)),
                        reader.duration(DRAIN_TIMEOUT, Duration.ZERO, Duration.ofMinutes(10), Duration.ofSeconds(10))),
                TlsSettings.port(reader, PREFIX),
                (int) reader.bytes(MESSAGE_BYTES_MAX, 1 << 10, 128 << 20, 8 << 20));
    }
}
