package io.walgateway.plugin.dynamodb;

import io.walgateway.core.namespace.NamespaceConfig.DurableStorageConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.storage.DurableStorageClient;
import io.walgateway.core.storage.DurableStorageProvider;
import java.util.List;
import java.util.regex.Pattern;

/** DynamoDB tables: each storage namespace is a table {@code wal_<namespace>}, each shard a cluster of the settings. */
public final class DynamoDbStorageProvider implements DurableStorageProvider {

    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,251}");

    @Override
    public String type() {
        return ClusterSettings.TYPE;
    }

    @Override
    public List<Violation> check(DurableStorageConfig config) {
        return NAMESPACE.matcher(config.namespace()).matches()
                ? List.of()
                : List.of(new Violation(
                        "/namespace",
                        config.namespace(),
                        "1 to 251 characters out of A-Z a-z 0-9 . _ -, for the table wal_<namespace>"));
    }

    @Override
    public DurableStorageClient open(PluginContext context) {
        ClusterSettings.checkAll(context.settings());
        return new DynamoDbStorageClient(context);
    }
}
