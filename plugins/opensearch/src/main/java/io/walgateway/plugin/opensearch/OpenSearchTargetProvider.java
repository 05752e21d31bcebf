package io.walgateway.plugin.opensearch;

import io.walgateway.core.message.TargetAddress;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.plugin.Violation;
import io.walgateway.core.target.TargetClient;
import io.walgateway.core.target.TargetProvider;
import io.walgateway.plugin.opensearch.address.IndexAddress;
import io.walgateway.plugin.opensearch.cluster.ClusterSettings;
import io.walgateway.plugin.opensearch.target.OpenSearchTargetClient;
import java.util.List;

/**
 * Indexes of OpenSearch and Elasticsearch as targets. The version of a document is the write time of its message, so
 * that any number of deliveries in any order end in the same document.
 */
public final class OpenSearchTargetProvider implements TargetProvider {

    @Override
    public String type() {
        return ClusterSettings.TYPE;
    }

    @Override
    public List<Violation> check(TargetAddress address) {
        return IndexAddress.check(address.properties());
    }

    @Override
    public TargetClient open(PluginContext context) {
        ClusterSettings.checkAll(context);
        return new OpenSearchTargetClient(context);
    }
}
