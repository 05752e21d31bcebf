package io.walgateway.core.plugin;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The context that a plugin is opened with.
 *
 * @param settings the process settings below the plugin's type, flattened to dotted keys: for the type {@code kafka},
 *                 the setting {@code kafka.clusters.default.bootstrap.servers} appears here as
 *                 {@code clusters.default.bootstrap.servers}
 * @param clock    the time
 * @param process  a name of the process for client ids and logs, such as {@code wal-server}
 */
public record PluginContext(Map<String, String> settings, InstantSource clock, String process) {

    public PluginContext {
        settings = Map.copyOf(settings);
    }

    /**
     * A setting of a named cluster: {@code clusters.<cluster>.<key>}. A key that the cluster does not set has the value
     * of the cluster {@code *}, if it is set there.
     */
    public Optional<String> clusterSetting(String cluster, String key) {
        return Optional.ofNullable(settings.get("clusters." + cluster + "." + key))
                .or(() -> Optional.ofNullable(settings.get("clusters.*." + key)));
    }
}
