package io.walgateway.example.keyvalue;

import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.config.settings.SettingsReader;
import io.walgateway.example.keyvalue.cluster.CassandraSettings;
import io.walgateway.example.keyvalue.mutate.LogSettings;
import io.walgateway.example.keyvalue.namespace.KeyValueNamespace;
import io.walgateway.example.keyvalue.service.ServiceLimits;
import io.walgateway.runtime.grpc.GrpcTerms;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a Key-Value process.
 *
 * @param grpc       how it listens
 * @param management the address for operators; port 0 takes a free one
 * @param cassandra  where the items are
 * @param namespaces those that the settings name
 * @param storages   names of namespaces for durable storage of gateways, with {@code *}
 * @param log        the gateway that carries mutation sets; empty: there is none
 * @param limits     of requests and what is in hand
 */
public record KeyValueSettings(
        GrpcTerms grpc,
        InetSocketAddress management,
        CassandraSettings cassandra,
        List<KeyValueNamespace> namespaces,
        List<String> storages,
        Optional<LogSettings> log,
        ServiceLimits limits) {

    private static final String HOST = "listen.host";
    private static final String PORT = "listen.port";
    private static final String THREADS = "listen.threads";
    private static final String CONNECTION_AGE_MAX = "listen.connection-age-max";
    private static final String DRAIN_TIMEOUT = "drain-timeout";
    private static final String MANAGEMENT_HOST = "management.host";
    private static final String MANAGEMENT_PORT = "management.port";
    private static final String REQUESTS_MAX = "limits.requests-in-flight-max";
    private static final String BYTES_MAX = "limits.bytes-in-flight-max";
    private static final String ITEM_BYTES_MAX = "limits.item-bytes-max";
    private static final String AHEAD_MAX = "token.ahead-max";
    private static final String AGE_MAX = "token.age-max";
    private static final String SWEEP_EVERY = "chunks.sweep-every";
    private static final Set<String> KEYS = Set.of(
            HOST,
            PORT,
            THREADS,
            CONNECTION_AGE_MAX,
            DRAIN_TIMEOUT,
            MANAGEMENT_HOST,
            MANAGEMENT_PORT,
            REQUESTS_MAX,
            BYTES_MAX,
            ITEM_BYTES_MAX,
            AHEAD_MAX,
            AGE_MAX,
            SWEEP_EVERY);

    private static final int DEFAULT_PORT = 7075;
    private static final int DEFAULT_MANAGEMENT_PORT = 7076;

    /**
     * Reads the settings.
     *
     * @throws io.walgateway.config.settings.InvalidSettingsException with all that is invalid
     */
    public static KeyValueSettings of(ProcessSettings process) {
        Set<String> known = new HashSet<>(KEYS);
        known.addAll(StoreSettings.KEYS);
        known.addAll(NamespaceSettings.KEYS);
        process.refuseUnknown(known, Set.of(NamespaceSettings.NAMESPACES));
        return process.read(reader -> {
            List<KeyValueNamespace> namespaces = NamespaceSettings.named(process, reader);
            return new KeyValueSettings(
                    grpc(reader),
                    new InetSocketAddress(
                            reader.text(MANAGEMENT_HOST, "127.0.0.1"),
                            reader.port(MANAGEMENT_PORT, DEFAULT_MANAGEMENT_PORT)),
                    StoreSettings.cassandra(reader),
                    namespaces,
                    NamespaceSettings.storages(reader),
                    NamespaceSettings.log(reader, namespaces),
                    limits(reader));
        });
    }

    private static GrpcTerms grpc(SettingsReader reader) {
        return new GrpcTerms(
                new InetSocketAddress(reader.text(HOST, "127.0.0.1"), reader.port(PORT, DEFAULT_PORT)),
                reader.integer(THREADS, 1, 1024, Runtime.getRuntime().availableProcessors()),
                reader.duration(
                        CONNECTION_AGE_MAX, Duration.ofSeconds(1), Duration.ofDays(365), Duration.ofMinutes(30)),
                reader.duration(DRAIN_TIMEOUT, Duration.ZERO, Duration.ofMinutes(10), Duration.ofSeconds(10)));
    }

    private static ServiceLimits limits(SettingsReader reader) {
        return new ServiceLimits(
                reader.integer(REQUESTS_MAX, 1, 1_000_000, 2_000),
                reader.bytes(BYTES_MAX, 8L << 20, 1L << 40, 128L << 20),
                (int) reader.bytes(ITEM_BYTES_MAX, 1L << 20, 64L << 20, 16L << 20),
                reader.duration(AHEAD_MAX, Duration.ZERO, Duration.ofHours(1), Duration.ofSeconds(5)),
                reader.duration(AGE_MAX, Duration.ofSeconds(1), Duration.ofDays(9), Duration.ofHours(1)),
                reader.duration(SWEEP_EVERY, Duration.ofSeconds(1), Duration.ofDays(30), Duration.ofMinutes(10)));
    }
}
