package io.walgateway.server;

import io.walgateway.config.catalog.Catalogs;
import io.walgateway.config.settings.AccessSettings;
import io.walgateway.config.settings.DurableStorageSettings;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.config.settings.RegionSetting;
import io.walgateway.config.settings.SettingsReader;
import io.walgateway.config.settings.TlsSettings;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.ManagementTerms;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a server process.
 *
 * @param process        the settings as they were given
 * @param shard          the shard whose namespaces it serves
 * @param region         where it runs; empty text: not named
 * @param grpc           how it answers callers
 * @param management     where it answers operators
 * @param limits         the limits of requests in flight
 * @param durableStorage of namespaces that name none
 * @param access         who calls, and what the callers may do
 */
record ServerSettings(
        ProcessSettings process,
        String shard,
        String region,
        GrpcSettings grpc,
        ManagementTerms management,
        Limits limits,
        Optional<DurableStorageConfig> durableStorage,
        AccessSettings access) {

    private static final String MANAGEMENT = "management";
    private static final String MANAGEMENT_HOST = "management.host";
    private static final String MANAGEMENT_PORT = "management.port";
    private static final String REQUESTS_MAX = "limits.in-flight-requests-max";
    private static final String BYTES_MAX = "limits.in-flight-bytes-max";

    /**
     * The limits of requests that wait for the queues' answers.
     *
     * @param requestsMax 1 to 1,000,000
     * @param bytesMax    at least the limit of one message
     */
    record Limits(int requestsMax, long bytesMax) {
        static final Limits DEFAULT = new Limits(10_000, 64 << 20);
    }

    /**
     * Reads the settings.
     *
     * @throws io.walgateway.config.settings.InvalidSettingsException with everything that is wrong
     */
    static ServerSettings of(ProcessSettings process, String shard, Plugins plugins) {
        Set<String> known = new HashSet<>(Catalogs.KEYS);
        known.addAll(GrpcSettings.KEYS);
        known.addAll(DurableStorageSettings.KEYS);
        known.addAll(TlsSettings.keys(GrpcSettings.PREFIX, MANAGEMENT));
        known.addAll(AccessSettings.KEYS);
        known.addAll(Set.of(RegionSetting.KEY, MANAGEMENT_HOST, MANAGEMENT_PORT, REQUESTS_MAX, BYTES_MAX));
        // It opens no targets: beneath this name, only its own settings are known.
        Set<String> opened = new HashSet<>(plugins.types());
        opened.remove(GrpcSettings.PREFIX);
        opened.add(AccessSettings.PREFIX);
        process.refuseUnknown(known, opened);
        return process.read(reader -> read(process, shard, plugins, reader));
    }

    /** The context for the plugin of a type. */
    PluginContext pluginContext(String type, InstantSource clock) {
        return new PluginContext(
                type.equals(GrpcSettings.PREFIX) ? Map.of() : process.beneath(type), clock, "wal-server");
    }

    private static ServerSettings read(ProcessSettings process, String shard, Plugins plugins, SettingsReader reader) {
        GrpcSettings grpc = GrpcSettings.read(reader);
        Limits limits = new Limits(
                reader.integer(REQUESTS_MAX, 1, 1_000_000, Limits.DEFAULT.requestsMax()),
                reader.bytes(BYTES_MAX, 1 << 10, 1L << 40, Limits.DEFAULT.bytesMax()));
        ManagementTerms management = new ManagementTerms(
                new InetSocketAddress(reader.text(MANAGEMENT_HOST, "127.0.0.1"), reader.port(MANAGEMENT_PORT, 7071)),
                TlsSettings.port(reader, MANAGEMENT));
        if (limits.bytesMax() < grpc.messageBytesMax()) {
            reader.refuse(BYTES_MAX, "at least grpc.message-bytes-max, " + grpc.messageBytesMax());
        }
        return new ServerSettings(
                process,
                shard,
                RegionSetting.read(reader),
                grpc,
                management,
                limits,
                DurableStorageSettings.read(reader, plugins),
                AccessSettings.read(reader, process, List.of(grpc.tls(), management.tls())));
    }
}
