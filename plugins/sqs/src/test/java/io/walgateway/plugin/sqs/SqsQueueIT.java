package io.walgateway.plugin.sqs;

import io.walgateway.core.namespace.QueueConfig;
import io.walgateway.core.plugin.PluginContext;
import io.walgateway.core.queue.QueueProvider;
import io.walgateway.testkit.component.Components;
import io.walgateway.testkit.contract.QueueProviderContract;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Standard queues: copies for groups, no order, no slices of one's own. */
class SqsQueueIT extends QueueProviderContract {

    @Override
    protected QueueProvider provider() {
        return new SqsQueueProvider();
    }

    @Override
    protected PluginContext context() {
        return new PluginContext(Components.sqs().settings(), InstantSource.system(), "contract");
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    @Override
    protected boolean dividesSlices() {
        return false;
    }

    @Override
    protected QueueConfig queueOf(String name, int slices) {
        return new QueueConfig(
                "sqs",
                "default",
                slices == 1
                        ? List.of(name)
                        : IntStream.range(0, slices)
                                .mapToObj(i -> name + "-" + i)
                                .toList(),
                List.of(name + "-dlq"),
                Map.of());
    }
}
