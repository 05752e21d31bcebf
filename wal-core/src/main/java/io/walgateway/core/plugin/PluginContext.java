package io.walgateway.core.plugin;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What a plugin is given when it is opened.
 *
 * @param settings the process settings beneath the plugin's type, flattened to dotted keys: for the type {@code kafka},
 *                 the setting {@code kafka.clusters.default.bootstrap.servers} is here
 *                 {@code clusters.default.bootstrap.servers}
 * @param clock    the time
 * @param process  a name of the process for client ids and logs, such as {@code wal-server}
 */
public record PluginContext(Map<String, String> settings, InstantSource clock, String process) {

    public PluginContext {
        settings = Map.copyOf(settings);
    }

    /**
     * A setting of a named cluster: {@code clusters.<cluster>.<key>}, or that of the cluster {@code *}, which stands for
     * every name that has no entry of its own.
     */
    public Optional<String> clusterSetting(String cluster, String key) {
        return Optional.ofNullable(settings.get("clusters." + cluster + "." + key))
                .or(() -> Optional.ofNullable(settings.get("clusters.*." + key)));
    }
}
