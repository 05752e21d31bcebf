package io.walgateway.config.settings;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.registry.Plugins;
import io.walgateway.core.storage.DurableStorageProvider;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The durable storage of namespaces whose documents name none. Server, consumer and control plane need the same
 * settings.
 */
public final class DurableStorageSettings {
    private static final String TYPE = "durable-storage.type";
    private static final String NAMESPACE = "durable-storage.namespace";
    private static final String SHARD = "durable-storage.shard";
    private static final String DEFAULT_NAMESPACE = "wal";
    private static final String NAME = "[A-Za-z0-9._-]{1,100}";

    /** The keys of this section. */
    public static final Set<String> KEYS = Set.of(TYPE, NAMESPACE, SHARD);

    private DurableStorageSettings() {}

    /** Empty if no storage is named, or the named one is not valid; the reader has then noted the problem. */
    public static Optional<DurableStorageConfig> read(SettingsReader reader, Plugins plugins) {
        String type = reader.text(TYPE, "").toLowerCase(Locale.ROOT);
        String namespace = reader.text(NAMESPACE, DEFAULT_NAMESPACE);
        if (!namespace.matches(NAME)) {
            reader.refuse(NAMESPACE, "1 to 100 characters out of A-Z a-z 0-9 . _ -");
        }
        DurableStorageConfig config = new DurableStorageConfig(type, namespace, reader.text(SHARD, ""));
        if (type.isEmpty()) {
            KEYS.stream()
                    .filter(key -> reader.text(key).isPresent())
                    .forEach(key -> reader.refuse(key, TYPE + " beside it"));
            return Optional.empty();
        }
        Optional<DurableStorageProvider> plugin = plugins.storage(type);
        if (plugin.isEmpty()) {
            Set<String> types = new TreeSet<>(plugins.storages().keySet());
            reader.refuse(TYPE, "one of " + String.join(", ", types));
            return Optional.empty();
        }
        for (Violation found : plugin.get().check(config)) {
            reader.refuse("durable-storage" + found.path().replace('/', '.'), found.expectation());
        }
        return Optional.of(config);
    }
}
