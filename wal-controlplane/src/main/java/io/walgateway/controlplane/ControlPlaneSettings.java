package io.walgateway.controlplane;

import io.walgateway.config.settings.AccessSettings;
import io.walgateway.config.settings.DurableStorageSettings;
import io.walgateway.config.settings.InvalidSettingsException;
import io.walgateway.config.settings.ProcessSettings;
import io.walgateway.config.settings.RegionSetting;
import io.walgateway.config.settings.SettingsReader;
import io.walgateway.config.settings.TlsSettings;
import io.walgateway.controlplane.region.PluginSettings;
import io.walgateway.controlplane.region.RegionSettings;
import io.walgateway.controlplane.rest.AllowedSites;
import io.walgateway.controlplane.store.StoreSettings;
import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.tls.TlsTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the process, read at start.
 *
 * @param httpHost       the host on which the REST interface listens
 * @param httpPort       0: any free port
 * @param httpTls        empty: the REST interface is not encrypted
 * @param allowed        the host names and page origins that may use the REST interface
 * @param managementHost the host on which health and metrics are served
 * @param managementPort 0: any free port
 * @param managementTls  empty: health and metrics are not encrypted
 * @param store          where namespaces are kept
 * @param drainInFlight  the time within which appends that were in flight when the queues changed are answered
 * @param drainKeep      how long a queue that was removed from a document is still read after it was drained
 * @param durableStorage the storage of namespaces that name none
 * @param plugins        the settings of each plugin, in each region
 * @param access         who calls, and what the callers may do
 */
public record ControlPlaneSettings(
        String httpHost,
        int httpPort,
        Optional<TlsTerms> httpTls,
        AllowedSites allowed,
        String managementHost,
        int managementPort,
        Optional<TlsTerms> managementTls,
        StoreSettings store,
        Duration drainInFlight,
        Duration drainKeep,
        Optional<DurableStorageConfig> durableStorage,
        PluginSettings plugins,
        AccessSettings access) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String HTTP = "http";
    private static final String MANAGEMENT = "management";
    private static final Set<String> TLS = TlsSettings.keys(HTTP, MANAGEMENT);
    private static final Set<String> KNOWN = Set.of(
            RegionSetting.KEY,
            "http.host",
            "http.port",
            "http.allowed-hosts",
            "http.allowed-origins",
            "management.host",
            "management.port",
            "store.url",
            "store.user",
            "store.password",
            "store.password-file",
            "drain.in-flight",
            "drain.keep");

    public ControlPlaneSettings {
        requirePort("http.port", httpPort);
        requirePort("management.port", managementPort);
    }

    /**
     * Reads the settings.
     *
     * @throws InvalidSettingsException when a setting is missing, invalid or unknown
     */
    public static ControlPlaneSettings of(ProcessSettings settings, Plugins plugins) {
        Set<String> types = plugins.types();
        Set<String> known = new HashSet<>(KNOWN);
        known.addAll(DurableStorageSettings.KEYS);
        known.addAll(TLS);
        known.addAll(AccessSettings.KEYS);
        settings.refuseUnknown(
                known,
                Stream.concat(types.stream(), Stream.of(RegionSettings.PREFIX, AccessSettings.PREFIX))
                        .collect(Collectors.toUnmodifiableSet()));
        Optional<TlsTerms> httpTls = settings.read(reader -> TlsSettings.port(reader, HTTP));
        Optional<TlsTerms> managementTls = settings.read(reader -> TlsSettings.port(reader, MANAGEMENT));
        return new ControlPlaneSettings(
                settings.text("http.host", LOOPBACK),
                settings.port("http.port", 7080),
                httpTls,
                AllowedSites.of(settings.text("http.allowed-hosts", ""), settings.text("http.allowed-origins", "")),
                settings.text("management.host", LOOPBACK),
                settings.port("management.port", 0),
                managementTls,
                store(settings, settings.required("store.url", "jdbc:postgresql://host:port/database")),
                settings.duration("drain.in-flight", Duration.ZERO, Duration.ofHours(1), Duration.ofSeconds(15)),
                settings.duration("drain.keep", Duration.ZERO, Duration.ofDays(30), Duration.ofMinutes(10)),
                settings.read(reader -> DurableStorageSettings.read(reader, plugins)),
                settings.read(reader -> plugins(settings, types, reader)),
                settings.read(reader -> AccessSettings.read(reader, settings, List.of(httpTls, managementTls))));
    }

    private static StoreSettings store(ProcessSettings settings, String url) {
        return settings.read(reader -> {
            Optional<Path> file = reader.text("store.password-file").map(Path::of);
            if (file.isPresent() && reader.text("store.password").isPresent()) {
                reader.refuse("store.password-file", "no store.password beside it");
            }
            return new StoreSettings(url, reader.text("store.user", "wal"), reader.text("store.password", ""), file);
        });
    }

    private static PluginSettings plugins(ProcessSettings settings, Set<String> types, SettingsReader reader) {
        return new PluginSettings(
                RegionSetting.read(reader),
                types.stream().collect(Collectors.toMap(type -> type, type -> ofPlugin(settings, type))),
                RegionSettings.read(reader, settings.beneath(RegionSettings.PREFIX), types));
    }

    /**
     * A plugin may have the same name as a part of the process ({@code http}); the settings that this part reads are
     * not the plugin's.
     */
    private static Map<String, String> ofPlugin(ProcessSettings settings, String type) {
        Map<String, String> beneath = settings.beneath(type);
        beneath.keySet().removeIf(key -> KNOWN.contains(type + "." + key) || TLS.contains(type + "." + key));
        return beneath;
    }

    private static void requirePort(String path, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(path + ": " + port + " (expected: 0 to 65535)");
        }
    }
}
