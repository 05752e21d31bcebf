package io.walgateway.consumer;

import io.walgateway.config.catalog.Catalogs;
import io.walgateway.config.settings.AccessSettings;
import io.walgateway.config.settings.DurableStorageSettings;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.config.settings.RegionSetting;
import io.walgateway.config.settings.SettingsReader;
import io.walgateway.config.settings.TlsSettings;
import io.walgateway.consumer.pipeline.DeliveryLimits;
import io.walgateway.consumer.route.Assignment;
import io.walgateway.core.message.ClaimCheck;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.registry.Plugins;
import io.walgateway.runtime.ManagementTerms;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a consumer process.
 *
 * @param process    the settings as they were given
 * @param assignment the part of the work that is this process's
 * @param region     where it runs; empty text: not named
 * @param management where it answers operators
 * @param limits     the limits of each pipeline
 * @param restoredBytesMax the most bytes of payloads from durable storage in memory at once
 * @param durableStorage the durable storage of namespaces whose documents name none
 * @param access     who calls, and what the callers may do
 */
record ConsumerSettings(
        ProcessSettings process,
        Assignment assignment,
        String region,
        ManagementTerms management,
        DeliveryLimits limits,
        long restoredBytesMax,
        Optional<DurableStorageConfig> durableStorage,
        AccessSettings access) {

    private static final String MANAGEMENT = "management";
    private static final String HOST = "management.host";
    private static final String PORT = "management.port";
    private static final String HELD_MAX = "delivery.held-max";
    private static final String HELD_BYTES_MAX = "delivery.held-bytes-max";
    private static final String RESTART_AFTER = "delivery.restart-after";
    private static final String RESTORED_BYTES_MAX = "delivery.restored-bytes-max";
    private static final long DEFAULT_RESTORED_BYTES_MAX = ClaimCheck.BYTES_MAX;
    private static final int DEFAULT_PORT = 7072;

    /** @throws io.walgateway.config.settings.InvalidSettingsException with all that is invalid */
    static ConsumerSettings of(ProcessSettings process, Assignment assignment, Plugins plugins) {
        Set<String> known = new HashSet<>(Catalogs.KEYS);
        known.addAll(
                Set.of(HOST, PORT, RegionSetting.KEY, HELD_MAX, HELD_BYTES_MAX, RESTART_AFTER, RESTORED_BYTES_MAX));
        known.addAll(DurableStorageSettings.KEYS);
        known.addAll(TlsSettings.keys(MANAGEMENT));
        known.addAll(AccessSettings.KEYS);
        Set<String> prefixes = new HashSet<>(plugins.types());
        prefixes.add(AccessSettings.PREFIX);
        process.refuseUnknown(known, prefixes);
        return process.read(reader -> read(process, assignment, plugins, reader));
    }

    private static ConsumerSettings read(
            ProcessSettings process, Assignment assignment, Plugins plugins, SettingsReader reader) {
        ManagementTerms management = new ManagementTerms(
                new InetSocketAddress(reader.text(HOST, "127.0.0.1"), reader.port(PORT, DEFAULT_PORT)),
                TlsSettings.port(reader, MANAGEMENT));
        return new ConsumerSettings(
                process,
                assignment,
                RegionSetting.read(reader),
                management,
                limits(reader),
                reader.bytes(RESTORED_BYTES_MAX, 1 << 20, 1L << 40, DEFAULT_RESTORED_BYTES_MAX),
                DurableStorageSettings.read(reader, plugins),
                AccessSettings.read(reader, process, List.of(management.tls())));
    }

    private static DeliveryLimits limits(SettingsReader reader) {
        return new DeliveryLimits(
                reader.integer(HELD_MAX, 1, 1_000_000, DeliveryLimits.DEFAULT.heldMax()),
                reader.bytes(HELD_BYTES_MAX, 1 << 10, 1 << 30, DeliveryLimits.DEFAULT.heldBytesMax()),
                reader.duration(
                        RESTART_AFTER,
                        DeliveryLimits.RESTART_AFTER_MIN,
                        DeliveryLimits.RESTART_AFTER_MAX,
                        DeliveryLimits.DEFAULT.restartAfter()));
    }

    /** The context of the plugin of a type. */
    PluginContext pluginContext(String type, InstantSource clock) {
        return new PluginContext(process.beneath(type), clock, "wal-consumer");
    }
}
