package io.walgateway.plugin.kv;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Durable storage in a Key-Value service. The storage namespace is a namespace of the service; the shard of the
 * configuration is the service's name in the settings.
 */
public final class KvStorageProvider implements DurableStorageProvider {
    private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    @Override
    public String type() {
        return KvSettings.TYPE;
    }

    @Override
    public List<Violation> check(DurableStorageConfig config) {
        return NAMESPACE.matcher(config.namespace()).matches()
                ? List.of()
                : List.of(new Violation(
                        "/namespace",
                        config.namespace(),
                        "a letter and up to 39 letters, digits and underscores, all in lower case: a namespace of a"
                                + " Key-Value service"));
    }

    @Override
    public DurableStorageClient open(PluginContext context) {
        KvSettings.checkAll(context.settings());
        return new KvStorageClient(context);
    }
}
