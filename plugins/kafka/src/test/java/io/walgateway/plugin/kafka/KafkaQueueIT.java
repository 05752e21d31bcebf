package io.walgateway.plugin.kafka;

import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.QueueProviderContract;
import java.time.InstantSource;
import java.util.Map;

class KafkaQueueIT extends QueueProviderContract {

    @Override
    protected QueueProvider provider() {
        return new KafkaQueueProvider();
    }

    @Override
    protected PluginContext context() {
        String servers = Components.kafka().bootstrapServers();
        return new PluginContext(
                Map.of("clusters.default.bootstrap.servers", servers), InstantSource.system(), "contract");
    }
}
