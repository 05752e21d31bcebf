package io.walgateway.consumer.writer;

import io.walgateway.config.settings.AccessSettings;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.config.settings.RegionSetting;
import io.walgateway.config.settings.SettingsReader;
import io.walgateway.config.settings.TlsSettings;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.tls.TlsTerms;
import io.walgateway.runtime.InHand;
import io.walgateway.runtime.ManagementTerms;
import io.walgateway.runtime.grpc.GrpcTerms;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of a writer process.
 *
 * @param process    the settings as they were given
 * @param region     where it runs; not empty
 * @param grpc       how it listens
 * @param grpcTls    empty: requests are not encrypted
 * @param limits     the most that it has in hand at once
 * @param management where it answers operators
 * @param targets    where it delivers writes that name no target
 * @param access     who calls, and what the callers may do
 */
public record WriterSettings(
        ProcessSettings process,
        String region,
        GrpcTerms grpc,
        Optional<TlsTerms> grpcTls,
        InHand.Limits limits,
        ManagementTerms management,
        OwnTargets targets,
        AccessSettings access) {

    private static final String LISTEN = "listen";
    private static final String MANAGEMENT = "management";
    private static final String HOST = "listen.host";
    private static final String PORT = "listen.port";
    private static final String THREADS = "listen.threads";
    private static final String CONNECTION_AGE_MAX = "listen.connection-age-max";
    private static final String DRAIN_TIMEOUT = "drain-timeout";
    private static final String MANAGEMENT_HOST = "management.host";
    private static final String MANAGEMENT_PORT = "management.port";
    private static final String WRITES_MAX = "limits.in-flight-writes-max";
    private static final String BYTES_MAX = "limits.in-flight-bytes-max";
    private static final String TARGETS = "targets";
    private static final Set<String> KEYS = Set.of(
            RegionSetting.KEY,
            HOST,
            PORT,
            THREADS,
            CONNECTION_AGE_MAX,
            DRAIN_TIMEOUT,
            MANAGEMENT_HOST,
            MANAGEMENT_PORT,
            WRITES_MAX,
            BYTES_MAX);

    private static final int DEFAULT_PORT = 7073;
    private static final int DEFAULT_MANAGEMENT_PORT = 7074;

    /**
     * Reads the settings.
     *
     * @throws io.walgateway.config.settings.InvalidSettingsException with all that is invalid
     */
    public static WriterSettings of(ProcessSettings process, Plugins plugins) {
        Set<String> prefixes = Stream.concat(plugins.types().stream(), Stream.of(TARGETS, AccessSettings.PREFIX))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> known = new HashSet<>(KEYS);
        known.addAll(TlsSettings.keys(LISTEN, MANAGEMENT));
        known.addAll(AccessSettings.KEYS);
        process.refuseUnknown(known, prefixes);
        return process.read(reader -> read(process, plugins, reader));
    }

    private static WriterSettings read(ProcessSettings process, Plugins plugins, SettingsReader reader) {
        Optional<TlsTerms> grpcTls = TlsSettings.port(reader, LISTEN);
        ManagementTerms management = new ManagementTerms(
                new InetSocketAddress(
                        reader.text(MANAGEMENT_HOST, "127.0.0.1"),
                        reader.port(MANAGEMENT_PORT, DEFAULT_MANAGEMENT_PORT)),
                TlsSettings.port(reader, MANAGEMENT));
        return new WriterSettings(
                process,
                RegionSetting.required(reader),
                grpc(reader),
                grpcTls,
                new InHand.Limits(
                        reader.integer(WRITES_MAX, ArrivedWrites.WRITES_MAX, 1_000_000, 10_000),
                        reader.bytes(BYTES_MAX, 2L * ArrivedWrites.BYTES_MAX, 1L << 40, 128L << 20)),
                management,
                OwnTargets.read(
                        process.beneath(TARGETS), plugins, (key, why) -> reader.refuse(TARGETS + "." + key, why)),
                AccessSettings.read(reader, process, List.of(grpcTls, management.tls())));
    }

    private static GrpcTerms grpc(SettingsReader reader) {
        return new GrpcTerms(
                new InetSocketAddress(reader.text(HOST, "127.0.0.1"), reader.port(PORT, DEFAULT_PORT)),
                reader.integer(THREADS, 1, 1024, Runtime.getRuntime().availableProcessors()),
                reader.duration(
                        CONNECTION_AGE_MAX, Duration.ofSeconds(1), Duration.ofDays(365), Duration.ofMinutes(30)),
                reader.duration(DRAIN_TIMEOUT, Duration.ZERO, Duration.ofMinutes(10), Duration.ofSeconds(10)));
    }

    /** The context of the plugin of a type. */
    public PluginContext pluginContext(String type, InstantSource clock) {
        return new PluginContext(process.beneath(type), clock, "wal-writer");
    }
}
